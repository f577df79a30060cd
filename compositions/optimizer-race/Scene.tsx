import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { mapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import { Trails } from '../../src/scene/parts/Trails.tsx';
import { raceMap } from '../../src/scene/race/RaceMap.tsx';
import { resultMaps } from '../../src/scene/race/ResultMaps.tsx';
import { closeShot } from '../../src/scene/race/race-shot.ts';
import { viewOf } from '../../src/scene/race/race-view.ts';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { isOneName } from '../../src/story/field.ts';
import type { RaceRun } from '../../src/story/race/races.ts';
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
    <Sheet m={m}>
      {partScene(m, trace)}
      {before !== null && <Fade in={1 - left}>{partScene(before, trace, part.kind, kept)}</Fade>}
    </Sheet>
  );
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

/** From the top to the line of the title. */
const ABOVE_TITLE = { landscape: 130, portrait: 172, square: 150 } as const;

/** The film's name over maps, on which its most surprising moment happens. */
function titleScene(m: RaceMoment, { shown, placed }: RacePart<'title'>, trace: RaceTrace): ReactElement {
  const { stage } = m;
  const { safe } = stage;
  const centre = { anchor: 'middle' } as const;
  const name = m.block(m.say('title'), safe.width, {
    ...centre,
    size: SIZE.title,
    bold: true,
    leading: 1.15,
  });
  const below = m.block(subtitle(m, trace), safe.width, { ...centre, size: SIZE.large });
  const [middle, top] = [safe.x + safe.width / 2, safe.y + ABOVE_TITLE[stage.format]];
  const panels = titlePanels(stage, shown.length);
  // Gone before the next part has its heading.
  const said = m.leave();
  return (
    <g>
      {each(shown, ({ race, hero, first, clock }, i) => {
        const panel = panels[i];
        if (panel === undefined) return null;
        const view = viewOf(trace, race);
        const runs = hero === null ? view.runs : [hero];
        const shot = closeShot({ ...view, runs }, panel.map, mapArea(view, panel.map));
        const area = mapArea(view, panel.map, shot);
        const id = `${m.part.id}-runs-${i}`;
        const others = view.runs.filter((run) => run !== hero);
        return (
          <g>
            {raceMap(m, view, area, { id: `map-${i}` })}
            <Fade in={hero === null ? 1 : 0.35}>
              <Trails m={m} id={`${id}-others`} area={area} clock={clock} runs={others} />
            </Fade>
            {hero !== null && (
              <Trails m={m} id={id} area={area} clock={clock} runs={[hero]} focus={0} size={1.4} />
            )}
            {hero !== null && (
              <Fade in={m.through(placed)}>
                {placeOfHero(m, hero, m.say('hookPlace', { name: hero.label, first }), panel.line)}
              </Fade>
            )}
          </g>
        );
      })}
      {name.at([middle, top], said)}
      {below.at([middle, top + name.height + 56], said)}
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
