/** The package's version, so that two tills can be compared. `npm version` writes it. */
export const version = '0.1.0';
