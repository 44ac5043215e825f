/** Imports flow down only: app → server/trpc → router → service → queries → core. */
const entry = "^(jobs|scripts)/|^server/(http|realtime|graphql)/";
const publicOfDomain = "/(service|schema)\\.ts$";

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "app-enters-through-trpc",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/e2e/" }, // journeys start the product as a whole
      to: { path: "^(server|jobs|scripts|db)/", pathNot: ["^server/trpc/", "/schema\\.ts$"] },
    },
    {
      name: "domains-meet-at-service",
      severity: "error",
      from: { path: "^server/domains/([^/]+)/" },
      to: { path: "^server/domains/", pathNot: ["^server/domains/$1/", publicOfDomain] },
    },
    {
      name: "entries-call-services",
      severity: "error",
      from: { path: entry, pathNot: "^scripts/bench/" },
      to: { path: "^server/domains/", pathNot: publicOfDomain },
    },
    {
      name: "service-knows-no-transport",
      severity: "error",
      from: { path: "/(service|queries|emails)\\.ts$" },
      to: {
        path: ["/router\\.ts$", "^server/(trpc|http|realtime|graphql)/", "node_modules/@(trpc|remix-run)/"],
      },
    },
    {
      name: "router-calls-service",
      severity: "error",
      from: { path: "/router\\.ts$" },
      to: { path: "/(queries|emails)\\.ts$" },
    },
    {
      name: "queries-are-leaves",
      severity: "error",
      from: { path: "/queries\\.ts$" },
      to: { path: "^server/", pathNot: "^server/core/" },
    },
    {
      name: "schema-is-browser-safe",
      severity: "error",
      from: { path: "/schema\\.ts$" },
      to: { pathNot: ["node_modules/zod/", "/schema\\.ts$"] },
    },
    {
      name: "solver-is-pure",
      severity: "error",
      from: { path: "^server/domains/timetable/solver/" },
      to: { pathNot: "^server/domains/timetable/solver/" },
    },
    {
      name: "core-knows-no-domain",
      severity: "error",
      from: { path: "^server/core/" },
      to: { path: ["^(app|jobs|scripts)/", "^server/(domains|trpc|http|realtime|graphql)/"] },
    },
    {
      name: "server-knows-no-ui",
      severity: "error",
      from: { path: "^(server|jobs|scripts)/" },
      to: { path: "^app/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // type-only imports count too
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.(test|spec)\\.tsx?$" },
  },
};
