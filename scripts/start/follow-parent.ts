/** Loaded first in the children of `npm start`: when the parent is gone, even by `kill -9`, the child ends in good order. */
import { enableCompileCache, flushCompileCache } from "node:module";

process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();

// So that a crashed process comes back with a third less work. Written early: one that is killed writes nothing.
enableCompileCache(".cache/node");
setTimeout(flushCompileCache, 5_000).unref();
