import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Goes to the same page of another school. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const school = encodeURIComponent(searchParams.get("school") ?? "");
  const page = searchParams.get("page") ?? "";
  throw redirect(`/school/${school}${/^(\/[a-z]+)?$/.test(page) ? page : ""}`);
}
