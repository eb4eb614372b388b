// The same till as it is usually put together for React: radix for dialog, labels and radios, input-otp for the PIN.
import './vanilla.css';
import './react.css';
import * as Dialog from '@radix-ui/react-dialog';
import * as Label from '@radix-ui/react-label';
import * as RadioGroup from '@radix-ui/react-radio-group';
import { OTPInput } from 'input-otp';
import { useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { choices, createSale, labels } from './sale.js';

function Pin({ asked, onEnd }) {
  const [pin, setPin] = useState('');
  return (
    <Dialog.Root open={asked !== null} onOpenChange={(isOpen) => isOpen || onEnd(null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title className="heading">{labels.pinTitle}</Dialog.Title>
          <Label.Root htmlFor="pin">{labels.pin}</Label.Root>
          <OTPInput
            id="pin"
            maxLength={4}
            value={pin}
            onChange={setPin}
            render={({ slots }) => (
              <div className="slots">
                {slots.map(({ char, isActive }, index) => (
                  <div key={index} className={isActive ? 'slot on' : 'slot'}>
                    {char}
                  </div>
                ))}
              </div>
            )}
          />
          <div id="pin-status" role="status">
            {asked && `${asked.remainingAttempts} tries left`}
          </div>
          <button id="confirm" type="button" onClick={() => onEnd(pin)}>
            {labels.confirm}
          </button>
          <button id="cancel" className="quiet" type="button" onClick={() => onEnd(null)}>
            {labels.cancel}
          </button>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Till() {
  const [code, setCode] = useState('');
  const [value, setValue] = useState('');
  const [choice, setChoice] = useState('points');
  const [customer, setCustomer] = useState('');
  const [status, setStatus] = useState({ text: '', tone: '' });
  const [asked, setAsked] = useState(null);
  const now = useRef({});
  now.current = { code, value, choice };
  const sale = useMemo(
    () =>
      createSale({
        code: () => now.current.code,
        value: () => now.current.value,
        choice: () => now.current.choice,
        say: (text, tone) => setStatus({ text, tone }),
        found: ({ masked_email: email, point_balance: points }) => setCustomer(`${email}: ${points} points`),
        fire: (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail })),
        askPin: ({ remainingAttempts }) => new Promise((resolve) => setAsked({ remainingAttempts, resolve })),
      }),
    [],
  );
  const onEnd = (pin) => {
    asked.resolve(pin);
    setAsked(null);
  };
  return (
    <div className="till">
      <div className="card">
        <div className="heading">{labels.lookup}</div>
        <Label.Root htmlFor="code">{labels.code}</Label.Root>
        <div className="row">
          <input
            id="code"
            type="text"
            autoComplete="off"
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
          <button id="find" type="button" onClick={sale.find}>
            {labels.find}
          </button>
        </div>
        <button id="scan" className="quiet" type="button">
          Scan
        </button>
        <div className="muted">{labels.hint}</div>
        <div id="customer">{customer}</div>
      </div>
      <div className="card">
        <div className="heading">{labels.redeem}</div>
        <RadioGroup.Root className="row" aria-label={labels.what} value={choice} onValueChange={setChoice}>
          {choices.map(([name, text]) => (
            <RadioGroup.Item key={name} className="quiet" value={name}>
              {text}
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        <Label.Root htmlFor="value">{labels.value}</Label.Root>
        <div className="row">
          <input
            id="value"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={value}
            onChange={({ target }) => setValue(target.value)}
          />
          <button id="redeem" type="button" onClick={sale.redeem}>
            {labels.redeemNow}
          </button>
        </div>
        <div className="muted">{labels.final}</div>
      </div>
      <div className="card">
        <div className="heading">{labels.earn}</div>
        <button id="earn" className="main" type="button" onClick={sale.earn}>
          {labels.credit}
        </button>
        <div id="status" role="status" className={status.tone}>
          {status.text}
        </div>
      </div>
      <Pin asked={asked} onEnd={onEnd} />
    </div>
  );
}

createRoot(document.querySelector('main')).render(<Till />);
