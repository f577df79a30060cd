/** Something that a film must not ask: the answer is not the same everywhere and every time. */
export interface ImpureUse {
  /** `Math.random` */
  readonly name: string;
  readonly todo: string;
  readonly stack: string;
}

type Notice = (use: ImpureUse) => void;
type AnyFunction = (...args: unknown[]) => unknown;

/** Who is told; nobody while the program itself is called from within a film's function. */
let notice: Notice | undefined;

/** Stacks are slow to make: no more than these for each name and watch. */
const STACKS = 3;
let taken = new Map<string, number>();

function use(name: string, todo: string): void {
  if (notice === undefined) return;
  const before = taken.get(name) ?? 0;
  taken.set(name, before + 1);
  if (before >= STACKS) return;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  const { stack = '' } = new Error(name);
  Error.stackTraceLimit = limit;
  const told = notice;
  unwatched(() => told({ name, todo, stack }));
}

const KEYED = 'take every random number from random(seed, label, step)';
const CLOCK = 'ask no clock: time in a film is the frame, and a date is a param';
const LOCALE = 'write numbers with the styles of the words files, as {loss, fixed, 2}; order by < and >';
const ENVIRONMENT = 'make it a param: the environment differs from machine to machine';
const LATER = 'compute it at once: a film’s functions are synchronous';
const ENGINE = 'engines differ in its last digits: use exp, ln or log10 of lossreel/sim, or plain arithmetic';

/** Functions that differ between engines in their last digits. */
const INEXACT =
  'sin cos tan asin acos atan atan2 exp expm1 log log2 log10 log1p pow sinh cosh tanh asinh acosh atanh cbrt hypot'.split(
    ' ',
  );

type Trap = readonly [owner: object, key: string, name: string, todo: string];

const METHODS: readonly Trap[] = [
  [Math, 'random', 'Math.random', KEYED],
  ...INEXACT.map((key): Trap => [Math, key, `Math.${key}`, ENGINE]),
  [globalThis.crypto, 'randomUUID', 'crypto.randomUUID', KEYED],
  [globalThis.crypto, 'getRandomValues', 'crypto.getRandomValues', KEYED],
  [performance, 'now', 'performance.now', CLOCK],
  [process, 'uptime', 'process.uptime', CLOCK],
  ...(['Object', 'Number', 'Array', 'BigInt'] as const).map(
    (owner): Trap => [globalThis[owner].prototype, 'toLocaleString', `${owner}.toLocaleString`, LOCALE],
  ),
  ...['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase'].map(
    (key): Trap => [String.prototype, key, `String.${key}`, LOCALE],
  ),
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch'].map(
    (key): Trap => [globalThis, key, key, LATER],
  ),
];

/** Objects of which every use counts. */
const WHOLE: readonly Trap[] = [
  [globalThis, 'Date', 'Date', CLOCK],
  [globalThis, 'Intl', 'Intl', LOCALE],
  [process, 'hrtime', 'process.hrtime', CLOCK],
  [process, 'env', 'process.env', ENVIRONMENT],
];

const called = (original: AnyFunction, name: string, todo: string): AnyFunction =>
  function trapped(this: unknown, ...args: unknown[]): unknown {
    const value = original.apply(this, args);
    // Whole powers that fit into a number are the same everywhere: parsers ask for 2⁵³.
    if (!(name === 'Math.pow' && args.every(Number.isInteger) && Number.isInteger(value))) use(name, todo);
    return value;
  };

/** What is asked of these objects, but not by the film: Node's own loader asks whenever code is compiled, by zod for instance. */
const NOT_THE_FILM: readonly (string | symbol)[] = ['prototype', 'NODE_V8_COVERAGE'];

const whole = (original: object, name: string, todo: string): object =>
  new Proxy(original, {
    get: (target, key) => {
      if (!NOT_THE_FILM.includes(key)) use(typeof key === 'string' ? `${name}.${key}` : name, todo);
      return Reflect.get(target, key);
    },
    apply: (target, self, args) => {
      use(`${name}()`, todo);
      return Reflect.apply(target as AnyFunction, self, args);
    },
    construct: (target, args) => {
      use(`new ${name}`, todo);
      return Reflect.construct(target as new () => object, args);
    },
  });

/** Sets the traps. @returns takes them away again */
function setTraps(): () => void {
  const undo = [...METHODS, ...WHOLE].map((trap) => {
    const [owner, key, name, todo] = trap;
    const own = Object.getOwnPropertyDescriptor(owner, key);
    const original: unknown = Reflect.get(owner, key);
    const value = METHODS.includes(trap)
      ? called(original as AnyFunction, name, todo)
      : whole(original as object, name, todo);
    Object.defineProperty(owner, key, {
      value,
      configurable: true,
      writable: true,
      enumerable: own?.enumerable ?? false,
    });
    return () =>
      own === undefined ? Reflect.deleteProperty(owner, key) : Object.defineProperty(owner, key, own);
  });
  return () => {
    for (const back of undo) back();
  };
}

/**
 * Does something and tells of everything it asks that is not the same everywhere and every time: randomness without a
 * key, clocks, the locale, the environment, timers. They answer as ever.
 */
export function watched<Value>(work: () => Value, onUse: Notice): Value {
  const outer = notice;
  const release = outer === undefined ? setTraps() : () => {};
  if (outer === undefined) taken = new Map();
  notice = onUse;
  try {
    return work();
  } finally {
    notice = outer;
    release();
  }
}

/** Does something of the program's own, which is not watched. */
export function unwatched<Value>(work: () => Value): Value {
  const outer = notice;
  notice = undefined;
  try {
    return work();
  } finally {
    notice = outer;
  }
}
