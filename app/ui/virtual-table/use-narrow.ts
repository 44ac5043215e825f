import { useSyncExternalStore } from "react";

/** As the style sheets' `md`: below it a row is two lines instead of columns. */
const phones = "(width < 48rem)";
/** Paper has a width of its own, known to the style sheets only. */
let printing = false;

/** Whether rows are drawn as on phones; null where only the style sheets know: on the server and on paper. */
export const useNarrow = (): boolean | null => useSyncExternalStore(watch, read, () => null);

const read = (): boolean | null => (printing ? null : matchMedia(phones).matches);

function watch(changed: () => void): () => void {
  const print = ({ type }: Event) => {
    printing = type === "beforeprint";
    changed();
  };
  const media = matchMedia(phones);
  media.addEventListener("change", changed);
  for (const type of ["beforeprint", "afterprint"]) addEventListener(type, print);
  return () => {
    media.removeEventListener("change", changed);
    for (const type of ["beforeprint", "afterprint"]) removeEventListener(type, print);
  };
}
