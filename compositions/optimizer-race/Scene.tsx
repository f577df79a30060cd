import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { Shade } from '../../src/scene/parts/Shade.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { mapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { SurfacePlot } from '../../src/scene/parts/SurfacePlot.tsx';
import { SurfaceTrails } from '../../src/scene/parts/SurfaceTrails.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import { resultMaps } from '../../src/scene/race/ResultMaps.tsx';
import { viewOf } from '../../src/scene/race/race-view.ts';
import type { Place } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { onSurface, swaying } from '../../src/scene/surface-view.ts';
import { runColour } from '../../src/scene/theme.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { isOneName } from '../../src/story/field.ts';
import type { RaceRun } from '../../src/story/race/races.ts';
import { LEAVE, type RaceMoment, wholeFrame } from './layout.ts';
import { raceScene, scalesScene } from './RaceScene.tsx';
import { surfaceScene } from './SurfaceScene.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RacePart, RaceStory } from './story.ts';
import { words } from './words.ts';

/** A frame of the optimizer race: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<RaceTrace, RaceStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  // The last frame of the part before stays while it goes: nothing is cut.
  const left = part.start === 0 ? 1 : m.between(0, LEAVE);
  const before = left < 1 ? moment(words, { ...props, frame: part.start - 1 }) : null;
  const kept = part.kind === 'surface' && part.known;
  return (
    <Sheet m={m} {...progress(m)}>
      {partScene(m, trace)}
      {before !== null && <Fade in={1 - left}>{partScene(before, trace, true, kept)}</Fade>}
    </Sheet>
  );
}

/** The step that a race is at, beside its heading. */
function progress(m: RaceMoment): { readonly aside?: string; readonly widest?: string } {
  if (!('clock' in m.part) || m.part.kind === 'title') return {};
  const steps = m.part.clock.landings.length;
  const stepOf = (step: number): string => m.say('stepOf', { step, steps });
  return { aside: stepOf(m.head(m.part.clock).done), widest: stepOf(steps) };
}

/** @param leaving true while it goes @param kept true if its map stays */
function partScene(m: RaceMoment, trace: RaceTrace, leaving = false, kept = false): ReactElement {
  const { part } = m;
  switch (part.kind) {
    case 'title':
      return titleScene(m, part, trace);
    case 'surface':
      return surfaceScene(m, part, trace, leaving);
    case 'race':
      return raceScene(m, part, trace, kept);
    case 'scales':
      return scalesScene(m, part, trace);
    case 'compare':
      return <Fade in={m.between(0.6 * LEAVE, 0.3)}>{resultMaps(m, trace, part.clocks, part.cells)}</Fade>;
  }
}

/** The film's name over its first surface, on which its most surprising moment happens. */
function titleScene(m: RaceMoment, { runs, clock }: RacePart<'title'>, trace: RaceTrace): ReactElement {
  const { stage } = m;
  const { safe, width, height, captions } = stage;
  const view = viewOf(trace, 0);
  const name = m.block(m.say('title'), safe.width, {
    size: SIZE.title,
    bold: true,
    anchor: 'middle',
    leading: 1.15,
  });
  const below = m.block(subtitle(m, trace), safe.width, { size: SIZE.large, anchor: 'middle' });
  const [centre, top] = [safe.x + safe.width / 2, safe.y + 172];
  const area = mapArea(view, wholeFrame(stage));
  const seen = { relief: 1, turn: swaying(m.frame / m.story.fps) };
  const see = onSurface(view, area, seen);
  const band = top + name.height + 60 + below.height + 60;
  return (
    <g>
      <SurfacePlot stage={stage} relief={view} area={area} id={`${m.part.id}-plot`} view={seen} />
      <SurfaceTrails m={m} relief={view} see={see} clock={clock} runs={runs} size={1.3} />
      <Shade stage={stage} edge="top" rect={{ x: 0, y: 0, width, height: 1.35 * band }} />
      <Shade
        stage={stage}
        edge="bottom"
        rect={{ x: 0, y: captions.y - 120, width, height: height - captions.y + 120 }}
      />
      {name.at([centre, top])}
      {below.at([centre, top + name.height + 64])}
      {runs.length <= 3 && names(m, runs, [centre, top + name.height + below.height + 130])}
    </g>
  );
}

/** Who is who, in a row about a place. */
function names(m: RaceMoment, runs: readonly RaceRun[], [centre, y]: Place): ReactElement {
  const entries = runs.map(({ lane, label }) => {
    const colour = runColour(m.stage.theme, lane);
    return { sign: sign.marker(lane, colour, 13), words: label, fill: colour, bold: true };
  });
  const size = SIZE.large;
  const wide = entries.reduce((sum, { words }) => sum + textWidth(m.stage, words, { size, bold: true }), 0);
  const width = wide + 36 * entries.length + 32 * (entries.length - 1) + 1;
  return legend(m.stage, { x: centre - width / 2, y: y - 34, width, height: 42 }, entries, { size }).element;
}

/** How many race on how many surfaces; of one name, how many libraries. */
function subtitle(m: RaceMoment, trace: RaceTrace): string {
  const { runs } = viewOf(trace, 0);
  const [first] = runs;
  if (first !== undefined && isOneName(runs.map(({ optimizer }) => optimizer))) {
    return m.say('subtitleName', { name: titleOf(first.optimizer.kind), libraries: runs.length });
  }
  const lanes = new Set(trace.runs.map(({ lane }) => lane)).size;
  const surfaces = new Set(trace.params.races.map(({ surface }) => surface)).size;
  return m.say('subtitle', { optimizers: Math.max(lanes, runs.length), races: surfaces });
}
