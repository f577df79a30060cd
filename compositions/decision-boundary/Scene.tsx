import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { cells } from '../../src/scene/arrange.ts';
import { mapPlace, numbersPlace, onMap } from '../../src/scene/boundary/boundary-layout.ts';
import { lastTile, networkGraph, unitTile } from '../../src/scene/boundary/NetworkGraph.tsx';
import { networkMap } from '../../src/scene/boundary/NetworkMap.tsx';
import { walksOnMap, walksPlot } from '../../src/scene/boundary/ParallelWalks.tsx';
import { tilesOf, widthTiles } from '../../src/scene/boundary/WidthTiles.tsx';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { type LegendEntry, legend, sign } from '../../src/scene/parts/Legend.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { Network } from '../../src/sim/network/network.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import type { BoundaryTrace } from '../../src/sim/trainings/width-ladder.ts';
import { dialectOf, failuresOf, gapOf, shownRungs, stationsOf } from '../../src/story/boundary/commentary.ts';
import { judged, networkAfter, networkAt, partlyAdded, runOf } from '../../src/story/boundary/networks.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { type BoundaryPart, type BoundaryStory, endOf } from './story.ts';
import { words } from './words.ts';

type AnyPart = BoundaryStory['parts'][number];

/** A frame of the film of the decision boundary: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<BoundaryTrace, BoundaryStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const { file, data } = trace.facts;
  const steps = part.kind === 'fewer' || part.kind === 'learn' ? part.clock.onsets.length - 1 : 0;
  const at = (step: number): string => m.say('stepOf', { step, steps });
  const aside =
    part.kind === 'question' && file !== null && file.rows > data.length
      ? m.say('sampled', { count: data.length, rows: file.rows })
      : part.kind === 'ladder'
        ? m.word(dialectOf(trace))
        : '';
  return (
    <Sheet
      m={m}
      {...(steps > 0 && 'clock' in part
        ? { aside: at(m.head(part.clock).done), widest: at(steps) }
        : { aside })}
    >
      {partScene(m, part, trace)}
    </Sheet>
  );
}

function partScene(m: Moment, part: AnyPart, trace: BoundaryTrace): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'one':
      return oneScene(m, part, trace);
    case 'sum':
      return sumScene(m, part, trace);
    case 'ladder':
      return ladderScene(m, part, trace);
    default:
      return trainingScene(m, part, trace);
  }
}

/** The maps of the runs that the film asks with, beside each other. */
function askedTiles(m: Moment, count: number): readonly Rect[] {
  const { body, format } = m.stage;
  return cells(body, count, format === 'portrait' ? 1 : count, 36).map(({ x, y, width, height }) => {
    const side = Math.min(width, height - 60);
    return { x: x + (width - side) / 2, y: y + (height - 60 - side) / 2, width: side, height: side };
  });
}

/** The points, and then one cut, and one cut too few, that fail to tell them apart. */
function questionScene(m: Moment, part: BoundaryPart<'question'>, trace: BoundaryTrace): ReactElement {
  const { one, fewer } = failuresOf(trace);
  const runs = [one, fewer].filter((run) => run !== undefined);
  const tiles = askedTiles(m, runs.length);
  const shown = m.through(part.appears);
  const leaves = m.leave(0.3);
  return each(runs, (run, i) => {
    const rect = tiles[i] ?? m.stage.body;
    const network = networkAt(trace, run, m.head(part.clock, run.points.length));
    return (
      <Fade in={run === one ? 1 : leaves}>
        {networkMap(m, trace, rect, `asked-${i}`, network, { regions: shown, rings: 0, cuts: 0 })}
        <Fade in={shown * leaves}>
          {m.text(
            m.say('cuts', { n: run.hidden[0] ?? 1 }),
            [rect.x + rect.width / 2, rect.y + rect.height + 52],
            { size: SIZE.medium, bold: true, anchor: 'middle' },
          )}
        </Fade>
      </Fade>
    );
  });
}

