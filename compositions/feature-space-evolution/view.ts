import { max, min } from 'd3-array';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import { seenAt, shotBetween, wholeShot } from '../../src/scene/camera.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { edgeOn } from '../../src/scene/cuts.ts';
import { closeness, featureView, tracedShots } from '../../src/scene/features/feature-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { FRONT, type Orbit } from '../../src/scene/orbit.ts';
import { inset, mixRect, type Rect, squareIn } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { cosPi, lerp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { hardestPair } from '../../src/sim/trainings/classifier-readings.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';

export type AnyPart = FeatureStory['parts'][number];

/** Losses below this are as good as zero; a diverging training leaves the range at this multiple of its initial loss. */
const [LEAST, BEYOND] = [1e-3, 30];

/** The loss after every epoch, and the range of its pitch. */
export const lossesOf = remember(({ runs }: FeatureTrace) => {
  const values = (runs[0]?.losses ?? []).map((loss) => Math.max(loss, LEAST));
  const low = min(values) ?? LEAST;
  const high = Math.min(max(values) ?? 0, BEYOND * (values[0] ?? 1));
  const domain: Interval = [0.8 * low, Math.max(1.4 * high, 2 * low)];
  return { values, domain };
});

const OPENING = {
  landscape: row(50, { title: 560, cloud: 1190 }),
  portrait: column(30, { title: 250, cloud: 1000 }),
  square: column(14, { title: 170, cloud: 600 }),
} as const;

/** Title and cloud in the opening. */
export function openingLayout(stage: Stage) {
  const { safe, header, captions, format } = stage;
  // The heading of a later part comes above the title.
  const y = format === 'landscape' ? safe.y : header.y + header.height;
  return arrange(stage, { ...safe, y, height: captions.y - 12 - y }, OPENING);
}

const above = row(74, { image: 300, network: 560 });
const NETWORK = {
  landscape: row(74, { image: 280, network: 560, plane: 740 }),
  portrait: column(66, { above: [400, above], plane: 800 }),
  square: column(66, { above: [230, above], plane: 430 }),
} as const;
/** Height of the names below picture and network. */
const NAME = 56;

/** Picture, network and space: in a row on wide screens, the space below on others. */
export function networkLayout(stage: Stage) {
  const at = arrange(stage, stage.body, NETWORK);
  const named = ({ height, ...rect }: Rect): Rect => ({ ...rect, height: height - NAME });
  return { image: squareIn(named(at('image'))), network: named(at('network')), plane: named(at('plane')) };
}

const SAMPLE = {
  landscape: row(48, { cloud: 1150, side: [530, column(20, { picture: 290, bars: 420 })] }),
  portrait: column(26, { cloud: 740, side: [560, row(40, { picture: 240, bars: 680 })] }),
  square: row(28, { cloud: 600, side: [344, column(16, { picture: 130, bars: 580 })] }),
} as const;
/** The traced picture and the network's answers beside the cloud. */
export const sampleLayout = (stage: Stage) => arrange(stage, stage.body, SAMPLE);

/** Margin within the cloud's panel, and room for the lines at its foot and for the pictures that are counted. */
export const MARGIN = 30;
const ROOM = {
  landscape: { across: 150, foot: 0 },
  portrait: { across: 0, foot: 120 },
  square: { across: 110, foot: 90 },
} as const;
/** Width of the pictures that are counted, at the left of the cloud; below it, their height, with the lines at the foot. */
export const STRIP = { landscape: 400, portrait: 400, square: 330 } as const;
/** Seconds in which the panel moves to its place in the next part. */
const MOVE = 0.9;

/** The cloud's panel, and where the cloud is in it. */
export interface Ground {
  readonly panel: Rect;
  readonly rect: Rect;
}

function groundIn({ stage }: Moment, kind: AnyPart['kind'] | undefined): Ground {
  const open = (panel: Rect, foot = 0): Ground => {
    const { height, ...inner } = inset(panel, MARGIN);
    return { panel, rect: { ...inner, height: height - foot } };
  };
  if (kind === undefined || kind === 'question' || kind === 'dots')
    return open(openingLayout(stage)('cloud'));
  if (kind === 'network') return open(networkLayout(stage).plane);
  if (kind === 'sample')
    return {
      ...open(sampleLayout(stage)('cloud'), stage.format === 'landscape' ? 70 : 120),
      panel: stage.body,
    };
  const { across, foot } = ROOM[stage.format];
  const { x, y, width, height } = inset(stage.body, stage.format === 'landscape' ? 12 : MARGIN);
  // Beside the pictures that are counted, and where some stray to the right, in the middle.
  const counts = kind === 'start' || kind === 'training' || kind === 'end';
  const strip = counts ? STRIP[stage.format] + MARGIN : 0;
  const tall = stage.format === 'portrait';
  const [left, right] = counts && !tall ? [strip, 0] : [across, across];
  const below = tall ? Math.max(foot, strip) : foot;
  const rect = { x: x + left, y, width: width - left - right, height: height - below };
  return { panel: stage.body, rect };
}

/** Both at a frame: on their way from their place in the part before. */
export function groundOf(m: Moment, part: AnyPart): Ground {
  const before = m.story.parts[m.story.parts.indexOf(part) - 1] as AnyPart | undefined;
  const [from, to] = [groundIn(m, before?.kind), groundIn(m, part.kind)];
  const moved = m.between(0, MOVE);
  return { panel: mixRect(from.panel, to.panel, moved), rect: mixRect(from.rect, to.rect, moved) };
}

/** How far the cloud turns to and fro, in half turns, in how many seconds; how far it is tilted; how near the viewer is. */
const [SWAYS, PERIOD, TILT, NEARNESS] = [0.13, 17, 0.06, 0.3];
/** How far from edge-on a wall is first seen, in half turns. */
const ASLANT = 0.2;

/** From where the cloud is seen: it sways before the viewer, but for one wall, seen edge-on, and for one picture, seen from the front. */
function orbitOf(m: Moment, part: AnyPart, trace: FeatureTrace): Orbit {
  if (trace.depths === null) return FRONT;
  const sway = SWAYS * cosPi((2 * m.frame) / (m.story.fps * PERIOD));
  const seen = (turn: number, deep: number): Orbit => ({
    turn,
    tilt: TILT * deep,
    nearness: NEARNESS * deep,
  });
  if (part.kind === 'sample') {
    const front = 1 - Math.min(m.between(0, MOVE), m.leave(0.8));
    return seen(front * sway, front);
  }
  if (part.kind !== 'walls') return seen(sway, 1);
  const [a, b] = hardestPair(trace)?.pair ?? [0, 1];
  const edge = edgeOn(trace.scores?.at(-1) ?? [], a, b);
  const aslant = edge + (edge > 0 ? -ASLANT : ASLANT);
  const [onEdge, back] = [m.through(part.edge), m.through(part.back)];
  const turn = lerp(lerp(lerp(sway, aslant, m.between(0, 1.4)), edge, onEdge), sway, back);
  // In perspective a plane that does not hold the viewer is no line.
  return seen(turn, Math.max(1 - onEdge, back));
}

/** How the cloud is seen at a frame, also by a camera that goes near the traced picture's way, and then near its end. */
export function viewOf(m: Moment, part: AnyPart, trace: FeatureTrace, { rect }: Ground): CloudView {
  const bursts = part.kind !== 'sample' && ('rewind' in part || 'clock' in part);
  const whole = featureView(trace, {
    rect,
    orbit: orbitOf(m, part, trace),
    solid: trace.depths === null ? 0 : 1,
    close: bursts ? closeness(trace, headOf(trace, part, m.frame)) : 0,
  });
  if (part.kind !== 'sample') return whole;
  const closer = Math.min(m.between(0.8, 1.4), m.leave(0.8));
  const [way, end] = tracedShots(trace, whole);
  const shot = shotBetween(wholeShot(rect), shotBetween(way, end, m.through(part.nearer)), closer);
  const at: CloudView['at'] = (x, y, z) => {
    const [left, top, depth] = whole.at(x, y, z);
    return [...seenAt(shot, rect, [left, top]), depth];
  };
  return { ...whole, zoom: shot.zoom, at };
}
