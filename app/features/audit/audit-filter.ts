import { auditKinds } from "#server/domains/audit/words/schema.ts";

const id = /^[0-9a-f-]{36}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** What the page shows, as it stands in its address; anything that does not fit is left out. */
export function auditFilter(url: URL) {
  const given = (name: string, form: RegExp): string | undefined => {
    const value = url.searchParams.get(name) ?? "";
    return form.test(value) ? value : undefined;
  };
  const kind = auditKinds.find((one) => one === url.searchParams.get("kind"));
  const entries = {
    schoolId: given("school", id),
    actorId: given("who", id),
    kind,
    entity: given("thing", /^\w{1,40}$/),
    entityId: given("about", /^[\w-]{1,100}$/),
    from: given("from", day),
    until: given("until", day),
    cursor: given("cursor", /^[\w-]{1,200}$/),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Partial<
    typeof entries
  >;
}
