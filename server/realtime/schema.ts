import * as z from "zod";

/** What pages say over `/ws`. One JSON object a frame. */
export const clientMessage = z.union([
  z.object({
    subscribe: z
      .array(
        z.object({
          topic: z.string().max(80),
          /** Position of the last thing known of this topic; all that came after is sent first. */
          cursor: z
            .string()
            .regex(/^(?:[0-9a-f]{8}-)?\d{1,20}\.\d{1,19}$/) // without an epoch: of a page from before there were any
            .optional(),
          /** Without a cursor: age in seconds of what the page shows; what may have happened since is sent first. */
          age: z.number().min(0).max(600).optional(),
        }),
      )
      .min(1)
      .max(50),
  }),
  z.object({ unsubscribe: z.array(z.string().max(80)).min(1).max(50) }),
  z.object({ ping: z.number() }),
]);
type ClientMessage = z.output<typeof clientMessage>;
export type Wanted = Extract<ClientMessage, { subscribe: unknown }>["subscribe"][number];

/** A fact that was committed. Ids, numbers and states; what else a page shows it reads again. */
export type LiveEventMessage = {
  topic: string;
  /** `<domain>.<what happened>` */
  kind: string;
  entity: string;
  entityId: string;
  version: number | null;
  payload: Record<string, unknown>;
  /** ISO 8601, UTC. */
  at: string;
};

/** What the server says. Keep the newest `cursor` of each topic: it is opaque, and resumes without a gap. */
export type ServerMessage =
  | { event: LiveEventMessage; cursor: string }
  | { subscribed: { topic: string; cursor: string }[] }
  /** Not yours to watch, or not there. */
  | { refused: string[] }
  /** Something may have been missed for good: read these again. The cursor is where watching goes on. */
  | { resync: string[]; cursor: string }
  | { pong: number };

/** Why a socket was closed, beyond the standard codes. */
export const closeCodes = { signedOut: 4401, misbehaved: 4400, tooSlow: 4408, closed: 4403 } as const;
