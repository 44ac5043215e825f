import * as z from "zod";
import { longText, nameText, rowBase } from "../schema.ts";

export const tagFields = z.object({ name: nameText, printable: z.boolean(), comments: longText });
export const tagUpdate = tagFields.partial();
export const tagCreate = tagUpdate.required({ name: true });
export const tagRow = rowBase.extend(tagFields.shape).extend({ lessonCount: z.int() });
export const tagFilter = z.object({});
export type TagRow = z.infer<typeof tagRow>;
