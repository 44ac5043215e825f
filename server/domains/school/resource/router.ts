import { z } from "zod";
import { requireSchool } from "../../../core/school-access.ts";
import { router, tenantProcedure } from "../../../trpc/init.ts";
import { pageInput, removedOutput, restoredOutput, restoreInput, rowInput, rowsInput } from "../schema.ts";
import { getRow, listRows } from "./read.ts";
import type { Resource, Values } from "./resource.ts";
import { createRow, removeRows, restoreRows, updateRow } from "./write.ts";

// Inside a generic function TypeScript cannot see through the schemas; zod has checked both sides at run time.
type Creation = { schoolId: string; values: Values };
type Change = Creation & { id: string; version: number };
const checked = (value: unknown) => value as never;

/** The procedures of one resource: list, get, create, update, remove (one or many) and restore. */
export function resourceRouter<
  Create extends z.ZodType,
  Update extends z.ZodType,
  RowSchema extends z.ZodType,
  Filter extends z.ZodType,
>(resource: Resource<Create, Update, RowSchema, Filter>) {
  const read = tenantProcedure(resource.read);
  const write = tenantProcedure(resource.write);

  return router({
    list: read
      .input(pageInput.extend({ filter: resource.filter.optional() }))
      .output(z.object({ rows: z.array(resource.row), nextCursor: z.string().nullable(), total: z.int() }))
      .query(async ({ ctx, input }) => {
        const asked = input as Parameters<typeof listRows>[2];
        const [, page] = await Promise.all([
          requireSchool(ctx, resource.read, asked.schoolId),
          listRows(ctx, resource, asked),
        ]);
        return checked(page);
      }),
    get: read
      .input(rowInput)
      .output(resource.row)
      .query(async ({ ctx, input }) => checked(await getRow(ctx, resource, input.schoolId, input.id))),
    create: write
      .input(z.object({ schoolId: z.uuid(), values: resource.create }))
      .output(resource.row)
      .mutation(async ({ ctx, input }) => {
        const { schoolId, values } = input as unknown as Creation;
        return checked(await createRow(ctx, resource, schoolId, values));
      }),
    update: write
      .input(rowInput.extend({ version: z.int(), values: resource.update }))
      .output(resource.row)
      .mutation(async ({ ctx, input }) => {
        const { schoolId, id, version, values } = input as unknown as Change;
        return checked(await updateRow(ctx, resource, schoolId, id, version, values));
      }),
    remove: write
      .input(rowsInput)
      .output(removedOutput)
      .mutation(({ ctx, input }) => removeRows(ctx, resource, input.schoolId, input.ids)),
    restore: write
      .input(restoreInput)
      .output(restoredOutput)
      .mutation(({ ctx, input }) => restoreRows(ctx, resource, input.schoolId, input.stamp)),
  });
}
