// The least that can be written with Lit: what any element of it brings along.
import { html, LitElement } from 'lit';

customElements.define(
  'hello-till',
  class extends LitElement {
    static properties = { name: {} };

    render() {
      return html`<p>Hello, ${this.name}</p><button id="find" @click=${() => (this.name = 'customer')}>Find</button>`;
    }
  },
);
