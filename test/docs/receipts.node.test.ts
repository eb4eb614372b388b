/** The receipts guide: its bytes are what it says, and what it names of encoders is there. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import thermal from 'node-thermal-printer';
import { read as onPaper } from '../elements/receipt/printers.js';
import { snippet } from './markdown.js';
import { moduleOf } from './programs.js';

const token = 'cq_2uz4dmq43';
const { ThermalPrinter, PrinterTypes } = thermal;

interface Guide {
  slipBytes(detail: object, codepage?: string): Uint8Array;
}

describe('the receipts guide', () => {
  it('prints the lines and the code of a coupon, and no code without one', async () => {
    const { slipBytes } = await moduleOf<Guide>('slip', snippet('docs/receipts.md', 'slip'));
    const receipt = ['Puan verildi.', 'İşlem                         1.285,50 TL'];
    const plain = slipBytes({ receipt });
    assert.deepEqual(onPaper(plain).slice(0, 2), receipt);
    assert.ok(!Buffer.from(plain).includes(token));
    const bytes = Buffer.from(slipBytes({ receipt, coupon: { qrToken: token } }));
    assert.ok(bytes.includes(token));
    // Model 2, six dots a module, level M: the encoder's own settings, as the guide names them.
    for (const command of [
      [0x31, 0x41, 0x32],
      [0x31, 0x43, 6],
      [0x31, 0x45, 0x31],
    ])
      assert.ok(bytes.includes(Buffer.from(command)));
  });

  it('names the call of the other encoder', () => {
    const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: 'tcp://127.0.0.1:9' });
    printer.printQR(token);
    assert.ok(printer.getBuffer().includes(token));
  });
});
