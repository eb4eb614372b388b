/** The customers who stand before the till, as a look-up gives them. */
export const anna = {
  customerCode: '482193',
  maskedEmail: 'a***@gmail.com',
  stampCount: 4,
  pointBalance: 120,
  isNew: false,
  manualCode: false,
  verification: 'qr',
};
export const odd = { ...anna, maskedEmail: `${'m'.repeat(48)}***@gmail.com`, pointBalance: 9_999_999, stampCount: 30 };
