import { useState } from "react";

/** True from the first time something is open: what loads its code only then stays for its way out and the next time. */
export function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted || open;
}
