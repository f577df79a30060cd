import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { Sight } from '../../src/scene/cloud-view.ts';
import { edgeOn } from '../../src/scene/cuts.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { FRONT, type Orbit } from '../../src/scene/orbit.ts';
import { inset, mixRect, type Rect, squareIn } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { partsOf } from '../../src/story/story.ts';
import { pairOf } from './messages.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeaturePart, type FeatureStory, headOf } from './story.ts';
import { closeness } from './view.ts';

/** Seconds in which anything not being discussed fades. */
export const DIMMING = 0.8;
/** Seconds in which the cloud moves to its place in the next part. */
const MOVE = 0.9;

/** Title, an image of each class, and the cloud, in the opening. */
const OPENING = {
  landscape: row(50, { left: [660, column(10, { title: 430, images: 300 })], cloud: 1090 }),
  portrait: column(30, { title: 250, images: 330, cloud: 900 }),
  square: column(14, { title: 170, images: 100, cloud: 500 }),
} as const;

export function openingLayout(stage: Stage) {
  const { safe, header, captions, format } = stage;
  // The heading of the next part comes above the title.
  const y = format === 'landscape' ? safe.y : header.y + header.height;
  return arrange(stage, { ...safe, y, height: captions.y - 12 - y }, OPENING);
}

const above = row(74, { image: 300, network: 560 });
/** Image, network and plane: in a row on wide screens, the plane below on others. */
const NETWORK = {
  landscape: row(74, { image: 300, network: 700, plane: 580 }),
  portrait: column(66, { above: [480, above], plane: 700 }),
  square: column(66, { above: [300, above], plane: 360 }),
} as const;
/** Height of the names below image, network and plane. */
const NAME = 56;

/** Places of image, network and plane, without the names below them. */
export function networkLayout(stage: Stage) {
  const at = arrange(stage, stage.body, NETWORK);
  const named = ({ height, ...rect }: Rect): Rect => ({ ...rect, height: height - NAME });
  const [image, network, room] = [squareIn(named(at('image'))), named(at('network')), named(at('plane'))];
  return { image, network, plane: stage.format === 'square' ? room : squareIn(room) };
}

const side = column(20, { key: 60, rest: 530 });
/** The cloud with a column next to it; on tall screens below it, on square ones with the numbers below both. */
const TRAINING = {
  landscape: row(48, { cloud: 930, side: [750, column(20, { readouts: 100, side: [608, side] })] }),
  portrait: column(26, { cloud: 730, side: [570, column(24, { readouts: 92, side: [454, side] })] }),
  square: column(20, {
    top: [620, row(28, { cloud: 600, side: [344, column(20, { key: 84, rest: 520 })] })],
    readouts: 88,
  }),
} as const;
export const trainingLayout = (stage: Stage) => arrange(stage, stage.body, TRAINING);

/** Beside the cloud of one class: what it is classified as, and images that are classified wrongly. */
const CLASS = {
  landscape: column(16, { bars: 450, strays: 142 }),
  portrait: row(20, { bars: 760, strays: 180 }),
  square: column(12, { bars: 440, strays: 120 }),
} as const;
export const classLayout = (stage: Stage) => arrange(stage, trainingLayout(stage)('side'), CLASS);

/** Space between those images, and room for a line below each. */
export const STRAY_GAP = 14;
const NAMED = 44;

/** Where they are, their size, whether they are stacked, and how many there is room for. */
export function strayLayout(stage: Stage) {
  const room = classLayout(stage)('strays');
  const [stacked, most] = [stage.format === 'portrait', stage.format === 'square' ? 3 : 5];
  const along = ((stacked ? room.height : room.width) - (most - 1) * STRAY_GAP) / most;
  return { room, stacked, most, side: Math.min(along, stacked ? room.width / 2 : room.height - NAMED) };
}

/** Margin of the cloud's panel, and space for the line at its bottom. */
export const MARGIN = 30;
const NOTE = 37;

