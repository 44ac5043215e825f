import type { Messages } from "./catalog.server.ts";
import { common } from "./messages/common.en.ts";
import { problems } from "./messages/problems.en.ts";

/** Enough English for the page that says everything else failed: the root loader, which brings the rest, did not run. */
export const fallbackMessages = { common, problems } as Messages;
