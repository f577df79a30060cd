import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { progress } from '../../src/story/clock.ts';
import type en from './en.json';
import { FORMULAS } from './formulas.ts';
import { LEAVE, raceLayout, scalesLayout, wholeFrame } from './layout.ts';
import { lineUp } from './Ranking.tsx';
import { searchChart, trialPaths } from './Search.tsx';
import { ground, mapArea, surfaceMap } from './Surface.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RacePart, RaceStory } from './story.ts';
import { viewOf } from './view.ts';

type M = Moment<RaceStory['parts'][number], keyof typeof en>;

/** Seconds in which the map comes to its place. */
const ARRIVE = 0.9;

/**
 * The map of the title, or the middle one of the races before, becomes the map of this race; the field lines up at its
 * start, and its rates are searched.
 *
 * @param leaving true while it goes: the next part has axes of its own
 */
export function surfaceScene(
  m: M,
  { race, field, scan }: RacePart<'surface'>,
  trace: RaceTrace,
  leaving: boolean,
): ReactElement {
  const view = viewOf(trace, race);
  const { map, ranking, beside } = raceLayout(m.stage, view.runs);
  const before = race === 0 ? null : viewOf(trace, race - 1);
  const from = before === null ? wholeFrame(m.stage) : (scalesLayout(m.stage, before.runs)[1]?.map ?? map);
  const arrived = m.between(LEAVE, ARRIVE);
  const rect = mixRect(from, map, arrived);
  const start = m.through(field);
  const at = scan === null ? 0 : progress(scan, m.frame);
  const searching = scan === null ? 0 : m.through({ start: scan.start - 12, end: scan.start });
  const searched =
    scan === null ? 1 : m.through({ start: scan.end, end: scan.end + Math.round(0.6 * m.story.fps) });
  const area = mapArea(view, rect);
  const shown = before === null ? 1 : m.between(LEAVE, ARRIVE);
  return (
    <g>
      {shown < 1 && before !== null && ground(m, before, mapArea(before, rect), 'before')}
      <Fade in={shown}>
        {surfaceMap(m, view, area, {
          axes: leaving ? 0 : m.between(LEAVE + ARRIVE - 0.2, 0.4),
          start,
          named: searching < 0.5,
        })}
      </Fade>
      {scan !== null && trialPaths(m, view, area, at, searching * (1 - searched))}
      {searching < 0.5 &&
        m
          .block(FORMULAS[view.name], beside.width)
          .at([beside.x, beside.y + 44], Math.min(m.between(0.6, 0.6), 1 - 2 * searching))}
      {searching > 0.5 && <Fade in={2 * searching - 1}>{searchChart(m, view, beside, at)}</Fade>}
      {lineUp(m, ranking, view.runs, start, scan === null ? start : searched)}
    </g>
  );
}
