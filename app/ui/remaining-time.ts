/** Seconds as people say them: steps of five under a minute and a half, then whole minutes. */
export function remainingTime(seconds: number): { unit: "seconds" | "minutes"; count: number } {
  if (seconds < 90)
    return {
      unit: "seconds",
      count: seconds < 5 ? Math.max(1, Math.ceil(seconds)) : Math.ceil(seconds / 5) * 5,
    };
  return { unit: "minutes", count: Math.round(seconds / 60) };
}
