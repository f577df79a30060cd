import { extent, max, mean } from 'd3-array';
import { membersOf } from '../../sim/classification.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { remember } from '../../sim/remember.ts';
import { CLASSES, type ClassifierTraining } from '../../sim/trainings/classifier.ts';
import { placeAfter } from '../../sim/trainings/classifier-readings.ts';
import { easeInOut } from '../../story/ease.ts';
import { type Playhead, playheadOf } from '../../story/playhead.ts';
import type { Shot } from '../camera.ts';
import { type Cloud, type CloudView, cloudView, pointAt, type Sight } from '../cloud-view.ts';
import { type Cell, type Cut, cellsAtDepth, cutBetween, cutsOf } from '../cuts.ts';
import type { Spot } from '../orbit.ts';
import type { SpaceFrame } from '../parts/SpaceAxes.tsx';
import type { Place } from '../rect.ts';

/** What a classifier makes of its test pictures, as a view of their space shows it. */

/** Whether pictures are placed by star coordinates of their probabilities. */
export const isStar = ({ facts }: ClassifierTraining): boolean => facts.varianceRatios === null;

const cloudOf = remember(
  (training: ClassifierTraining): Cloud => ({ ...training, square: isStar(training) }),
);

export const featureView = (training: ClassifierTraining, sight: Sight): CloudView =>
  cloudView(cloudOf(training), sight);

/** Where a view shows a picture's dot at an epoch, or on its way to the next. */
export const spotOf = (training: ClassifierTraining, view: CloudView, index: number, head: Playhead): Spot =>
  pointAt(cloudOf(training), view, index, head);
export const dotOf = (...given: Parameters<typeof spotOf>): Place => {
  const [x, y] = spotOf(...given);
  return [x, y];
};

/** Epochs in which a camera draws back from the untrained cloud: while it bursts. */
const DRAWS_BACK = 3;

/** How close the camera is to the untrained cloud at an epoch: 1 before training, 0 once the cloud has burst. */
export function closeness({ runs, predictions }: ClassifierTraining, { step, t }: Playhead): number {
  const last = predictions.length - 1;
  const burst = runs[0]?.status === 'diverged' ? last : Math.min(DRAWS_BACK, last);
  return 1 - easeInOut(clamp((step + t) / Math.max(burst, 1e-9), 0, 1));
}

/** The middle of each class after each epoch, in space; `null` for a class without points. */
const middlesOf = remember((training: ClassifierTraining) => {
  const members = membersOf(training.labels, CLASSES);
  return training.positions.map((_, epoch) =>
    members.map((own): Spot | null => {
      const places = own.map((i) => placeAfter(training, i, epoch));
      const middle = (axis: 0 | 1 | 2): number => mean(places, (place) => place[axis]) ?? 0;
      return own.length === 0 ? null : [middle(0), middle(1), middle(2)];
    }),
  );
});

const spotBetween = (from: Spot, to: Spot, t: number): Spot => [
  lerp(from[0], to[0], t),
  lerp(from[1], to[1], t),
  lerp(from[2], to[2], t),
];

/** Where a view shows the middle of a class; `null` for a class without points. */
export function middleOf(
  training: ClassifierTraining,
  view: CloudView,
  own: number,
  { step, t }: Playhead,
): Place | null {
  const from = middlesOf(training)[step]?.[own];
  if (!from) return null;
  const [x, y] = view.at(...spotBetween(from, middlesOf(training)[step + 1]?.[own] ?? from, t));
  return [x, y];
}

/** What walls and axes are shown within: all points of the last epoch. */
export const boxOf = remember(({ positions, depths }: ClassifierTraining): Spot => {
  const last = positions.at(-1) ?? [];
  const reach = (values: readonly number[]): number => 1.06 * (max(values, Math.abs) ?? 0) + 1e-9;
  return [reach(last.map(([x]) => x)), reach(last.map(([, y]) => y)), reach(depths?.at(-1) ?? [])];
});

