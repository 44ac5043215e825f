/** Currencies with two, no and three digits after the point, and what a cent of the catalogue is in their minor units. */
export const demoCurrencies = { EUR: 1, JPY: 1.6, KWD: 3.3 } as const;
export type DemoCurrency = keyof typeof demoCurrencies;
