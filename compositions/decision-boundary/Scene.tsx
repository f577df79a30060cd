import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { cells } from '../../src/scene/arrange.ts';
import { mapPlace, onMap } from '../../src/scene/boundary/boundary-layout.ts';
import { networkGraph } from '../../src/scene/boundary/NetworkGraph.tsx';
import { networkMap } from '../../src/scene/boundary/NetworkMap.tsx';
import { networkNumbers } from '../../src/scene/boundary/NetworkNumbers.tsx';
import { walksOnMap, walksPlot } from '../../src/scene/boundary/ParallelWalks.tsx';
import { tilesOf, widthTiles } from '../../src/scene/boundary/WidthTiles.tsx';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type { BoundaryTrace } from '../../src/sim/trainings/width-ladder.ts';
import { dialectOf, failuresOf, gapOf, shownRungs } from '../../src/story/boundary/commentary.ts';
import { networkAfter, networkAt, runOf } from '../../src/story/boundary/networks.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { sumScene } from './SumScene.tsx';
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
      <Fade in={m.enter(0.6, 0.5)}>{networkNumbers(m, trace, network, { wrong: rings })}</Fade>
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
      {networkNumbers(m, trace, before !== null && entered < 0.5 ? before : network, {
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

/** Share of the entrance in which the map of the film goes to its tile. */
const HOME = 0.6;

/** What came of each width; that of the film grows out of its map. */
function ladderScene(m: Moment, part: BoundaryPart<'ladder'>, trace: BoundaryTrace): ReactElement {
  const appears = m.through(part.appears);
  const own = shownRungs(trace).findIndex(({ units }) => units === trace.params.hidden[0]);
  const tile = tilesOf(m, trace)[own]?.tile;
  // The map goes to its tile, and then the others come.
  const [gone, others] = [appears / HOME, (appears - HOME) / (1 - HOME)];
  return (
    <g>
      <Fade in={others}>{widthTiles(m, trace, part)}</Fade>
      {tile !== undefined && appears < 1 && (
        <Fade in={1 - others}>
          {networkMap(
            m,
            trace,
            mixRect(mapPlace(m.stage), tile, Math.min(1, gone)),
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
