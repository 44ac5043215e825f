import * as z from "zod";
import { idList, longText, nameText, rowBase } from "../schema.ts";

export const buildingFields = z.object({ name: nameText, comments: longText });
export const buildingUpdate = buildingFields.partial();
export const buildingCreate = buildingUpdate.required({ name: true });
export const buildingRow = rowBase.extend(buildingFields.shape).extend({ roomCount: z.int() });
export const buildingFilter = z.object({});
export type BuildingRow = z.infer<typeof buildingRow>;

export const roomFields = z.object({
  name: nameText,
  buildingId: z.uuid().nullable(),
  /** Pupils who fit in; null is as many as wanted. */
  capacity: z.int().min(0, "outOfRange").max(100_000, "outOfRange").nullable(),
  isVirtual: z.boolean(),
  /** Of a virtual room: it takes one real room from each of these. */
  realSets: z.array(idList).max(50, "tooMany"),
  comments: longText,
});
export const roomUpdate = roomFields.partial();
export const roomCreate = roomUpdate.required({ name: true });
export const roomRow = rowBase.extend(roomFields.shape).extend({ buildingName: z.string().nullable() });
export const roomFilter = z.object({ buildingId: z.uuid().optional() });
export type RoomRow = z.infer<typeof roomRow>;
