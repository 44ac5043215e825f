import type { Viewer } from "../core/auth.ts";
import type { RequestContext } from "../core/context.ts";
import { sql } from "../core/db/sql.ts";

export type ViewerSchool = { id: string; name: string; timeZone: string; accentHue: number };

/** The schools a person belongs to, as the frame of every page shows them. */
export const schoolsOf = (context: RequestContext, viewer: Viewer): Promise<ViewerSchool[]> =>
  context.database.readTenant(
    context.tenant,
    { kind: "person", id: viewer.personId, sessionId: viewer.sessionId },
    (db) =>
      db.rows<ViewerSchool>(sql`
        select id, name, time_zone as "timeZone", accent_hue as "accentHue"
        from schools where deleted_at is null order by name, id`),
  );
