import type { ReactElement } from 'react';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { ClassTags } from '../../src/scene/features/ClassTags.tsx';
import { concernedIn, dotOf, spotOf } from '../../src/scene/features/feature-view.ts';
import { Surroundings } from '../../src/scene/features/Surroundings.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { type CloudShowing, PointCloud } from '../../src/scene/parts/PointCloud.tsx';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { random } from '../../src/sim/random.ts';
import { remember } from '../../src/sim/remember.ts';
import { hardestPair } from '../../src/sim/trainings/classifier-readings.ts';
import { type Playhead, playheadOf, valueAt } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';
import { countedAt } from './story.ts';
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
function showing(m: Moment, part: AnyPart, trace: FeatureTrace, head: Playhead): CloudShowing {
  const { hardest } = trace.facts;
  // Where most are wrong, rings would hide the points.
  const rings = clamp(1.5 * valueAt(trace.runs[0]?.series.accuracy ?? [], head), 0.25, 1);
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
        focus: hardestPair(trace)?.pair ?? [],
        dim: alone,
        size: lerp(1, LARGE, dimmed),
      };
    }
    case 'start':
      return { rings, trails: 0.6, size: LARGE };
    case 'training':
      return { rings, trails: 1, size: LARGE };
    case 'wrong':
      return { rings: 1, focus: [hardest.class], dim: dimmed, size: LARGE };
    case 'sample':
      return { rings: 1, focus: [hardest.class], dim: 1, lit: 1 - dimmed, size: LARGE };
    case 'end':
      return { dim: 1 - dimmed, rings: rings * dimmed, trails: 1, size: LARGE };
  }
}

/** All test pictures as points, coloured by their true class; a ring means that the network reads it wrongly. */
export function cloud(
  m: Moment,
  part: AnyPart,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
): ReactElement {
  const { predictions, labels } = trace;
  const before = playheadOf(Math.max(0, head.step + head.t - TRAIL), predictions.length);
  return (
    <PointCloud
      stage={m.stage}
      classes={labels}
      marked={(i) => predictions[head.done]?.[i] !== labels[i]}
      at={(i) => spotOf(trace, view, i, head)}
      from={(i) => spotOf(trace, view, i, before)}
      lots={lotsOf(trace)}
      solid={view.solid}
      {...showing(m, part, trace, head)}
    />
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

/** How much the cell of a digit is lit up while cells are counted. */
function cellLit({ frame }: Moment, part: AnyPart): (own: number) => number {
  const counted = part.kind === 'walls' ? countedAt(part, frame) : null;
  return (own) => (counted === null ? 0 : clamp(1.4 - 1.6 * Math.abs(counted - own - 0.5), 0, 1));
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
        return pair.includes(own) ? m.through(part.appears) : m.through(part.all);
      }
      case 'wrong':
        return lerp(1, only(own), dim);
      case 'sample':
        return lerp(only(own), concernedIn(trace).has(own) ? 1 : FAINT, dim) * m.leave();
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
