/** The baseline of `npm run bench`: Fastify and one query on a pool of the same settings, nothing else. */
import Fastify from "fastify";
import pg from "pg";
import { collectDefaultMetrics, register } from "prom-client";

const [connectionString, schema, port, text] = process.argv.slice(2) as [string, string, string, string];
const pool = new pg.Pool({
  connectionString,
  max: 10,
  pipeline: true,
  options: `-c search_path=${schema},shared,extensions`,
} as pg.PoolConfig);
collectDefaultMetrics();

const app = Fastify();
app.get("/read", async () => (await pool.query({ name: "read", text })).rows);
app.get("/metrics", async () => register.metrics());
await app.listen({ port: Number(port), host: "127.0.0.1" });
process.stdout.write("listening\n");
