import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Goes to the same page of another school, for browsers without scripts: `page` is the address with `:school` in it. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const school = encodeURIComponent(searchParams.get("school") ?? "");
  const page = searchParams.get("page") ?? "";
  const known = /^\/(school|timetable)\/:school(\/[a-z]+)?$/.test(page);
  throw redirect((known ? page : "/school/:school").replace(":school", school));
}
