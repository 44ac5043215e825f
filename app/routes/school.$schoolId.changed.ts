import type { LoaderFunctionArgs } from "@remix-run/node";
import { load } from "~/api.server.ts";

type Input = Parameters<LoaderFunctionArgs["context"]["api"]["school"]["lastChange"]>[0];

/** Who last changed what a form has open: `?thing=rooms&id=<id>`. */
export function loader({ request, context, params }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const input = {
    schoolId: params.schoolId ?? "",
    thing: searchParams.get("thing") as Input["thing"], // the procedure checks it
    id: searchParams.get("id") ?? "",
  };
  return load(request, context.api.school.lastChange(input));
}
