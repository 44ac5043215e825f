import type pg from "pg";
import { housePath } from "./house.ts";

/** Definition of each object of a schema by its name, with the schema's, the role's and the owner's names replaced. */
export type SchemaDescription = ReadonlyMap<string, string>;

/** One object that two schemas do not share. */
export type SchemaDifference = {
  readonly object: string;
  readonly kind: "missing" | "extra" | "different";
  readonly expected: string | undefined;
  readonly found: string | undefined;
};

/**
 * Every table, column (with its place, as prepared statements depend on it), constraint, index, policy, trigger,
 * function, view, comment and grant of a house.
 */
export async function describeSchema(
  client: pg.ClientBase,
  schema: string,
  role: string,
): Promise<SchemaDescription> {
  const before = await client.query<{ path: string }>("select current_setting('search_path') as path");
  try {
    // objects of the house print without their schema
    await client.query("select set_config('search_path', $1, false)", [housePath(schema)]);
    const { rows } = await client.query<{ object: string; definition: string }>(describeQuery, [
      schema,
      role,
    ]);
    return new Map(
      rows
        .map((row) => [row.object, rename(row.definition, schema, "house")] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  } finally {
    await client.query("select set_config('search_path', $1, false)", [before.rows[0]?.path]);
  }
}

/** What `found` lacks, has too much or has otherwise than `expected`. */
export function compareSchemas(expected: SchemaDescription, found: SchemaDescription): SchemaDifference[] {
  const objects = new Set([...expected.keys(), ...found.keys()]);
  return [...objects].sort().flatMap((object): SchemaDifference[] => {
    const wanted = expected.get(object);
    const got = found.get(object);
    if (wanted === got) return [];
    const kind = got === undefined ? "missing" : wanted === undefined ? "extra" : "different";
    return [{ object, kind, expected: wanted, found: got }];
  });
}

const rename = (text: string, from: string, to: string): string =>
  text.replace(new RegExp(`"?\\b${from}\\b"?`, "g"), to);

/** Who may do what, with the tenant's role and the owner under the same names in every house. */
const acl = (column: string, kind: string, owner: string) => `
  (select coalesce(string_agg(g.who || ' ' || g.privilege, ', ' order by g.who, g.privilege), '')
   from (select case when a.grantee = 0 then 'public' when a.grantee = ${owner} then 'owner'
                  when r.rolname = $2 then 'tenant' else r.rolname::text end as who, a.privilege_type as privilege
         from aclexplode(coalesce(${column}, acldefault('${kind}', ${owner}))) a
         left join pg_roles r on r.oid = a.grantee) g)`;

const describeQuery = `
with house as (select oid, nspacl, nspowner from pg_namespace where nspname = $1),
relation as (select c.* from pg_class c join house h on h.oid = c.relnamespace),
object as (
  select 'schema' as object, 'grants ' || ${acl("nspacl", "n", "nspowner")} as definition from house
  union all
  select 'relation ' || relname, concat_ws('; ', 'kind ' || relkind::text, 'rls ' || relrowsecurity, 'forced ' || relforcerowsecurity,
      'grants ' || ${acl("relacl", "r", "relowner")}, obj_description(oid, 'pg_class'),
      case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
  from relation where relkind in ('r', 'p', 'v', 'm', 'f')
  union all
  select 'sequence ' || relname, 'grants ' || ${acl("relacl", "s", "relowner")} from relation where relkind = 'S'
  union all
  select 'column ' || r.relname || '.' || a.attname, concat_ws('; ',
      'place ' || row_number() over (partition by r.oid order by a.attnum),
      format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
      'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
      'default ' || pg_get_expr(d.adbin, d.adrelid),
      'collate ' || (select collname from pg_collation where oid = a.attcollation and a.attcollation <> 100),
      'grants ' || a.attacl::text, col_description(r.oid, a.attnum))
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  where r.relkind in ('r', 'p')
  union all
  -- not-null constraints exist from Postgres 18 only; columns above say the same
  select 'constraint ' || r.relname || '.' || k.conname,
      pg_get_constraintdef(k.oid) || case when k.convalidated then '' else ' not valid' end
  from relation r join pg_constraint k on k.conrelid = r.oid and k.contype <> 'n'
  union all
  select 'index ' || i.relname, pg_get_indexdef(i.oid) || case when x.indisvalid then '' else ' invalid' end
  from relation i join pg_index x on x.indexrelid = i.oid
  union all
  select 'policy ' || r.relname || '.' || p.polname, concat_ws('; ', 'for ' || p.polcmd::text,
      case when p.polpermissive then 'permissive' else 'restrictive' end, 'roles ' || p.polroles::regrole[]::text,
      'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
  from relation r join pg_policy p on p.polrelid = r.oid
  union all
  select 'trigger ' || r.relname || '.' || t.tgname, pg_get_triggerdef(t.oid) || '; ' || t.tgenabled::text
  from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
  union all
  select 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
      pg_get_functiondef(p.oid) || '; grants ' || ${acl("p.proacl", "f", "p.proowner")}
  from pg_proc p join house h on h.oid = p.pronamespace where p.prokind in ('f', 'p')
  union all
  select 'type ' || t.typname, t.typtype::text || ' ' || format_type(t.typbasetype, t.typtypmod)
  from pg_type t join house h on h.oid = t.typnamespace where t.typtype in ('d', 'e')
)
select object, coalesce(definition, '') as definition from object`;
