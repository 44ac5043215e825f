/** How long a changed cell stays lit. Milliseconds. */
const glow = 1_600;
/** Lit cells among which one may fade: a fade has the page drawn sixty times a second, and nobody follows many. */
const most = 12;

let fading = 0;
const lit = new Map<HTMLElement, number>();
let clearing: ReturnType<typeof setInterval> | undefined;

/** Lights the cell of a column in a row, fading out where little else changes. Loaded with the first change. */
export function light(line: HTMLElement | null, column: string): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const cell of line?.querySelectorAll<HTMLElement>(`[data-column="${column}"]`) ?? []) {
    if (still || fading + lit.size >= most) hold(cell);
    else fade(cell);
  }
}

function fade(cell: HTMLElement): void {
  const frames = [layer("var(--lit)"), layer("transparent")];
  fading += 1;
  const end = () => {
    fading -= 1;
  };
  cell.animate(frames, { duration: glow, easing: "ease-out" }).finished.then(end, end);
}

const layer = (colour: string) => ({ boxShadow: `inset 0 0 0 100vmax ${colour}` });

/** Lit, then not: two drawings, and those of one moment are the same two. */
function hold(cell: HTMLElement): void {
  cell.style.backgroundImage = "linear-gradient(var(--lit), var(--lit))";
  lit.set(cell, performance.now() + glow);
  clearing ??= setInterval(clear, glow / 4);
}

function clear(): void {
  const now = performance.now();
  for (const [cell, until] of lit) {
    if (until > now) continue;
    cell.style.backgroundImage = "";
    lit.delete(cell);
  }
  if (lit.size > 0) return;
  clearInterval(clearing);
  clearing = undefined;
}
