import { type Readable, Transform } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError, type TooLarge, tooLarge } from "../core/errors.ts";

/** Bytes that one request may send, and what is told to who sends more: a file's limit is below its envelope's. */
export type BodyLimit = { readonly bytes: number; readonly told: TooLarge };

/** Milliseconds for which a large body waits for its turn. */
const patience = 20_000;

/**
 * Large bodies are taken a few at a time in a process, since each is held as bytes, as text and as what was read from
 * it; the others wait outside, in their senders' buffers.
 */
export class LargeBodies {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits for a turn, which ends with the answer. Throws UNAVAILABLE `http.busy` when it does not come. */
  async enter(reply: FastifyReply): Promise<void> {
    if (this.#inside >= this.#most) await this.#turn();
    if (reply.raw.closed || reply.raw.destroyed) {
      this.#waiting.shift()?.(); // its "close" has been and will not come again: the turn is the next one's
      throw gone();
    }
    this.#inside += 1;
    reply.raw.once("close", () => {
      this.#inside -= 1;
      this.#waiting.shift()?.();
    });
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const come = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(come), 1);
        reject(new AppError("UNAVAILABLE", "http.busy"));
      }, patience);
      this.#waiting.push(come);
    });
  }
}

/** Who sent half a body and left; nobody reads the answer. */
const gone = () => new AppError("INVALID", "http.malformed");

/** Bytes that a request says it will send; endless where it does not say (chunks). */
export const announcedBytes = (request: FastifyRequest): number =>
  Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY);

/**
 * The body as text. Stops reading at the limit: INVALID `http.too_large` with the limit and the field that is large.
 * What still comes is thrown away as it arrives, so that the sender hears the answer.
 */
export async function readText(body: Readable, announced: number, limit: BodyLimit): Promise<string> {
  if (Number.isFinite(announced) && announced > limit.bytes) throw tooLarge(limit.told);
  if (body.destroyed) throw gone(); // its events have been: nobody would ever hear of its end
  const chunks: Buffer[] = [];
  let read = 0;
  await new Promise<void>((resolve, reject) => {
    body.on("data", (chunk: Buffer) => {
      read += chunk.length;
      if (read > limit.bytes) {
        chunks.length = 0;
        body.removeAllListeners("data").resume();
        reject(tooLarge(limit.told));
      } else chunks.push(chunk);
    });
    body.once("end", resolve);
    body.once("error", reject);
    body.once("close", () => reject(gone())); // after "end" it says nothing
  });
  return Buffer.concat(chunks).toString("utf8");
}

/** The same stream, which fails once more came than its sender may send: not everybody announces a length. */
export function counted(
  body: NodeJS.ReadableStream,
  announced: number,
  limit: BodyLimit,
): Readable & { overflowed?: AppError } {
  const counting: Transform & { overflowed?: AppError } = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      if (read > limit.bytes || (Number.isFinite(announced) && announced > limit.bytes)) {
        counting.overflowed = tooLarge(limit.told);
        body.unpipe(counting);
        body.resume();
        done(counting.overflowed);
      } else done(null, chunk);
    },
  });
  let read = 0;
  if ((body as Readable).destroyed) throw gone();
  body.on("error", (error) => counting.destroy(error));
  return body.pipe(counting);
}
