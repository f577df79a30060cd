import type { Traveller } from '../../src/scene/parts/NumberGraph.tsx';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { FlowMoment as M } from './moment.ts';
import { againPage, backPages, forwardPage, lossPage, type Page } from './pages.ts';
import type { FlowTrace } from './simulation.ts';

/** Every calculation of a trace, in the order in which it is made. */
export const pagesOf = remember((trace: FlowTrace) => ({
  forward: [
    ...[...trace.params.hidden, 1].flatMap((count, l) =>
      Array.from({ length: count }, (_, unit) => ({
        layer: l + 1,
        unit,
        page: forwardPage(trace, l + 1, unit),
      })),
    ),
  ],
  loss: lossPage(trace),
  back: backPages(trace),
  again: againPage(trace),
}));

/** How far the small network has come. */
export interface SmallState {
  /** Units with a value, in the order of computing; layers back that have a slope; whether weights and loss are new. */
  readonly values: number;
  readonly loss: boolean;
  readonly slopes: number;
  readonly updated: boolean;
  /** Layers whose values follow from the new weights. */
  readonly renewed: number;
  readonly travellers?: readonly Traveller[];
  /** The unit that is being computed. */
  readonly active?: { readonly layer: number; readonly unit: number };
  readonly page?: Page | undefined;
  readonly shown?: number;
}

const START: SmallState = { values: 0, loss: false, slopes: 0, updated: false, renewed: 0 };

/** A calculation and how much of it is seen: the one before goes, then that of the step comes. */
function turned(
  pages: readonly (Page | undefined)[],
  { step, t }: Playhead,
): Pick<SmallState, 'page' | 'shown'> {
  const [before, own] = [pages[step - 1], pages[step]];
  if (own === before || own === undefined) return { page: before, shown: 1 };
  if (t <= 0) return { page: before, shown: 1 };
  return t < 0.3 && before !== undefined
    ? { page: before, shown: 1 - t / 0.3 }
    : { page: own, shown: clamp((t - 0.3) / 0.3, 0, 1) };
}

/** How large a packet is that carries a number. */
const radius = (value: number): number => 5 + 17 * Math.sqrt(clamp(Math.abs(value), 0, 1));
const numberOf = (written = '0'): number => Number(written.replace('−', '-'));

/** What carries a number, how much of it is seen, and how far others have made room for it. */
const passing = (t: number, from: number, to: number, sizes: readonly [number, number]) => ({
  packet: {
    at: lerp(from, to, t),
    r: lerp(radius(sizes[0]), radius(sizes[1]), t),
    shown: clamp(Math.min(t, 1 - t) * 10, 0, 1),
  },
  shown: clamp((Math.min(t, 1 - t) - 0.12) * 8, 0, 1),
  cleared: clamp(Math.min(t, 1 - t) * 9, 0, 1),
});

function forwardState(m: M, trace: FlowTrace, head: Playhead): SmallState {
  const { forward, loss } = pagesOf(trace);
  const { theme } = m.stage;
  const own = head.t > 0 && head.t < 1 ? forward[head.step] : undefined;
  const travellers = (own?.page.sum.terms.slice(0, -1) ?? []).map(
    ({ product, factors }, from): Traveller => ({
      layer: (own?.layer ?? 1) - 1,
      from,
      to: own?.unit ?? 0,
      at: lerp(0.5, 0.7, head.t),
      words: product,
      colour: theme.focus,
      ...passing(head.t, 0, 1, [numberOf(factors[1]), numberOf(product)]),
    }),
  );
  return {
    ...START,
    values: Math.min(head.done, forward.length),
    loss: head.done > forward.length,
    travellers,
    ...(own ? { active: own } : {}),
    ...turned([...forward.map(({ page }) => page), loss], head),
  };
}

function backState(m: M, trace: FlowTrace, head: Playhead): SmallState {
  const { forward, back, loss } = pagesOf(trace);
  const { path } = trace.facts.small;
  const { hidden } = trace.params;
  const { gradient } = m.stage.theme;
  const whole: SmallState = { ...START, values: forward.length, loss: true, slopes: head.done };
  const moving = head.t > 0 && head.t < 1;
  const lower = hidden.length + 1 - head.step;
  const page = back[head.step];
  const to = lower < 0 ? 0 : (path[lower] ?? 0);
  const terms =
    !moving || page === undefined
      ? []
      : head.step === 0
        ? [{ words: page.sum.total, from: page.sum.total }]
        : page.sum.terms.map(({ product, factors }) => ({ words: product, from: factors[0] }));
  const travellers = terms.map(({ words, from }, k): Traveller => {
    const last = head.step > hidden.length;
    const layer = last ? 0 : lower;
    return {
      layer,
      from: last ? (path[0] ?? 0) : to,
      to: last ? (path[1] ?? 0) : k,
      at: lerp(0.6, 0.48, head.t),
      words,
      colour: gradient,
      ...passing(head.t, 1, 0, [numberOf(from), numberOf(words)]),
    };
  });
  const pages = turned([loss, ...back], { ...head, step: head.step + 1 });
  return { ...whole, travellers, ...pages };
}

function updateState(trace: FlowTrace, head: Playhead): SmallState {
  const { forward, again, back } = pagesOf(trace);
  const layers = trace.params.hidden.length + 1;
  const done = head.done;
  return {
    ...START,
    values: forward.length,
    loss: true,
    slopes: done >= 1 ? 0 : back.length,
    updated: done >= 1,
    renewed: clamp(done - 1, 0, layers + 1),
    ...(head.step > layers
      ? { page: again, shown: head.step > layers + 1 ? 1 : clamp(2 * head.t, 0, 1) }
      : {}),
  };
}

/** The state at the moment of a part. */
export function smallState(m: M, trace: FlowTrace): SmallState {
  const { part } = m;
  const { forward } = pagesOf(trace);
  if (part.kind === 'forward') return forwardState(m, trace, m.head(part.clock));
  if (part.kind === 'back') return backState(m, trace, m.head(part.clock));
  if (part.kind === 'update') return updateState(trace, m.head(part.clock));
  return {
    ...START,
    values: forward.length,
    loss: true,
    updated: true,
    renewed: trace.params.hidden.length + 2,
  };
}
