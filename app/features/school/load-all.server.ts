import { load } from "~/api.server.ts";

type Page<Row> = { rows: Row[]; nextCursor: string | null; total: number };
type Lister<Row> = {
  list(input: { schoolId: string; limit: number; cursor?: string; sort?: string }): Promise<Page<Row>>;
};

/** Beyond this a page of the structure is not a page any more. */
const most = 5_000;

/** All rows of a kind of which a school has hundreds at most; the table draws only those in view. */
export async function loadAll<Row>(
  request: Request,
  resource: Lister<Row>,
  schoolId: string,
  sort?: string,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await load(request, resource.list({ schoolId, limit: 500, cursor, sort }));
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && rows.length < most);
  return rows;
}
