import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { wholeMap } from '../../src/scene/map-view.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { areaOf } from '../../src/scene/parts/LearnedMap.tsx';
import { type Reading, Readouts } from '../../src/scene/parts/Readouts.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Dot, Line } from '../../src/scene/parts/shapes.tsx';
import { type Place, type Rect, squareIn } from '../../src/scene/rect.ts';
import { pointSet } from '../../src/sim/data/labelled-points.ts';
import { lerp } from '../../src/sim/maths.ts';
import {
  areaShare,
  boundaryOf,
  evenMaps,
  isClosed,
  largestLoop,
  roundnessOf,
} from '../../src/sim/network/boundary.ts';
import type { Network } from '../../src/sim/network/network.ts';
import { marksOf } from '../../src/sim/network/two-classes.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { graded } from '../../src/story/numbers.ts';
import { dialectOf, isRinged } from './commentary.ts';
import { ladderScene } from './Ladder.tsx';
import { networkGraph, networkMap } from './pictures.tsx';
import type { BoundaryTrace } from './simulation.ts';
import type { BoundaryPart, BoundaryStory } from './story.ts';
import { classesOf, networkAt, networkOf, partlyHeld, placesOf, runOf } from './view.ts';
import { walkOnMap, walkPlot } from './Walk.tsx';
import { words } from './words.ts';

type Training =
  | BoundaryPart<'question'>
  | BoundaryPart<'one'>
  | BoundaryPart<'fewer'>
  | BoundaryPart<'learn'>;

/** A frame of the film of the decision boundary: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<BoundaryTrace, BoundaryStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const steps =
    part.kind === 'one' || part.kind === 'fewer' || part.kind === 'learn' ? part.clock.onsets.length - 1 : 0;
  const at = (step: number): string => m.say('stepOf', { step, steps });
  const { file, data } = trace.facts;
  const aside =
    part.kind === 'question' && file !== null && file.rows > data.length
      ? m.say('sampled', { count: data.length, rows: file.rows })
      : part.kind === 'sum' || part.kind === 'without' || part.kind === 'question'
        ? m.word(dialectOf(trace))
        : '';
  const done = 'clock' in part ? m.head(part.clock).done : 0;
  return (
    <Sheet m={m} {...(steps > 0 ? { aside: at(done), widest: at(steps) } : { aside })}>
      {partScene(m, part, trace)}
    </Sheet>
  );
}

function partScene(m: Moment, part: BoundaryStory['parts'][number], trace: BoundaryTrace): ReactElement {
  switch (part.kind) {
    case 'sum':
    case 'without':
      return turnScene(m, part, trace);
    case 'ladder':
      return ladderScene(m, part, trace);
    default:
      return trainingScene(m, part, trace);
  }
}

/** The middle of the map's left edge, where the output goes in the format in which the map lies to the right. */
const outlet = (m: Moment, map: Rect): Place | null =>
  m.stage.format === 'portrait' ? null : [map.x, map.y + map.height / 2];

/** The network that a part of training ends on. */
function endOf(part: BoundaryStory['parts'][number] | undefined, trace: BoundaryTrace): Network | null {
  if (part === undefined || !('clock' in part)) return null;
  const run = runOf(trace, part.run);
  return networkOf(trace, run.hidden, run.points[part.from + part.clock.onsets.length - 1] ?? []);
}

