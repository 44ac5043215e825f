/** One line of an entry's details: a field that changed, or something that was told along. */
export type DetailLine = { field: string; before?: unknown; after: unknown };

/** Details as lines: changed fields with both sides, then everything else that was recorded. */
export function detailLines(details: Readonly<Record<string, unknown>>): DetailLine[] {
  const { values, before, version: _, name: __, ...rest } = details;
  const after = asRecord(values);
  const old = before === undefined ? null : asRecord(before);
  const changed = Object.keys({ ...old, ...after }).map(
    (field): DetailLine => ({ field, after: after[field], ...(old && { before: old[field] ?? null }) }),
  );
  const told = Object.entries(rest)
    .filter(([, value]) => !isEmpty(value))
    .map(([field, value]): DetailLine => ({ field, after: value }));
  return [...changed.filter(({ before: left, after: right }) => !(isEmpty(left) && isEmpty(right))), ...told];
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);
