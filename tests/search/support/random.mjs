// Numbers that look random and are the same every time.

/** A generator of numbers in 0..1 (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296;
  };
}

/** Choices made with `next`. */
export function chooser(next) {
  const below = (n) => Math.floor(next() * n);
  const one = (values) => values[below(values.length)];
  /** Early values much more often than late ones, as words are in texts. */
  const common = (values) => values[Math.floor(values.length * next() ** 3)];
  const some = (n, make) => Array.from({ length: n }, make);
  return { below, one, common, some, chance: (share) => next() < share };
}
