/** What passes between till and phone in the same browser: the phone is held to the scanner, the till shows whom it serves. */

/** One of the two things. */
export type Message =
  | { readonly type: 'scan'; readonly what: 'customer' | 'coupon'; readonly text: string }
  | { readonly type: 'customer'; readonly code: string };

/** The channel, with its messages typed. */
export interface PhoneLink {
  send(message: Message): void;
  listen(receive: (message: Message) => void): void;
}

/** Opens the channel; both pages may be in one window or in two. */
export function openPhoneLink(): PhoneLink {
  const channel = new BroadcastChannel('loyalite-demo');
  return {
    send: (message) => channel.postMessage(message),
    listen: (receive) => channel.addEventListener('message', ({ data }: MessageEvent<Message>) => receive(data)),
  };
}
