/** A refusal of the API: `reason` names its text, `details` are facts to act on, e.g. the server's row of a conflict. */
export class CallError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, reason: string, details: Readonly<Record<string, unknown>> = {}) {
    super(`${status} ${reason}`);
    this.name = "CallError";
    this.status = status;
    this.reason = reason;
    this.details = details;
  }
}

type Refusal = { data?: { reason?: string; details?: Record<string, unknown> } };
type Answer = { result?: { data: unknown }; error?: Refusal };

/**
 * Calls procedures from the browser, in tRPC's own protocol (https://trpc.io/docs/rpc), where a page reads by itself:
 * the stock client would cost every such page 6 KB for what is two requests. Types are the caller's: features declare
 * them once from the router's.
 */
export const callQuery = <Output>(path: string, input: unknown, signal?: AbortSignal): Promise<Output> =>
  answerOf<Output>(fetch(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { signal }));

export const callMutation = <Output>(path: string, input: unknown): Promise<Output> =>
  answerOf<Output>(
    fetch(`/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    }),
  );

async function answerOf<Output>(asked: Promise<Response>): Promise<Output> {
  const response = await asked.catch((error: unknown) => {
    if (error instanceof DOMException) throw error; // given up by the page itself
    throw new CallError(0, "server.unreachable");
  });
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (response.ok && answer.result) return answer.result.data as Output;
  const { reason = "server.unexpected", details } = answer.error?.data ?? {};
  throw new CallError(response.status, reason, details);
}
