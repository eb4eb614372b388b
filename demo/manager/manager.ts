/**
 * The manager's page: what the proxy's list of open operations holds, as two tables to be looked at. A merchant asks
 * `GET /loyalite/open` under a manager's session; the demo's server has one of its own and passes the list on.
 */
import { html, nothing, render, type TemplateResult } from 'lit';

interface Report {
  readonly at: string;
  readonly source: 'service' | 'manual' | 'unknown';
}

interface Line {
  readonly at: string;
  readonly operation: string;
  readonly external_id?: string;
  readonly customer_code?: string;
  readonly card_type?: string;
  readonly value?: number;
  readonly reports?: readonly Report[];
  readonly answered?: number;
  readonly reported?: number;
}

interface List {
  readonly last_event: string | null;
  readonly unknown: readonly Line[];
  readonly unreported: readonly Line[];
}

const moment = (at: string): string => new Date(at).toLocaleString();
const by = { service: 'by the service', manual: 'by hand', unknown: 'by somebody' } as const;

const told = ({ reports = [], answered, reported }: Line): string =>
  answered === undefined
    ? reports.map(({ at, source }) => `${by[source]}, ${moment(at)}`).join('; ') || 'nothing'
    : `${reported} of ${answered} answered`;

const row = (line: Line): TemplateResult => html`<tr>
  <td>${moment(line.at)}</td><td>${line.operation}</td><td><code>${line.external_id ?? ''}</code></td><td>${line.customer_code ?? ''}</td>
  <td>${line.value ?? ''} <span class="muted">${line.card_type ?? ''}</span></td><td>${told(line)}</td>
</tr>`;

const table = (id: string, title: string, meaning: string, lines: readonly Line[]): TemplateResult => html`
  <section class="card" id=${id} aria-label=${title}>
    <h2>${title}</h2>
    <div class="muted">${meaning}</div>
    ${
      lines.length === 0
        ? html`<div>Nothing.</div>`
        : html`<div class="scroll" tabindex="0" aria-label=${title}><table class="facts num">
            <thead><tr><th>Sent</th><th>What</th><th>Id</th><th>Customer</th><th>Amount</th><th>Reported</th></tr></thead>
            <tbody>${lines.map(row)}</tbody>
          </table></div>`
    }
  </section>`;

const place = document.getElementById('lists') as HTMLElement;

async function show(): Promise<void> {
  const answer = await fetch('/demo/open');
  if (!answer.ok)
    return void render(html`<p>This shop takes in no signed events, so that there is no list.</p>`, place);
  const { last_event: last, unknown, unreported } = (await answer.json()) as List;
  render(
    html`<div class="row between">
        <span class="muted">${last ? `The last event came ${moment(last)}.` : 'No event has come yet.'}</span>
        <button class="quiet" @click=${() => void show()}>Look again</button>
      </div>
      ${table('unknown', 'Stayed unknown', 'Sent, and never answered. Look the customer up before anything is credited by hand.', unknown)}
      ${table('unreported', 'Answered and never reported', 'Answered as booked, and not reported in ten hours: perhaps an order number that was used before.', unreported)}
      ${last ? nothing : html`<p class="muted">Without events neither list can be trusted.</p>`}`,
    place,
  );
}

await show();
