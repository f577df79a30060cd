import type { ReactElement } from 'react';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { ClassTags } from '../../src/scene/features/ClassTags.tsx';
import { concernedIn, dotOf, spotOf } from '../../src/scene/features/feature-view.ts';
import { Surroundings } from '../../src/scene/features/Surroundings.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type CloudShowing, PointCloud } from '../../src/scene/parts/PointCloud.tsx';
import { lerp } from '../../src/sim/maths.ts';
import { random } from '../../src/sim/random.ts';
import { scoreAt } from '../../src/sim/readout.ts';
import { remember } from '../../src/sim/remember.ts';
import { hardestPair, placeAfter } from '../../src/sim/trainings/classifier-readings.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';
import { litAt } from './story.ts';
import type { AnyPart } from './view.ts';

/** In the plane no class is in front: each point has a layer by lot. */
const lotsOf = remember(({ labels, seed }: FeatureTrace): readonly number[] => {
  const next = random(seed, 'painting order');
  return labels.map(() => next());
});

/** Epochs that a point's trail goes back. */
const TRAIL = 0.4;
/** Seconds in which anything not being discussed fades, and in which walls go in the end. */
export const DIMMING = 0.8;
const CLEARS = 1;
/** Opacity of the tags of classes not being discussed. */
const FAINT = 0.45;
/** Size of the points where the cloud is the whole picture. */
const LARGE = 1.25;

/** What stands out in a part, and how much. */
function showing(m: Moment, part: AnyPart, trace: FeatureTrace): CloudShowing {
  const { hardest } = trace.facts;
  const dimmed = m.between(0, DIMMING);
  switch (part.kind) {
    case 'question':
    case 'dots':
      return { trails: 0.6, size: LARGE };
    case 'network':
      return { size: lerp(LARGE, 1, dimmed), dim: 0.8 * Math.min(m.between(0.6, DIMMING), m.leave()) };
    case 'walls': {
      const alone = m.through(part.appears) * (1 - m.through(part.all));
      return {
        rings: alone,
        focus: alone > 0 ? (hardestPair(trace)?.pair ?? []) : [],
        dim: Math.max(alone, litAt(part, m.frame).lit),
        size: lerp(1, LARGE, dimmed),
      };
    }
    case 'start':
    case 'training':
      return { trails: 1, size: LARGE };
    case 'wrong':
      return { rings: 1, focus: [hardest.class], dim: dimmed, size: LARGE };
    case 'sample':
      return { rings: 1, focus: [hardest.class], dim: 1, lit: 1 - dimmed, size: LARGE };
    case 'end':
      return { dim: 1 - dimmed, trails: 1, size: LARGE };
  }
}

/** Whether a picture is ringed: as it is read wrongly, or lies on the wrong side of the one wall that is shown. */
export function ringedAt(part: AnyPart, trace: FeatureTrace, { done }: Playhead): (index: number) => boolean {
  const { predictions, labels } = trace;
  const [a, b] = hardestPair(trace)?.pair ?? [0, 0];
  if (part.kind !== 'walls') return (i) => predictions[done]?.[i] !== labels[i];
  return (i) => {
    const own = labels[i];
    if (own !== a && own !== b) return false;
    const place = placeAfter(trace, i, done);
    const ahead = (digit: number): number => scoreAt(trace.scores?.[done]?.[digit] ?? [], place);
    return ahead(own === a ? b : a) > ahead(own);
  };
}

/** The trail of a point goes back a little, and in the end to where training began. */
function trailsFrom(m: Moment, part: AnyPart, { predictions }: FeatureTrace, head: Playhead): Playhead {
  const now = head.step + head.t;
  const back = part.kind === 'end' ? now * m.through(part.came) : TRAIL;
  return playheadOf(Math.max(0, now - back), predictions.length);
}

