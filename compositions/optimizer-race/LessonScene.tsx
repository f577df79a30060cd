import type { ReactElement } from 'react';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { Trails, trail } from '../../src/scene/parts/Trails.tsx';
import { lessonArrows, lessonCard } from '../../src/scene/race/RaceLesson.tsx';
import { raceMap } from '../../src/scene/race/RaceMap.tsx';
import { viewOf } from '../../src/scene/race/race-view.ts';
import { runColour } from '../../src/scene/theme.ts';
import { LEAVE, type RaceMoment, raceLayout } from './layout.ts';
import type { RaceTrace } from './simulation.ts';
import type { RacePart } from './story.ts';

/** How an optimizer steps: its first steps alone, each taken apart; those of the lessons before stay, faintly. @param next the kind of the part that it gives way to, which draws what stays */
export function lessonScene(
  m: RaceMoment,
  part: RacePart<'lesson'>,
  trace: RaceTrace,
  next: string | null,
): ReactElement {
  const view = viewOf(trace, part.race);
  const run = view.runs[part.focus];
  if (run === undefined) return <g />;
  const at = raceLayout(m.stage, view.runs);
  const area = mapArea(view, at.map);
  const { theme } = m.stage;
  const taught = part.clock.landings.length;
  const upTo = (points: typeof run.points) => points.slice(0, taught + 1);
  const shown = Math.min(m.between(LEAVE, 0.3), m.leave(0.25));
  const earlier = part.before.flatMap((index) => view.runs[index] ?? []);
  return (
    <g>
      {raceMap(m, view, area, { axes: next === null ? 1 : 0 })}
      {each(earlier, (other) => (
        <Fade in={0.45}>
          <Path d={trail(upTo(other.points), area)} stroke={runColour(theme, other.lane)} width={4} round />
        </Fade>
      ))}
      <Trails m={m} id={`${m.part.id}-path`} area={area} clock={part.clock} runs={[run]} focus={0} />
      <Fade in={shown}>{lessonArrows(m, run, part.clock, area)}</Fade>
      <Fade in={shown}>{lessonCard(m, run, part.clock, at.side)}</Fade>
    </g>
  );
}