/** One cut goes to its place, and the network that makes it comes beside it. */
function oneScene(m: Moment, part: BoundaryPart<'one'>, trace: BoundaryTrace): ReactElement {
  const network = endOf(trace, part.run);
  const [asked = m.stage.body] = askedTiles(m, failuresOf(trace).fewer === undefined ? 1 : 2);
  const rect = mixRect(asked, mapPlace(m.stage), m.through(part.home));
  const rings = m.through(part.judged);
  return (
    <g>
      {networkMap(m, trace, rect, 'map', network, { rings, cuts: m.through(part.cut) })}
      <Fade in={m.enter(0.6, 0.5)}>{networkGraph(m, trace, network)}</Fade>
      <Fade in={m.enter(0.6, 0.5)}>{numbers(m, trace, network, { wrong: rings })}</Fade>
    </g>
  );
}

/** A network in training: its links and units, and what it predicts; all of it grows out of what the part before ended on. */
function trainingScene(
  m: Moment,
  part: BoundaryPart<'fewer'> | BoundaryPart<'learn'>,
  trace: BoundaryTrace,
): ReactElement {
  const map = mapPlace(m.stage);
  const run = runOf(trace, part.run);
  const network = networkAt(trace, run, m.head(part.clock, run.points.length));
  const walking = part.kind === 'fewer' ? part.walking : null;
  const plotted = walking === null ? 0 : m.through(walking.plot);
  const earlier = m.story.parts[m.story.parts.indexOf(m.part as AnyPart) - 1] as AnyPart | undefined;
  const before = earlier !== undefined && 'run' in earlier ? endOf(trace, earlier.run) : null;
  const walked = earlier?.kind === 'fewer' && earlier.walking !== null;
  const entered = m.between(0, 0.5);
  const truth = part.kind === 'learn' ? m.through(part.truth) : 0;
  const joins = part.kind === 'learn' ? part.joins : null;
  const gap = joins === null ? null : gapOf(trace);
  return (
    <g>
      {before !== null &&
        entered < 1 &&
        networkMap(m, trace, map, 'before', before, { cuts: Math.max(0, 1 - 2 * entered) })}
      <Fade in={before === null ? 1 : entered}>
        {networkMap(m, trace, map, 'map', network, { truth, cuts: Math.max(0, 2 * entered - 1) })}
      </Fade>
      {before !== null && entered < 0.5 && !walked && (
        <Fade in={1 - 2 * entered}>{networkGraph(m, trace, before)}</Fade>
      )}
      <Fade in={Math.min(before === null ? 1 : 2 * entered - 1, 1 - 2 * plotted)}>
        {networkGraph(m, trace, network)}
      </Fade>
      {numbers(m, trace, before !== null && entered < 0.5 ? before : network, {
        truth,
        wrong: before === null ? 1 : Math.abs(2 * entered - 1),
      })}
      {walking !== null && plotted > 0.5 && (
        <Fade in={Math.min(2 * plotted - 1, m.leave(0.25))}>
          {walksPlot(m, network, walking)}
          {walksOnMap(m, map, network, walking)}
        </Fade>
      )}
      {joins !== null && gap !== null && pulse(m, onMap(map)(gap.place), progress(joins, m.frame))}
      {part.kind === 'fewer' && (
        <Countdown m={m} at={[map.x + map.width / 2, map.y + 90]} r={56} range={part.beat} />
      )}
    </g>
  );
}

/** A ring that grows where something has happened, and goes. */
const pulse = (m: Moment, at: readonly [number, number], share: number): ReactElement | null =>
  share <= 0 || share >= 1 ? null : (
    <Dot
      at={at}
      r={16 + 74 * easeOut(share)}
      stroke={m.stage.theme.focus}
      width={8}
      opacity={Math.min(1, 8 * share) * (1 - share)}
    />
  );