/** All test pictures as points, coloured by their true class. */
export function cloud(
  m: Moment,
  part: AnyPart,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
): ReactElement {
  const { predictions, labels } = trace;
  const before = trailsFrom(m, part, trace, head);
  const sliced = trace.depths !== null && part.kind === 'sample';
  const { own, lit } = part.kind === 'walls' ? litAt(part, m.frame) : { own: 0, lit: 0 };
  const drawn = (what: CloudShowing): ReactElement => (
    <PointCloud
      stage={m.stage}
      classes={labels}
      marked={ringedAt(part, trace, head)}
      at={(i) => spotOf(trace, view, i, head)}
      from={(i) => spotOf(trace, view, i, before)}
      lots={lotsOf(trace)}
      solid={view.solid}
      {...what}
    />
  );
  const what = showing(m, part, trace);
  return (
    <g>
      {/* What does not lie in a slice has no place in it. */}
      <Fade in={sliced ? Math.max(1 - m.between(0, DIMMING), 1 - m.leave()) : 1}>{drawn(what)}</Fade>
      {lit > 0 && (
        <Fade in={lit}>
          {drawn({ ...what, dim: 0, rings: 0, only: (i) => predictions[head.done]?.[i] === own })}
        </Fade>
      )}
    </g>
  );
}

/** How visible all walls are in a part. */
function wallsIn(m: Moment, part: AnyPart): number {
  switch (part.kind) {
    case 'walls':
    case 'start':
    case 'training':
      return 1;
    case 'wrong':
      return 1 - 0.6 * m.between(0, DIMMING);
    case 'sample':
      return 0.4 * (1 - m.between(0, 0.5));
    case 'end':
      return Math.min(m.between(0.3, 1), m.leave(CLEARS, 1));
    default:
      return 0;
  }
}

/** How much the cell of a digit is lit up. */
function cellLit({ frame }: Moment, part: AnyPart): (own: number) => number {
  if (part.kind !== 'walls') return () => 0;
  const { own, lit } = litAt(part, frame);
  return (digit) => (digit === own ? lit : 0);
}

/** How clearly cells bear their digits: while they move fast, digits would flicker. */
function namedIn(m: Moment, part: AnyPart): number {
  if (part.kind !== 'sample') return 0;
  const [begins = 0] = part.clock.onsets;
  const { start } = part.nearer;
  return Math.max(1 - m.through({ start: begins - 12, end: begins }), m.through({ start, end: start + 20 }));
}

/** What the cloud lies in. */
export function surroundings(
  m: Moment,
  part: AnyPart,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
): ReactElement {
  return (
    <Surroundings
      stage={m.stage}
      training={trace}
      view={view}
      head={head}
      walls={wallsIn(m, part)}
      shown={part.kind === 'walls' ? m.through(part.all) : 1}
      lit={cellLit(m, part)}
      one={part.kind === 'walls' ? Math.min(m.through(part.appears), 1 - m.through(part.all)) : 0}
      named={namedIn(m, part)}
      section={part.kind === 'sample' ? Math.min(m.between(0.8, 1), m.leave(0.6)) : 0}
    />
  );
}

/** The classes' numbers at their clusters, as far as they are some. */
export function tags(
  m: Moment,
  part: AnyPart,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
): ReactElement {
  const dim = m.between(0, DIMMING);
  const { hardest, traced } = trace.facts;
  const only = (own: number): number => (own === hardest.class ? 1 : FAINT);
  const strength = (own: number): number => {
    switch (part.kind) {
      case 'question':
      case 'dots':
        return part.kind === 'dots' ? m.through(part.shrink) : 0;
      case 'network':
        return 1 - dim;
      case 'walls': {
        const pair: readonly number[] = hardestPair(trace)?.pair ?? [];
        const { own: cell, lit } = litAt(part, m.frame);
        const there = pair.includes(own) ? m.through(part.appears) : m.through(part.all);
        return own === cell ? there : there * lerp(1, FAINT, lit);
      }
      case 'wrong':
        return lerp(1, only(own), dim);
      case 'sample':
        // Cells bear their digits themselves: the clusters' middles lie at other depths.
        return trace.scores === null
          ? lerp(only(own), concernedIn(trace).has(own) ? 1 : FAINT, dim) * m.leave()
          : only(own) * (1 - dim);
      case 'end':
        return m.between(0.3, 0.5);
      default:
        return 1;
    }
  };
  return (
    <ClassTags
      stage={m.stage}
      training={trace}
      view={view}
      head={head}
      strength={strength}
      keep={part.kind === 'sample' ? [dotOf(trace, view, traced, head)] : []}
    />
  );
}
