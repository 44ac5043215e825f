import { join } from "node:path";
import { defineConfig } from "vitest/config";

// unit: no I/O. db: real Postgres, one cloned database per worker. e2e: the built product in Chromium.
export default defineConfig({
  resolve: { alias: { "~": join(import.meta.dirname, "app") } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          maxWorkers: 2,
          include: ["{app,server,jobs,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts"],
        },
      },
      {
        test: {
          name: "db",
          include: ["{server,jobs,scripts,db}/**/*.db.test.ts"],
          globalSetup: ["server/core/testing/boot-postgres.ts"],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["app/e2e/**/*.spec.ts"],
          globalSetup: ["app/e2e/setup/boot-product.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } }, // a busy machine draws late; what never comes still fails
        },
      },
    ],
  },
});
