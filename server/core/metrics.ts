import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What one process tells Prometheus. Made once a process and passed on, so that tests have their own. */
export type Metrics = ReturnType<typeof createMetrics>;

const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(process: "web" | "worker") {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry }); // event loop lag, memory, garbage collection
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "atrium_http_request_seconds",
      help: "Time from a request's arrival to the end of its answer",
      labelNames: ["route", "method", "status"] as const,
      buckets: seconds,
      registers,
    }),
    sockets: new Gauge({ name: "atrium_sockets", help: "Open WebSockets", registers }),
    subscriptions: new Gauge({
      name: "atrium_subscriptions",
      help: "Topics watched over sockets",
      registers,
    }),
    eventsSent: new Counter({
      name: "atrium_live_events_sent_total",
      help: "Events written to sockets",
      registers,
    }),
    resyncs: new Counter({
      name: "atrium_live_resyncs_total",
      help: "Subscribers told to read everything again",
      labelNames: ["why"] as const,
      registers,
    }),
    jobs: new Histogram({
      name: "atrium_job_seconds",
      help: "Time a job ran",
      labelNames: ["task", "outcome"] as const,
      buckets: [...seconds, 30, 60, 300, 1_800],
      registers,
    }),
    workersRecovered: new Counter({
      name: "atrium_workers_recovered_total",
      help: "Dead workers whose jobs were released",
      registers,
    }),
  };
}

/** Reads the pool at each scrape. */
export function watchPool(
  metrics: Metrics,
  stats: () => { total: number; idle: number; waiting: number },
): void {
  new Gauge({
    name: "atrium_pool_connections",
    help: "Database connections by state; `waiting` counts callers without one",
    labelNames: ["state"] as const,
    registers: [metrics.registry],
    collect() {
      const { total, idle, waiting } = stats();
      this.set({ state: "busy" }, total - idle);
      this.set({ state: "idle" }, idle);
      this.set({ state: "waiting" }, waiting);
    },
  });
}
