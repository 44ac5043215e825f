import type pg from "pg";

/**
 * Takes away those of the jobs whose key was given to a new one while they ran. The queue leaves such a job its row and
 * no attempt: where it does not succeed it would stand there for ever as one that gave up, while its heir does the work.
 * That its key was taken away is what tells it from one that used them up: all have one but those of the clock.
 */
export async function dropReplaced(pool: pg.Pool, jobIds: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `with gone as (
       delete from graphile_worker._private_jobs
       where id = any($1::bigint[]) and key is null and attempts >= max_attempts and payload->'_cron' is null
       returning id::text, job_queue_id, locked_by
     ), freed as (
       update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
       from gone where q.id = gone.job_queue_id and q.locked_by = gone.locked_by
     )
     select id from gone`,
    [jobIds],
  );
  return rows.map(({ id }) => id);
}
