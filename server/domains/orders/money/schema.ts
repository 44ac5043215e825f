/**
 * Digits after the point where ISO 4217 has not two (https://www.iso.org/iso-4217-currency-codes.html, table A.1).
 * Written out: Intl follows CLDR, which differs for some (forints, rupiahs, dinars of Iraq), and amounts are stored by
 * this table.
 */
const unusual: Record<string, number> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0]),
  ),
  ...Object.fromEntries(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** Digits after the point in amounts of a currency: 2 for EUR, 0 for JPY, 3 for JOD. */
export const minorDigits = (currency: string): number => unusual[currency] ?? 2;
