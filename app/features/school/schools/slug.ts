/** A school's name as a word of addresses: "St. Mary's, Upper School" becomes "st-marys-upper-school". Empty for scripts without Latin letters. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
