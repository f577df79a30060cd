import type { ReactElement } from 'react';
import { SURFACE_FORMULAS } from '../../src/scene/formulas.ts';
import { Equation, equationExtent } from '../../src/scene/parts/Equation.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mapArea, SurfaceBands } from '../../src/scene/parts/SurfaceMap.tsx';
import { SurfacePlot } from '../../src/scene/parts/SurfacePlot.tsx';
import { landmarks } from '../../src/scene/race/Landmarks.tsx';
import { lineUp } from '../../src/scene/race/RaceBoard.tsx';
import { raceMap } from '../../src/scene/race/RaceMap.tsx';
import { searchChart, trialPaths } from '../../src/scene/race/RaceSearch.tsx';
import { spaceArea } from '../../src/scene/race/race-shot.ts';
import { viewOf } from '../../src/scene/race/race-view.ts';
import { valleyFloor } from '../../src/scene/race/ValleyFloor.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { onSurface, swaying } from '../../src/scene/surface-view.ts';
import { progress } from '../../src/story/clock.ts';
import { hook } from './hook.ts';
import { type RaceMoment, raceLayout, titlePanels } from './layout.ts';
import type { RaceTrace } from './simulation.ts';
import type { RacePart } from './story.ts';

/** Seconds in which the map comes to its place. */
const ARRIVE = 0.7;

/**
 * The map of the title, or the first one of the races before, becomes the map of this race; the field lines up at its
 * start, and its rates are searched.
 *
 * @param leaving true while it goes: the next part has axes of its own
 */
export function surfaceScene(
  m: RaceMoment,
  { race, known, flatten, floor, scan }: RacePart<'surface'>,
  trace: RaceTrace,
  leaving: boolean,
): ReactElement {
  const { stage } = m;
  const view = viewOf(trace, race);
  const { map, ranking, beside } = raceLayout(stage, view.runs);
  const before = race === 0 ? null : viewOf(trace, race - 1);
  const [title] = titlePanels(stage, hook(trace).shown.length);
  const from = before === null ? (title?.map ?? map) : map;
  const arrived = m.between(0, ARRIVE);
  const shown = before === null || known ? 1 : arrived;
  const rect = mixRect(from, map, arrived);
  const area = mapArea(view, rect);
  const start = m.through(flatten);
  // The surface is seen in space until it has been introduced.
  const relief = known ? 0 : arrived * (1 - start);
  const seen = { relief, turn: swaying((m.frame - m.part.start) / m.story.fps) };
  const space = spaceArea(view, area, relief);
  const flat = known
    ? 1
    : m.through({ start: flatten.end, end: flatten.end + Math.round(0.4 * m.story.fps) });
  const at = scan === null ? 0 : progress(scan, m.frame);
  const searching = scan === null ? 0 : m.through({ start: scan.start - 12, end: scan.start });
  const over = scan === null ? 0 : scan.end;
  const { height: tall } = equationExtent(SURFACE_FORMULAS[view.name], { width: beside.width });
  const searched = m.through({ start: over, end: over + Math.round(0.6 * m.story.fps) });
  return (
    <g>
      {shown < 1 && before !== null && (
        <SurfaceBands stage={stage} relief={before} area={mapArea(before, rect)} id={`${m.part.id}-before`} />
      )}
      <Fade in={shown}>
        {raceMap(m, view, area, {
          axes: leaving ? 0 : flat,
          start: Math.min(start, flat),
          named: searching < 0.5,
        })}
        {relief > 0 && (
          <SurfacePlot stage={stage} relief={view} area={space} id={`${m.part.id}-plot`} view={seen} />
        )}
      </Fade>
      {relief > 0.5 && (
        <Fade in={2 * relief - 1}>
          {landmarks(m, view, space, seen, m.between(0.5, 0.5))}
          {view.name === 'rosenbrock' && valleyFloor(m, onSurface(view, space, seen), area, m.through(floor))}
        </Fade>
      )}
      {scan !== null && trialPaths(m, view, area, at, searching * (1 - searched))}
      {searching < 0.5 && (
        <Equation
          stage={stage}
          of={SURFACE_FORMULAS[view.name]}
          at={[beside.x, beside.y + Math.max(64, 34 + tall)]}
          width={beside.width}
          opacity={Math.min(m.between(0.6, 0.6), 1 - 2 * searching)}
        />
      )}
      {searching > 0.5 && <Fade in={2 * searching - 1}>{searchChart(m, view, beside, at)}</Fade>}
      {lineUp(m, ranking, view.runs, start, scan === null ? start : searched)}
    </g>
  );
}
