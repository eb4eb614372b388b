/**
 * The service behind the proxy: the sandbox on a port of its own, or, with LOYALITE_URL and LOYALITE_API_KEY set, the real
 * one. Nothing here reaches a page; the key goes to the proxy alone.
 */
import { randomBytes } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import { createSandbox, type EventOptions, type Sandbox, type SandboxOptions } from 'loyalite-elements/sandbox';
import { listen } from './listen.js';

/** Where the service is, how it is asked, and its other side where it is the sandbox. */
export interface Service {
  readonly address: string;
  readonly apiKey: string;
  readonly sandbox?: Sandbox;
  /** Under which secret its events are signed, and from whom; missing where none are taken in. */
  readonly events?: { readonly secret: string; readonly organization: string };
  close(): Promise<void>;
}

/** Opens the service that the environment asks for. */
export async function openService(
  options: SandboxOptions = {},
  env: NodeJS.ProcessEnv = process.env,
  takeEvent?: (request: Request) => Promise<Response>,
): Promise<Service> {
  const { LOYALITE_URL: address, LOYALITE_API_KEY: apiKey } = env;
  if (address && apiKey) return { address, apiKey, close: () => Promise.resolve() };
  if (address ?? apiKey)
    throw new Error('Set both LOYALITE_URL and LOYALITE_API_KEY for the real service, or neither for the sandbox.');
  return openSandbox(options, takeEvent);
}

async function openSandbox(options: SandboxOptions, to?: EventOptions['to']): Promise<Service> {
  const apiKey = `sk_test_${randomBytes(12).toString('hex')}`;
  const secret = `whsec_${randomBytes(12).toString('hex')}`;
  const sandbox = createSandbox({ ...options, apiKey, ...(to && { events: { to, secret } }) });
  const listener = getRequestListener((request) => sandbox.fetch(request));
  const { address, close } = await listen((request, response) => void listener(request, response));
  return { address, apiKey, sandbox, ...(to && { events: { secret, organization: 'sandbox' } }), close };
}
