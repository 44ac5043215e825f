import type { ActionFunctionArgs } from "@remix-run/node";
import { carryOut } from "~/features/timetable/plan/change.server.ts";

/** Takes every change made on the planning pages; loaders of the page run again by themselves. */
export const action = ({ request, params, context }: ActionFunctionArgs) =>
  carryOut(request, context.api, params.schoolId ?? "");
