/** The other side of the demo: what the service booked, and trouble on the way to it, on demand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FaultDescription, LedgerEntry, Magic } from 'loyalite-elements/sandbox';

/** What the demo's server tells once. */
export interface About {
  readonly sandbox: boolean;
  readonly faults: readonly FaultDescription[];
  readonly magic: readonly Magic[];
}

/** What it tells whenever it changes. */
export interface Live {
  readonly preset: 'standard' | 'balanced' | 'strict';
  readonly ledger: readonly LedgerEntry[];
  readonly faults: readonly { readonly fault: string; readonly path: string; readonly status?: number }[];
}

/** Draws the panel that asks for trouble. */
export function troublePanel(
  { faults, magic }: About,
  live: Live,
  armed: string,
  arm: (fault: string) => void,
): TemplateResult {
  const description = faults.find(({ fault }) => fault === armed);
  return html`
    <h2>Trouble on the way</h2>
    <label class="field">The next request meets
      <select .value=${armed} @change=${(event: Event) => arm((event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${armed === ''}>nothing unusual</option>
        ${faults.map(({ fault }) => html`<option value=${fault} ?selected=${fault === armed}>${fault}</option>`)}
      </select>
    </label>
    <div role="status">${description ? html`<div class="armed">Next: ${description.effect}.</div>` : nothing}</div>
    ${live.faults.length ? html`<div class="muted">Met so far: <span class="num">${live.faults.length}</span>, last ${live.faults.at(-1)?.fault}.</div>` : nothing}
    <details><summary class="muted">Magic values do the same</summary>
      <div class="scroll" tabindex="0" aria-label="Magic values"><table class="facts">
        <thead><tr><th>Value</th><th>What comes</th></tr></thead>
        <tbody>${magic.map(({ kind, value, outcome }) => html`<tr><td>${kind} <code>${value}</code></td><td><code>${outcome}</code></td></tr>`)}</tbody>
      </table></div>
    </details>`;
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
