import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const publicFolder = join(import.meta.dirname, "../../public");

/** Built files carry a hash in their names and never change; the few others (icons, service worker) may. */
export async function installAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(publicFolder, "build"),
    prefix: "/build/",
    decorateReply: false,
    immutable: true,
    maxAge: "365d",
    index: false,
    preCompressed: true, // the build left each file compressed beside itself
    logLevel: "warn",
  });
  if (!existsSync(publicFolder)) return;
  await app.register(fastifyStatic, {
    root: publicFolder,
    wildcard: false, // one route for each file there is, so that everything else stays the pages'
    globIgnore: ["build/**"],
    decorateReply: false,
    maxAge: "1h",
    index: false,
    logLevel: "warn",
    setHeaders: (reply, path) => {
      if (path.endsWith("service-worker.js") || path.endsWith("sw.js"))
        reply.header("cache-control", "no-cache");
    },
  });
}
