/** The other side of the demo: what the service booked, and trouble on the way to it, on demand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Delivery, EventFaultDescription, FaultDescription, LedgerEntry, Magic } from 'loyalite-elements/sandbox';

/** What the demo's server tells once. */
export interface About {
  readonly sandbox: boolean;
  readonly faults: readonly Pick<FaultDescription, 'fault' | 'effect'>[];
  readonly eventFaults: readonly EventFaultDescription[];
  readonly magic: readonly Magic[];
}

/** What it tells whenever it changes. */
export interface Live {
  readonly preset: 'standard' | 'balanced' | 'strict';
  readonly ledger: readonly LedgerEntry[];
  readonly faults: readonly { readonly fault: string; readonly path: string; readonly status?: number }[];
  readonly event?: Delivery;
}

/** What is asked for: of the next request, and of the event of the next booking. */
export interface Armed {
  readonly fault: string;
  readonly event: string;
}

/** Draws the panel that asks for trouble. */
export function troublePanel(
  { faults, eventFaults, magic }: About,
  live: Live,
  armed: Armed,
  arm: (part: Partial<Armed>) => void,
): TemplateResult {
  const next = [
    faults.find(({ fault }) => fault === armed.fault),
    eventFaults.find(({ fault }) => fault === armed.event),
  ].flatMap((one) => one ?? []);
  return html`
    <h2>Trouble on the way</h2>
    ${choice('fault', 'The next request meets', faults, armed.fault, (fault) => arm({ fault }))}
    ${choice('event-fault', 'The event of the next booking meets', eventFaults, armed.event, (event) => arm({ event }))}
    <div role="status">${next.map(({ effect }) => html`<div class="armed">Next: ${effect}.</div>`)}</div>
    ${live.event ? html`<div class="muted" id="event">Last event: <code>${live.event.event}</code>, ${live.event.status}.</div>` : nothing}
    ${live.faults.length ? html`<div class="muted">Met so far: <span class="num">${live.faults.length}</span>, last ${live.faults.at(-1)?.fault}.</div>` : nothing}
    <details><summary class="muted">Magic values do the same</summary>
      <div class="scroll" tabindex="0" aria-label="Magic values"><table class="facts">
        <thead><tr><th>Value</th><th>What comes</th></tr></thead>
        <tbody>${magic.map(({ kind, value, outcome }) => html`<tr><td>${kind} <code>${value}</code></td><td><code>${outcome}</code></td></tr>`)}</tbody>
      </table></div>
    </details>`;
}

function choice(
  name: string,
  title: string,
  options: readonly { readonly fault: string }[],
  chosen: string,
  choose: (fault: string) => void,
): TemplateResult {
  return html`<label class="field">${title}
    <select name=${name} .value=${chosen} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${chosen === ''}>nothing unusual</option>
      ${options.map(({ fault }) => html`<option value=${fault} ?selected=${fault === chosen}>${fault}</option>`)}
    </select>
  </label>`;
}

/** Draws what was booked. Two bookings of one kind under one id would be a double one, and would be said so. */
export function ledgerPanel({ ledger }: Live): TemplateResult {
  const ids = ledger.map(({ operation, externalId }) => `${operation} ${externalId}`);
  const doubled = ids.length - new Set(ids).size;
  return html`
    <div class="row between"><h2>Ledger of the service</h2><span class="tag num" role="status">${ledger.length} booked, ${doubled} twice</span></div>
    ${
      ledger.length
        ? html`<div class="scroll" tabindex="0" aria-label="Bookings"><table class="facts num">
          <thead><tr><th>What</th><th>Id</th><th>Amount</th></tr></thead>
          <tbody>${ledger.toReversed().map(booking)}</tbody>
        </table></div>`
        : html`<div class="muted">Nothing booked yet.</div>`
    }`;
}

function booking({ operation, externalId, customerCode, cardType, amount }: LedgerEntry): TemplateResult {
  return html`<tr><td>${operation}<div class="muted">${customerCode}</div></td><td><code>${externalId}</code></td><td>${amount} <span class="muted">${cardType}</span></td></tr>`;
}
