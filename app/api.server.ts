import { data, redirect } from "@remix-run/node";

/**
 * What went wrong with a call, for a form: `reason` is `<domain>.<what>` and names its text, `fields` are messages of
 * the input's schema by field, `field` is the one field a rule of the service is about.
 */
export type ApiProblem = {
  readonly status: number;
  readonly reason: string;
  readonly field: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;
};

/** In loaders: a refusal becomes the page that says so; who is not signed in goes to sign in and comes back. */
export async function load<T>(request: Request, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    if (problem.status === 401) throw redirect(signInPath(request));
    throw data(problem, { status: problem.status });
  }
}

/** In actions: a refusal that the form can say in its place comes back as `problem`; anything else is thrown. */
export async function attempt<T>(
  request: Request,
  call: Promise<T>,
): Promise<{ value: T; problem: null } | { value: null; problem: ApiProblem }> {
  try {
    return { value: await call, problem: null };
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    if (problem.reason === "identity.sign_in_needed") throw redirect(signInPath(request));
    return { value: null, problem };
  }
}

/** The JSON object that a page posted; a request that holds none is answered with 400. */
export async function readChange<T extends object>(request: Request): Promise<T> {
  const change: unknown = await request.json().catch(() => null);
  if (typeof change !== "object" || change === null) throw new Response(null, { status: 400 });
  return change as T; // every procedure checks its own input
}

const signInPath = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  const here = request.method === "GET" ? pathname + search : pathname;
  return `/sign-in?next=${encodeURIComponent(here)}`;
};

const statusOf: Record<string, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};

type Thrown = {
  name?: string;
  code?: string;
  cause?: { reason?: unknown; details?: Record<string, unknown>; issues?: Issue[] };
};
type Issue = { path: PropertyKey[]; message: string };

/** Reads tRPC's error by its shape: pages are bundled apart from the server, so its classes are not the same ones. */
export function problemOf(error: unknown): ApiProblem | null {
  const { name, code = "", cause } = (error ?? {}) as Thrown;
  const status = name === "TRPCError" ? statusOf[code] : undefined;
  if (status === undefined) return null;
  const details = cause?.details ?? {};
  const fields: Record<string, string> = {};
  for (const issue of cause?.issues ?? []) fields[issue.path.map(String).join(".")] ??= issue.message;
  return {
    status,
    reason:
      typeof cause?.reason === "string" ? cause.reason : cause?.issues ? "input.invalid" : `server.${code}`,
    field: typeof details.field === "string" ? details.field : null,
    fields,
    details,
  };
}
