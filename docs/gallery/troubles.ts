/** What happens to the till itself before a scene is looked at: its clock, its other windows, its notes, its network. */
import { leave, reached, type Act, type Tag } from './acts.js';
import { nobody, silent } from './answers.js';
import { anna } from './customers.js';

const hour = 3_600_000;

/** Submits, and half an hour goes by at once: too long for a cashier, and not for an element with an hour's patience. */
export const submitAndWait: Act = async (element) => {
  const { setTimeout } = globalThis;
  const hurried = (act: TimerHandler, ms = 0): number => setTimeout(act, Math.max(0, ms - hour / 2));
  globalThis.setTimeout = hurried as typeof setTimeout;
  element.submit();
  globalThis.setTimeout = setTimeout;
  // Timers of one length ring in the order in which they were set.
  await new Promise((resolve) => setTimeout(resolve));
};

/** Another window sends the same order and has no answer yet; then this one submits, and has to wait for it. */
export const submitSecond: Act = async (element) => {
  const { endpoint } = element;
  const first: Tag = document.createElement('loyalite-earn');
  Object.assign(first, {
    endpoint,
    fetch: silent,
    hidden: true,
    customer: anna,
    amount: '270.50',
    currency: 'TRY',
    orderId: 'A-1',
    deadline: hour,
  });
  document.body.append(first);
  first.submit();
  await reached(first, 'pending');
  first.remove();
  element.submit();
  const isWaiting = async (): Promise<boolean> => ((await navigator.locks.query()).pending ?? []).length > 0;
  while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** An earn was never answered two days ago, and the page was loaded anew. */
export const leaveLongAgo: Act = async (element) => {
  const endpoint = '/nowhere/long-ago';
  await leave(
    endpoint,
    ['loyalite-earn', { customer: anna, amount: '270.50', currency: 'TRY', orderId: 'A-0900' }],
    (lost) => lost.submit(),
  );
  const name = Object.keys(localStorage).find((key) => key.endsWith(':id:A-0900')) ?? '';
  const note = JSON.parse(localStorage.getItem(name) ?? '{}') as { at: number };
  localStorage.setItem(name, JSON.stringify({ ...note, at: note.at - 48 * hour }));
  element.fetch = nobody;
  element.setAttribute('endpoint', endpoint);
};

/** A browser that lets no page keep anything. */
export const blockNotes: Act = () => {
  const get = (): never => {
    throw new DOMException('blocked', 'SecurityError');
  };
  Object.defineProperty(window, 'localStorage', { get });
};

/** The cable is out. */
export const goOffline: Act = () => void Object.defineProperty(navigator, 'onLine', { value: false });