/** The axes of the network's own numbers, which are at right angles in every view of all of them; `null` in others. */
export const axesOf = remember(({ units }: ClassifierTraining): SpaceFrame | null => {
  if (units === null) return null;
  const directions = units.map(([, x = 0, y = 0, z = 0]): Spot => [x, y, z]);
  const meet = (axis: 0 | 1 | 2): number =>
    -units.reduce((sum, [at = 0], k) => sum + at * (directions[k]?.[axis] ?? 0), 0);
  return { origin: [meet(0), meet(1), meet(2)], directions };
});

/** The scores at an epoch, or on the way to the next. */
function scoresAt({ scores }: ClassifierTraining, { step, t }: Playhead): readonly (readonly number[])[] {
  const now = scores?.[step] ?? [];
  return now.map((row, own) =>
    row.map((value, i) => lerp(value, scores?.[step + 1]?.[own]?.[i] ?? value, t)),
  );
}

/** The walls between all classes that have points, and the whole plane between two of them. */
export const wallsAt = (training: ClassifierTraining, head: Playhead): readonly Cut[] =>
  cutsOf(scoresAt(training, head), [...new Set(training.labels)], boxOf(training));
export const wallBetween = (
  training: ClassifierTraining,
  [a, b]: readonly [number, number],
  head: Playhead,
) => cutBetween(scoresAt(training, head), a, b, boxOf(training));

/** How much wider than the cloud a section through it is drawn. */
const WIDE = 3;

/** The cells of all classes at the depth of the traced picture, which lies in that of its answer. */
export function cellsAround(training: ClassifierTraining, head: Playhead): readonly Cell[] {
  const { scores, depths, facts } = training;
  const depthAt = (step: number): number | undefined => depths?.[step]?.[facts.traced];
  const depth = depthAt(head.step) ?? 0;
  const now = scoresAt(training, head);
  const at = lerp(depth, depthAt(head.step + 1) ?? depth, head.t);
  // Seen from near a wall, they fill the view all the same.
  const [x, y, z] = boxOf(training);
  return scores === null ? [] : cellsAtDepth(now, [...now.keys()], [WIDE * x, WIDE * y, z], at);
}

/** How many classes a traced picture is about. */
const CONCERNED = 4;

/** The classes that the traced picture is about: its own, and those that the network in the end thinks of most. */
export const concernedIn = remember(({ labels, facts, tracedProbabilities }: ClassifierTraining) => {
  const shares = tracedProbabilities.at(-1) ?? [];
  const most = [...shares.keys()].sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0)).slice(0, CONCERNED);
  return new Set([labels[facts.traced] ?? 0, ...most]);
});

/** The traced picture's way fills this share of the view, which is no nearer than so many times; then it comes so much nearer. */
const [WAY, NEAREST, NEARER] = [0.62, 4, 1.9];

/** The shots of the traced picture's whole way, with the classes that it is about, and of its end. */
export function tracedShots(training: ClassifierTraining, view: CloudView): readonly [way: Shot, end: Shot] {
  const states = training.positions.length;
  const after = (step: number): Playhead => playheadOf(step, states);
  const middles = [...concernedIn(training)].flatMap((own) => {
    const middle = middleOf(training, view, own, after(states - 1));
    return middle === null ? [] : [middle];
  });
  const steps = training.positions.map((_, step) =>
    dotOf(training, view, training.facts.traced, after(step)),
  );
  const way = [...steps, ...middles];
  const [[left = 0, right = 0], [top = 0, foot = 0]] = [extent(way, ([x]) => x), extent(way, ([, y]) => y)];
  const { width, height } = view.rect;
  const room = Math.min(width / Math.max(right - left, 1), height / Math.max(foot - top, 1));
  const zoom = clamp(WAY * room, 1, NEAREST);
  return [
    { at: [(left + right) / 2, (top + foot) / 2], zoom },
    { at: steps.at(-1) ?? [0, 0], zoom: NEARER * zoom },
  ];
}
