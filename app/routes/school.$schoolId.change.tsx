import type { ActionFunctionArgs } from "@remix-run/node";
import { carryOut } from "~/features/school/change.server.ts";

/** Takes every change made on the pages of a school; loaders of the page run again by themselves. */
export const action = ({ request, params, context }: ActionFunctionArgs) =>
  carryOut(request, context.api.school, params.schoolId ?? "");
