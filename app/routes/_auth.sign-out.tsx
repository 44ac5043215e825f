import { type ActionFunctionArgs, redirect } from "@remix-run/node";

/** Signing out is a form; the bare address does nothing but lead home. */
export const loader = () => redirect("/");

export async function action({ context }: ActionFunctionArgs) {
  await context.api.identity.signOut();
  return redirect("/sign-in?notice=signed-out");
}
