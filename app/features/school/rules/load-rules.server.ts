import type { AppLoadContext } from "@remix-run/node";
import { idsIn } from "#server/domains/school/rules/kinds/schema.ts";
import { load } from "~/api.server.ts";

type Api = AppLoadContext["api"]["school"];
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Kinds of rules, and the rules of the kind or about the row that the address names, with the names they use. */
export async function loadRules(request: Request, api: Api, schoolId: string) {
  const params = new URL(request.url).searchParams;
  const type = /^[A-Za-z0-9]{1,80}$/.test(params.get("type") ?? "") ? (params.get("type") ?? "") : undefined;
  const about = uuid.test(params.get("about") ?? "") ? (params.get("about") ?? "") : undefined;
  const cursor = params.get("cursor") ?? undefined;
  const wanted = type !== undefined || about !== undefined;
  const [groups, page] = await load(
    request,
    Promise.all([
      api.rules.groups({ schoolId, about }),
      wanted ? api.rules.list({ schoolId, filter: { type, about }, limit: 200, cursor }) : null,
    ]),
  );
  const rows = page?.rows ?? [];
  const ids = idsIn([about ?? null, rows.map((row) => row.params)]).slice(0, 20_000);
  const names = await load(request, api.names({ schoolId, ids }));
  return { groups, rows, names, type, about, nextCursor: page?.nextCursor ?? null, total: page?.total ?? 0 };
}

export type RulesData = Awaited<ReturnType<typeof loadRules>>;
