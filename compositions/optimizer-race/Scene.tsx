import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
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
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { onSurface, swaying } from '../../src/scene/surface-view.ts';
import { runColour } from '../../src/scene/theme.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { isOneName } from '../../src/story/field.ts';
import { type RaceRun, raceAt } from '../../src/story/race/races.ts';
import { lessonScene } from './LessonScene.tsx';
import { LEAVE, type RaceMoment, titlePanels } from './layout.ts';
import { raceScene } from './RaceScene.tsx';
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
    <Sheet m={m} {...progress(m, trace)}>
      {partScene(m, trace)}
      {before !== null && <Fade in={1 - left}>{partScene(before, trace, part.kind, kept)}</Fade>}
    </Sheet>
  );
}

/** The step that a race is at, beside its heading. */
function progress(m: RaceMoment, trace: RaceTrace): { readonly aside?: string; readonly widest?: string } {
  if (!('clock' in m.part)) return {};
  const { steps } = raceAt(trace, m.part.race);
  const stepOf = (step: number): string => m.say('stepOf', { step, steps });
  return { aside: stepOf(m.head(m.part.clock).done), widest: stepOf(steps) };
}

/** @param next the kind of the part that it gives way to @param kept true if its map stays */
function partScene(
  m: RaceMoment,
  trace: RaceTrace,
  next: RaceMoment['part']['kind'] | null = null,
  kept = false,
): ReactElement {
  const { part } = m;
  switch (part.kind) {
    case 'title':
      return titleScene(m, part, trace);
    case 'surface':
      return surfaceScene(m, part, trace, next !== null);
    case 'lesson':
      return lessonScene(m, part, trace, next);
    case 'race':
      return raceScene(m, part, trace, kept);
    case 'compare':
      return <Fade in={m.between(0.6 * LEAVE, 0.3)}>{resultMaps(m, trace, part.clocks, part.cells)}</Fade>;
  }
}

/** From the top to the line of the title where two surfaces lie below it: clear of the heading that follows. */
const ABOVE_TITLE = { landscape: 162, portrait: 172, square: 166 } as const;

/** The film's name over its surfaces, on which its most surprising moment happens. */
function titleScene(m: RaceMoment, { shown, placed }: RacePart<'title'>, trace: RaceTrace): ReactElement {
  const { stage } = m;
  const { safe, width, height, captions } = stage;
  const name = m.block(m.say('title'), safe.width, {
    size: SIZE.title,
    bold: true,
    anchor: 'middle',
    leading: 1.15,
  });
  const below = m.block(subtitle(m, trace), safe.width, { size: SIZE.large, anchor: 'middle' });
  const single = shown.length === 1;
  const [centre, top] = [safe.x + safe.width / 2, safe.y + (single ? 172 : ABOVE_TITLE[stage.format])];
  const panels = titlePanels(stage, shown.length);
  const band = top + name.height + 60 + below.height + 60;
  return (
    <g>
      {each(shown, ({ race, hero, first, clock }, i) => {
        const panel = panels[i];
        if (panel === undefined) return null;
        const view = viewOf(trace, race);
        const area = mapArea(view, panel.map);
        const seen = { relief: 1, turn: swaying(m.frame / m.story.fps) };
        const runs = hero === null ? view.runs : [hero, ...view.runs.filter((run) => run !== hero)];
        return (
          <g>
            <SurfacePlot stage={stage} relief={view} area={area} id={`${m.part.id}-plot-${i}`} view={seen} />
            <Clipped id={`${m.part.id}-runs-${i}`} rect={panel.map}>
              <SurfaceTrails
                m={m}
                relief={view}
                see={onSurface(view, area, seen)}
                clock={clock}
                runs={runs}
                size={1.2}
              />
            </Clipped>
            {hero !== null && (
              <Fade in={m.through(placed)}>
                {placeOfHero(m, hero, m.say('hookPlace', { name: hero.label, first }), panel.line)}
              </Fade>
            )}
          </g>
        );
      })}
      {single && <Shade stage={stage} edge="top" rect={{ x: 0, y: 0, width, height: 1.35 * band }} />}
      {single && (
        <Shade
          stage={stage}
          edge="bottom"
          rect={{ x: 0, y: captions.y - 120, width, height: height - captions.y + 120 }}
        />
      )}
      {name.at([centre, top])}
      {below.at([centre, top + name.height + 64])}
    </g>
  );
}

/** In which place the run ends that the question is about, below its surface. */
function placeOfHero({ stage }: RaceMoment, { lane }: RaceRun, words: string, line: Rect): ReactElement {
  const colour = runColour(stage.theme, lane);
  const entry = { sign: sign.marker(lane, colour, 13), words, fill: colour, bold: true };
  const wide = textWidth(stage, words, { size: SIZE.large, bold: true }) + 40;
  const rect = { x: line.x + (line.width - wide) / 2, y: line.y + 8, width: wide, height: 42 };
  return legend(stage, rect, [entry], { size: SIZE.large }).element;
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
