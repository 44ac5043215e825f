import pg from "pg";

type QueuedJob<Payload> = {
  payload: Payload;
  /** Until it may run; nothing or less when it may now. */
  seconds: number;
};

/** What waits in the queue of a task, the oldest first; the owner alone may look. */
export async function queuedJobs<Payload = Record<string, unknown>>(
  ownerUrl: string,
  task: string,
): Promise<QueuedJob<Payload>[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<QueuedJob<Payload>>(
      `select j.payload, extract(epoch from j.run_at - now())::float8 as seconds
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = $1 order by j.id`,
      [task],
    );
    return rows;
  } finally {
    await owner.end();
  }
}
