/** One text of a form; a missing one and a file are empty. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** A path of this house to go on to; never an address that somebody else's link could send people to. */
export const localPath = (value: string | null | undefined): string =>
  value && /^\/(?![/\\])/.test(value) ? value : "/";