/** How a network does at the moment, and what the lines mean. */
function numbers(
  m: Moment,
  trace: BoundaryTrace,
  network: Network,
  {
    wrong = 1,
    truth = 0,
    key = 1,
  }: { readonly wrong?: number; readonly truth?: number; readonly key?: number },
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const rect = numbersPlace(stage);
  const left = 250;
  const points = judged(trace, network);
  const value = m.say('of', { n: points.filter(({ flipped }) => flipped).length, all: points.length });
  const entries: readonly LegendEntry[] = [
    { sign: sign.line(theme.quiet, '', 3), words: m.say('keyCut') },
    { sign: sign.line(theme.curve, '', 7), words: m.say('keyBoundary') },
    { sign: sign.line(theme.train, '', 6), words: m.say('keyWeight') },
    { sign: sign.line(theme.validation, '14 9', 6), words: m.say('keyNegative') },
    ...(trace.facts.file === null
      ? [{ sign: sign.line(theme.text, '4 11'), words: m.say('keyTruth'), shown: truth }]
      : []),
  ];
  return (
    <g>
      <Readouts
        stage={stage}
        rect={{ ...rect, width: left, height: 100 }}
        readings={[{ label: m.say('wrong'), value, share: 1, shown: wrong }]}
      />
      <Fade in={key}>
        {legend(stage, { ...rect, x: rect.x + left, width: rect.width - left }, entries).element}
      </Fade>
    </g>
  );
}

/** A probe goes from point to point and the pushes there add up; then they do everywhere, unit by unit. */
function sumScene(m: Moment, part: BoundaryPart<'sum'>, trace: BoundaryTrace): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const map = mapPlace(stage);
  const network = endOf(trace, 'main');
  const stations = stationsOf(trace);
  const place = stations.reduce<Place2>((from, { at }, i) => {
    const range = part.moves[i];
    const t = i === 0 || range === undefined ? Number(i === 0) : m.through(range);
    return [lerp(from[0], at[0], t), lerp(from[1], at[1], t)];
  }, stations[0]?.at ?? [0, 0]);
  const reached = part.moves.findLastIndex(({ start }) => m.since(start));
  const bands = m.through(part.bands);
  const now = part.turns.findLast(({ start }) => m.since(start));
  const from = now === undefined ? undefined : part.turns[part.turns.indexOf(now) - 1];
  const t = now === undefined ? 0 : m.through(now);
  const all = part.turns[0]?.added.map(() => 1) ?? [];
  const added = all.map((_, unit) =>
    lerp((from?.added ?? all)[unit] ?? 1, (now?.added ?? all)[unit] ?? 1, t),
  );
  const probed = Math.min(m.enter(0.4, 0.5), 1 - bands);
  const lit = now === undefined ? (stations[reached]?.unit ?? null) : now.unit;
  const flies = now !== undefined && now.unit !== null && t > 0 && t < 1;
  const leaves = m.leave(0.4);
  const at = onMap(map)(place);
  return (
    <g>
      <Fade in={leaves}>
        {networkGraph(m, trace, network, { lit, added, probe: probed > 0.5 ? place : null })}
        {numbers(m, trace, partlyAdded(network, added), { truth: 1 - bands })}
      </Fade>
      {networkMap(m, trace, map, 'map', partlyAdded(network, added), {
        // At the end the map is what the next part begins with.
        bands: bands * leaves,
        cuts: leaves,
        lit,
        truth: 1 - bands,
        rings: now === undefined ? 1 : 1 - leaves,
      })}
      <Fade in={leaves}>
        {flies && (
          <Fade in={1.4 * Math.min(t, 1 - t)}>
            {unitTile(
              m,
              trace,
              network,
              { layer: network.sizes.length - 3, unit: now.unit ?? 0 },
              'flying',
              mixRect(lastTile(m, network, now.unit ?? 0), map, t),
            )}
          </Fade>
        )}
        <Fade in={probed}>
          <Glow at={at} r={18} colour={theme.focus} />
          <Dot at={at} r={18} stroke={theme.focus} width={6} />
        </Fade>
      </Fade>
    </g>
  );
}

/** What came of each width; that of the film grows out of its map. */
function ladderScene(m: Moment, part: BoundaryPart<'ladder'>, trace: BoundaryTrace): ReactElement {
  const appears = m.through(part.appears);
  const own = shownRungs(trace).findIndex(({ units }) => units === trace.params.hidden[0]);
  const tile = tilesOf(m, trace)[own]?.tile;
  return (
    <g>
      <Fade in={appears}>{widthTiles(m, trace, part)}</Fade>
      {tile !== undefined && appears < 1 && (
        <Fade in={1 - appears}>
          {networkMap(
            m,
            trace,
            mixRect(mapPlace(m.stage), tile, appears),
            'own',
            networkAfter(trace, runOf(trace, 'main')),
            {
              cuts: 0,
            },
          )}
        </Fade>
      )}
    </g>
  );
}
