/** Loaded first in the children of `npm start`: when the parent is gone, even by `kill -9`, the child ends in good order. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
