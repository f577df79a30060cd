/** State words of the Mersenne Twister, and how far its recurrence reaches. */
const [WORDS, REACH] = [624, 397];

/** NumPy's `RandomState(seed)` as far as scikit-learn's trees ask it: whole numbers, in the order in which they are drawn. */
export interface RandomState {
  /** A whole number from 0 to `below` − 1, as `randint(below)` gives it. @param below 1 to 2³² */
  integer(below: number): number;
}

/** The next 624 words of the recurrence. */
function twist(state: Uint32Array): void {
  const at = (i: number): number => state[i % WORDS] ?? 0;
  for (let i = 0; i < WORDS; i += 1) {
    const joined = (at(i) & 0x80000000) | (at(i + 1) & 0x7fffffff);
    state[i] = at(i + REACH) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  }
}

/** One word made of the state's, its bits mixed. */
function tempered(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  y ^= y >>> 18;
  return y >>> 0;
}

/**
 * The Mersenne Twister MT19937 as NumPy seeds it with a whole number. Bounded numbers are its words cut to as many bits as the
 * bound needs, those beyond it thrown away. The one generator of another program that is imitated here: by it scikit-learn
 * decides between equal splits.
 *
 * Source: Matsumoto and Nishimura, Mersenne Twister, 1998; NumPy 2.4, `RandomState`.
 *
 * @param seed 0 to 2³² − 1
 * @throws RangeError if the seed is none
 */
export function randomState(seed: number): RandomState {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new RangeError(`randomState: the seed must be a whole number from 0 to 2^32 - 1, not ${seed}`);
  const state = new Uint32Array(WORDS);
  state[0] = seed;
  for (let i = 1; i < WORDS; i += 1) {
    const before = state[i - 1] ?? 0;
    state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
  }
  let used = WORDS;
  const word = (): number => {
    if (used === WORDS) {
      twist(state);
      used = 0;
    }
    used += 1;
    return tempered(state[used - 1] ?? 0);
  };
  return {
    integer(below) {
      const most = below - 1;
      if (most === 0) return 0;
      const mask = 0xffffffff >>> Math.clz32(most);
      for (;;) {
        const drawn = (word() & mask) >>> 0;
        if (drawn <= most) return drawn;
      }
    },
  };
}

/** The largest number that scikit-learn draws, and one more. */
const LARGEST = 0x80000000;

/** The seed of a random tree, or of what draws for one, taken from a stream: `randint(2³¹ − 1)`. */
export const drawnSeed = (from: RandomState): number => from.integer(LARGEST - 1);

/**
 * The generator within a tree of scikit-learn: xorshift by 13, 17 and 5 on 32 bits, its result modulo 2³¹.
 *
 * @param seed a seed of 0 counts as 1
 * @returns a function that draws a whole number from `low` to `high` − 1
 */
export function xorshift(seed: number): (low: number, high: number) => number {
  let state = seed === 0 ? 1 : seed;
  return (low, high) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return low + (((state >>> 0) % LARGEST) % (high - low));
  };
}
