import type { z } from "zod";
import type { Viewer } from "../../../core/auth.ts";
import type { Ctx } from "../../../core/context.ts";
import { AppError, forbidden, notFound } from "../../../core/errors.ts";
import { may } from "../../../core/permissions.ts";
import * as queries from "./queries.ts";
import type { OrderView, saveViewInput } from "./schema.ts";

type Inside = Ctx & { viewer: Viewer };

/** More than this nobody finds anything in. */
const most = 100;

/** The views of a school that this person may use: the shared ones first, then their own. */
export const listViews = ({ db }: Ctx, schoolId: string): Promise<OrderView[]> =>
  queries.listViews(db, schoolId);

/** Keeps a way of looking at the list under a name, for oneself or for the school's office. */
export async function saveView(
  { db, viewer }: Inside,
  { schoolId, shared, ...view }: z.output<typeof saveViewInput>,
): Promise<OrderView> {
  const permission = shared ? "orders.edit" : "orders.read";
  if (!may(viewer.memberships, permission, schoolId))
    throw forbidden("identity.permission_missing", { permission });
  if ((await queries.countViews(db, schoolId)) >= most)
    throw new AppError("LIMIT", "orders.too_many_views", { most });
  const saved = await queries.saveView(db, schoolId, shared ? null : viewer.personId, view);
  if (!saved) throw forbidden("identity.permission_missing", { permission });
  return saved;
}

/** Forgets a view; a shared one needs the permission to edit orders, which the row's policy asks. */
export async function removeView({ db }: Ctx, id: string): Promise<OrderView> {
  const removed = await queries.deleteView(db, id);
  if (!removed) throw notFound("orders.view_unknown");
  return removed;
}