/** A network in training: its links and units, and what it predicts, which grows out of what the part before ended on. */
function trainingScene(m: Moment, part: Training, trace: BoundaryTrace): ReactElement {
  const { parts } = m.story;
  const places = placesOf(m.stage);
  const map = squareIn(places('map'));
  const run = runOf(trace, part.run);
  const network = networkAt(trace, run, m.head(part.clock, run.points.length - part.from), part.from);
  const walk = part.kind === 'fewer' ? part.walk : null;
  const plotted = walk === null ? 0 : m.through(walk.plot);
  const rings = part.kind === 'one' ? m.through(part.judged) : 1;
  const truth = part.kind === 'learn' ? m.through(part.truth) : 0;
  const before = endOf(parts[parts.findIndex(({ id }) => id === part.id) - 1] as Training | undefined, trace);
  const entered = before === null ? 1 : m.between(0, 0.5);
  const goes = part.kind === 'learn' ? 1 : m.leave(0.25);
  return (
    <g>
      <Fade in={Math.min(1 - 2 * plotted, goes, before === null ? 1 : m.enter(0, 0.4))}>
        {networkGraph(m, trace, places('graph'), network, outlet(m, map))}
      </Fade>
      {before !== null && entered < 1 && networkMap(m, trace, map, 'before', before, { cuts: 0, rings: 0 })}
      <Fade in={entered}>
        {networkMap(m, trace, map, 'map', network, { rings, truth })}
        {part.kind === 'learn' && part.radii !== null && radii(m, map, network, m.through(part.radii))}
      </Fade>
      {walk !== null && plotted > 0.5 && (
        <Fade in={Math.min(2 * plotted - 1, goes)}>
          {walkPlot(m, places('graph'), network, walk)}
          {walkOnMap(m, map, network, walk)}
        </Fade>
      )}
      {part.kind === 'fewer' && (
        <Countdown m={m} at={[map.x + map.width / 2, map.y + 90]} r={56} range={part.beat} />
      )}
      {numbers(m, trace, network, places('numbers'))}
    </g>
  );
}

/** The shortest and the longest radius of the closed curve. */
function radii(m: Moment, map: Rect, network: Network, shown: number): ReactElement | null {
  const [field = []] = evenMaps([network]);
  const loop = largestLoop(boundaryOf(field));
  if (loop === undefined || shown <= 0) return null;
  const { centre, nearest, farthest } = roundnessOf(loop);
  const area = areaOf(wholeMap(map));
  const place = ([x, y]: Place2): Place => [area.x(x), area.y(y)];
  const { focus, background } = m.stage.theme;
  return (
    <Fade in={shown}>
      <Line from={place(centre)} to={place(nearest)} stroke={focus} width={6} />
      <Line from={place(centre)} to={place(farthest)} stroke={focus} width={6} dash="12 8" />
      <Dot at={place(centre)} r={9} fill={focus} stroke={background} width={2} />
    </Fade>
  );
}

/** How a network does at the moment. */
function numbers(m: Moment, trace: BoundaryTrace, network: Network, rect: Rect): ReactElement {
  const { data } = trace.facts;
  const { errors, loss } = marksOf(network, pointSet(data));
  const [map = []] = evenMaps([network]);
  const boundary = boundaryOf(map);
  const loop = largestLoop(boundary);
  const truth = classesOf(trace);
  const readings: Reading[] = [
    { label: m.say('wrong'), value: m.say('of', { n: errors, all: data.length }), share: 1 },
    { label: m.say('loss'), value: graded(loss), share: 1 },
    ...(truth === null
      ? []
      : [{ label: m.say('agreement'), value: m.say('share', { share: areaShare(map, truth) }), share: 1 }]),
    ...(isRinged(trace)
      ? [
          {
            label: m.say('round'),
            value:
              loop !== undefined && isClosed(boundary)
                ? m.say('share', { share: roundnessOf(loop).share })
                : m.say('open'),
            share: 1,
          },
        ]
      : []),
  ];
  return (
    <Readouts stage={m.stage} rect={{ ...rect, height: Math.min(rect.height, 120) }} readings={readings} />
  );
}

/** The trained network with its units held and let go, one by one. */
function turnScene(
  m: Moment,
  part: BoundaryPart<'sum'> | BoundaryPart<'without'>,
  trace: BoundaryTrace,
): ReactElement {
  const places = placesOf(m.stage);
  const map = squareIn(places('map'));
  const now = part.turns.findLast(({ start }) => m.since(start));
  const from = part.turns[now === undefined ? -1 : part.turns.indexOf(now) - 1]?.free ?? part.before;
  const t = now === undefined ? 0 : m.through(now);
  const free = (now?.free ?? part.before).map((share, unit) => lerp(from[unit] ?? 0, share, t));
  const lit = now?.unit ?? null;
  const network = partlyHeld(trace, free);
  const last = m.story.parts.findLast(({ kind }) => kind === 'sum' || kind === 'without')?.id === part.id;
  const goes = last ? m.leave(0.4) : 1;
  return (
    <g>
      <Fade in={goes}>
        {networkGraph(m, trace, places('graph'), network, outlet(m, map), { free, lit })}
        {numbers(m, trace, network, places('numbers'))}
      </Fade>
      {networkMap(m, trace, map, 'map', network, { free, lit, truth: goes, cuts: goes })}
    </g>
  );
}
