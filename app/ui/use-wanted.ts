import { useEffect, useState } from "react";

/**
 * True from soon after the first time something is open: what loads its code only then stays for its way out and the
 * next time. Never with the document: a boundary that waits there for its code cannot bear that what is around it changes.
 */
export function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (open) setWanted(true);
  }, [open]);
  return wanted;
}
