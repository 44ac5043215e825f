/**
 * The search's own source of chance: xoshiro128** (Blackman & Vigna, "Scrambled Linear Pseudorandom
 * Number Generators", ACM TOMS 2021), its state filled by splitmix32. Never Math.random: the same
 * seed must give the same timetable on every machine.
 */
export interface Random {
  /** A uniform 32-bit unsigned integer. */
  next(): number;
  /** A uniform integer in [0, bound); bound between 1 and 2^31. */
  below(bound: number): number;
  /** A uniform number in [0, 1). */
  unit(): number;
}

export function createRandom(seed: number): Random {
  let fill = seed >>> 0;
  const splitmix = (): number => {
    fill = (fill + 0x9e3779b9) | 0;
    let z = fill ^ (fill >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  const next = (): number => {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return {
    next,
    // Multiply-shift (Lemire 2019); its bias for bounds this small is far below what a search can feel.
    below: (bound) => Math.floor((next() / 4294967296) * bound),
    unit: () => next() / 4294967296,
  };
}
