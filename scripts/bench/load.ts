import { Agent, request } from "node:http";

export type Target = { port: number; path: string; headers: Record<string, string> };

/** Asks over kept connections, so many at a time, until `count` answers came. Throws at the first that is not 200. */
export async function load(target: Target, count: number, connections: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let left = count;
  const worker = async () => {
    while (left-- > 0) await get(target, agent);
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    agent.destroy();
  }
}

/** One GET; answers the body. */
export function get({ port, path, headers }: Target, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers, ...(agent && { agent }) }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        body += part;
      });
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${path} answered ${answer.statusCode}: ${body.slice(0, 300)}`));
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** CPU seconds a process has used, as it tells Prometheus itself. */
export async function cpuSeconds(port: number): Promise<number> {
  const metrics = await get({ port, path: "/metrics", headers: {} });
  return Number(/^process_cpu_seconds_total(?:\{.*\})? ([\d.e+-]+)/m.exec(metrics)?.[1]);
}
