import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type en from './en.json';
import { LEAVE, raceLayout, scalesLayout } from './layout.ts';
import { scaleTitle } from './messages.ts';
import { paths } from './Paths.tsx';
import { ranking } from './Ranking.tsx';
import { mapArea, surfaceMap } from './Surface.tsx';
import { type RaceTrace, runsOf } from './simulation.ts';
import type { RacePart, RaceStory } from './story.ts';
import { viewOf } from './view.ts';

type M = Moment<RaceStory['parts'][number], keyof typeof en>;

/** Seconds in which the map of the race becomes the middle one of three. */
const SHRINK = 0.8;

/** The same race three times on one playhead: with half the rates, with the rates as they are, and with twice the rates. */
export function scalesScene(
  m: M,
  { race, clock, boards }: RacePart<'scales'>,
  trace: RaceTrace,
): ReactElement {
  const view = viewOf(trace, race);
  const { map: whole } = raceLayout(m.stage, view.runs);
  const panels = scalesLayout(m.stage, view.runs);
  const shrunk = m.between(LEAVE, SHRINK);
  const others = m.between(LEAVE + SHRINK - 0.3, 0.6);
  const tuned = trace.params.races[race]?.rates === 'tuned';
  // The middle one is drawn last: it covers the others while it is large.
  return each([0, 2, 1], (index) => {
    const [panel, shown] = [panels[index], boards[index]];
    if (panel === undefined || shown === undefined) return null;
    const middle = index === 1;
    const runs = runsOf(trace, race, shown.scale);
    const rect = middle ? mixRect(whole, panel.map, shrunk) : panel.map;
    const area = mapArea(view, rect);
    const size = 0.75;
    return (
      <g>
        <Fade in={others}>
          {m.text(m.word(scaleTitle(shown.scale, tuned)), [panel.title.x, panel.title.y + 32], {
            size: SIZE.medium,
            bold: true,
            width: panel.title.width,
          })}
          {ranking(m, shown.board, { runs, leastLoss: view.surface.leastLoss }, panel.ranking)}
        </Fade>
        <Fade in={middle ? 1 : others}>
          {surfaceMap(m, view, area, { axes: 0, id: `map-${index}` })}
          {paths(m, clock, runs, area, { size, id: `paths-${index}` })}
        </Fade>
      </g>
    );
  });
}
