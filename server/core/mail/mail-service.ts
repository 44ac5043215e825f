import type { Letter } from "./mail.ts";

/** The port: takes a letter or throws. `AppError("UNAVAILABLE")` means try again later, `INVALID` means give up. */
export type MailService = {
  send(letter: Letter & { to: string; mailId: string }): Promise<void>;
};