/** Where the cloud is drawn in its panel. */
export function withinPanel(panel: Rect): Rect {
  const { height, ...inner } = inset(panel, MARGIN);
  return { ...inner, height: height - NOTE };
}

/** The cloud's panel: on its way from its place in the part before. */
export function panelOf(m: Moment, part: FeatureStory['parts'][number]): Rect {
  const { stage } = m;
  const moved = m.between(0, MOVE);
  const open = openingLayout(stage)('cloud');
  const { plane } = networkLayout(stage);
  const usual = trainingLayout(stage)('cloud');
  const ground = (from: Rect, to: Rect): Rect => mixRect(from, to, moved);
  switch (part.kind) {
    case 'question':
      return open;
    case 'network':
      return ground(open, plane);
    case 'turn':
      return ground(plane, stage.body);
    case 'back':
      return ground(stage.body, usual);
    case 'cuts':
    case 'end':
      return ground(usual, stage.body);
    case 'class':
      return partsOf(m.story as FeatureStory, 'cuts').length > 0 ? ground(stage.body, usual) : usual;
    default:
      return usual;
  }
}

/** How fast the cloud turns, in half turns a second; how far it is tilted; how near the viewer is. */
const [SPEED, TILT, NEARNESS] = [0.075, 0.07, 0.3];

/** How the cloud is seen at a frame: turning in space, settling into the plane, close to it while it bursts. */
export function sightOf(
  m: Moment,
  story: FeatureStory,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  rect: Rect,
): Sight {
  const { frame } = m;
  const close = ['question', 'back', 'cloud', 'training'].includes(part.kind)
    ? closeness(trace, headOf(trace, part, frame))
    : 0;
  const [turning] = partsOf(story, 'turn');
  const flat = { rect, orbit: FRONT, solid: 0, close };
  if (trace.depths === null || turning === undefined) return flat;
  if (part.kind === 'cuts') return aroundCut(m, part, trace, rect);
  if (part.kind === 'end') {
    const solid = m.between(0.2, 1.4);
    // Its last picture is from the front, in space.
    return { rect, orbit: orbitAt((-AGAIN * (part.end - frame) * solid) / story.fps, solid), solid, close };
  }
  const { start, end } = turning.settle;
  const length = (end - start) / story.fps;
  const settled = progress(turning.settle, frame);
  // It slows down evenly, and is at rest when it faces the viewer.
  const left =
    frame < start ? (start - frame) / story.fps + length / 2 : (length / 2) * (1 - settled) * (1 - settled);
  const solid = 1 - easeInOut(settled);
  return { rect, orbit: orbitAt(-SPEED * left, solid), solid, close };
}

/** At the end it turns again, more slowly. */
const AGAIN = 0.035;
/** How far from edge-on a cut is first seen, in half turns. */
const ASLANT = 0.2;

/** The cut between two classes is seen aslant, then edge-on: nothing but a line; then the cloud turns back to its front. */
function aroundCut(m: Moment, part: FeaturePart<'cuts'>, trace: FeatureTrace, rect: Rect): Sight {
  const [a, b] = pairOf(trace)?.pair ?? [0, 1];
  const edge = edgeOn(trace.scores?.at(-1) ?? [], a, b);
  const aslant = edge + (edge > 0 ? -ASLANT : ASLANT);
  const [turned, onEdge, back] = [m.between(0, 1.2), m.through(part.edge), m.through(part.back)];
  const turn = lerp(lerp(aslant * turned, edge, onEdge), 0, back);
  const solid = turned * (1 - easeInOut(clamp(3 * back - 2, 0, 1)));
  // In perspective a plane that does not hold the viewer is no line.
  const deep = Math.min(turned, Math.max(1 - onEdge, Math.min(1, 4 * back))) * solid;
  return { rect, orbit: { turn, tilt: TILT * deep, nearness: NEARNESS * deep }, solid, close: 0 };
}

const orbitAt = (turn: number, solid: number): Orbit => ({
  turn,
  tilt: lerp(0, TILT, solid),
  nearness: lerp(0, NEARNESS, solid),
});
