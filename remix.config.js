// biome-ignore lint/style/noProcessEnv: a build is no running process; ATRIUM_GALLERY=1 keeps the gallery in it
const { NODE_ENV, ATRIUM_GALLERY } = process.env;
const gallery = NODE_ENV !== "production" || ATRIUM_GALLERY === "1";

/**
 * The classic Remix compiler. Fastify (server/main.ts) imports the result and serves `public/build` itself.
 * @type {import("@remix-run/dev").AppConfig}
 */
export default {
  serverModuleFormat: "esm",
  serverPlatform: "node",
  tailwind: false, // Tailwind 4 runs in postcss.config.mjs; Remix's own switch only knows Tailwind 3
  postcss: true,
  ignoredRouteFiles: ["**/*.test.*", "**/.*", ...(gallery ? [] : ["**/ui-gallery.tsx"])],
  serverDependenciesToBundle: [
    /^#/, // `#server/*` is resolved while building, not by the running process
    /^use-intl/, // with the formatter that tsconfig.json names, as in the browser
  ],
  watchPaths: ["./server/**/schema.ts"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
  },
};
