import { useEffect, useState } from "react";
import type { Week } from "#server/domains/timetable/view/schema.ts";
import { schoolNow } from "./to-grid.ts";

/** The present in the school, moving on every half minute. Begins with the server's time, so that nothing jumps. */
export function useNow(week: Week, servedAt: string): { dayId: string; time: string } | undefined {
  const [at, setAt] = useState(() => new Date(servedAt));
  useEffect(() => {
    const tick = () => setAt(new Date());
    tick();
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, []);
  return schoolNow(week, at);
}
