import { readFileSync } from "node:fs";
import { permissions } from "../permissions.ts";
import { sharedCodeFile } from "./paths.ts";

/** uuidv7() exists from Postgres 18; before, the same layout (RFC 9562, 48 bits of milliseconds) in SQL. */
const makeIdBefore18 = `
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing
        substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1),
    'hex')::uuid`;

/** The whole of schema `shared` as one script that may be run again and again. */
export function sharedCode(serverVersion: number): string {
  const pairs = Object.entries(permissions).flatMap(([permission, roles]) =>
    roles.map((role) => `('${permission}', '${role}')`),
  );
  return `
create or replace function shared.make_id() returns uuid language sql volatile parallel safe as $$
  ${serverVersion >= 180_000 ? "select uuidv7()" : makeIdBefore18}
$$;

create or replace function shared.role_permissions() returns table (permission text, role text)
  language sql immutable parallel safe rows ${pairs.length} as $$
  values ${pairs.join(", ")}
$$;
${readFileSync(sharedCodeFile, "utf8")}
revoke all on all functions in schema shared from public;
grant usage on schema shared to public;
grant execute on all functions in schema shared to public;
`;
}
