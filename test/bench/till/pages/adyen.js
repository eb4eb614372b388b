// Adyen's Drop-in with a card and a plain redirect method, as it mounts without its backend: the list, the buttons and
// what stands around the card's fields. The fields themselves are pages of its hosts in frames and never come, which is to its favour.
import { AdyenCheckout, Card, Dropin, Redirect } from '@adyen/adyen-web';
import '@adyen/adyen-web/styles/adyen.css';

const here = location.origin;
const checkout = await AdyenCheckout({
  environment: 'test',
  environmentUrls: { api: here, analytics: here, cdn: { images: `${here}/`, translations: `${here}/` } },
  clientKey: 'test_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  locale: 'en-US',
  countryCode: 'TR',
  amount: { value: 8550, currency: 'TRY' },
  analytics: { enabled: false },
  paymentMethodsResponse: {
    paymentMethods: [
      { name: 'Cards', type: 'scheme', brands: ['visa', 'mc'] },
      { name: 'Bank', type: 'bank_tr' },
      { name: 'Wallet', type: 'wallet_tr' },
    ],
  },
  onSubmit() {},
  onError() {},
});
new Dropin(checkout, { paymentMethodComponents: [Card, Redirect] }).mount('main');
