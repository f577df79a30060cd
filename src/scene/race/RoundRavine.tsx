import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import type { Point } from '../../sim/objectives/objective.ts';
import { RAVINE_CONDITION } from '../../sim/objectives/ravine.ts';
import type { RaceRun } from '../../story/race/races.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { GlowingPath } from '../parts/Glow.tsx';
import { RunMarker } from '../parts/Marker.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { Box, Dot, Path } from '../parts/shapes.tsx';
import { px } from '../px.ts';
import { inset, type Place } from '../rect.ts';
import { runColour } from '../theme.ts';

/** Seconds in which the ravine comes before the map, stays as it is, and becomes rounder. */
const SHOW = { come: 0.4, stay: 0.5, turn: 1.6 } as const;
/** How much of the map the ravine covers, for which the map's axes do not hold. */
export function roundness(m: Moment): number {
  const said = saidAt(m);
  return said === undefined || m.frame < said.start
    ? 0
    : m.through({ start: said.start, end: said.start + Math.round(SHOW.come * m.story.fps) });
}

const saidAt = ({ part, story }: Moment) =>
  story.captions.find(
    ({ message, start }) => message.key === 'captionRound' && start >= part.start && start < part.end,
  );

const RINGS = 6;

/**
 * While it is said that rates of its own for each axis make the ravine rounder: its contours and the run's path, stretched
 * across the ravine by the square root of the ratio of the rates, which is what the run descends on.
 */
export function roundRavine(m: Moment, run: RaceRun, area: MapArea): ReactElement | null {
  const { part, story, stage } = m;
  const said = saidAt(m);
  if (said === undefined || m.frame < said.start) return null;
  const after = (from: number, seconds: number): number => {
    const start = said.start + Math.round(from * story.fps);
    return m.through({ start, end: start + Math.round(seconds * story.fps) });
  };
  const { rect } = area;
  const { theme } = stage;
  const stretched = after(SHOW.come + SHOW.stay, SHOW.turn);
  const [along = 1, across = 1] = run.updates.at(-1)?.rates ?? [];
  const stretch = lerp(1, Math.sqrt(along / across), stretched);
  // Near enough for the start to be seen, however far it has been stretched away.
  const far = run.points.reduce(
    (most, [x, y]) =>
      Math.max(most, Math.abs(x) / (0.45 * rect.width), (Math.abs(y) * stretch) / (0.43 * rect.height)),
    1e-6,
  );
  const place = ([x = 0, y = 0]: Point): Place => [
    rect.x + rect.width / 2 + x / far,
    rect.y + rect.height / 2 - (y * stretch) / far,
  ];
  const [cx, cy] = place([0, 0]);
  const widest = (1.25 * rect.width) / 2;
  const d = run.points.map((point, k) => `${k === 0 ? 'M' : 'L'}${place(point).map(px).join(' ')}`).join('');
  const room = rect.width - 40;
  const name = m.block(m.say('roundName', { name: run.label }), room, { bold: true, leading: 1.15 });
  const ratio = m.block(m.say('roundRatio', { ratio: RAVINE_CONDITION / (stretch * stretch) }), room, {
    leading: 1.15,
  });
  // Words stand above and below what is drawn, on ground of their own.
  const ground = { ...inset(rect, 2), height: 64 };
  const top = { ...ground, height: ground.height + name.height };
  const bottom = { ...ground, height: ground.height + ratio.height };
  return (
    <Fade in={after(0, SHOW.come)}>
      <Box rect={rect} fill={theme.background} />
      <Clipped id={`${part.id}-round`} rect={inset(rect, 2)}>
        {each(Array(RINGS).keys(), (ring) => {
          const rx = (widest * (ring + 1)) / RINGS;
          return (
            <ellipse
              cx={px(cx)}
              cy={px(cy)}
              rx={px(rx)}
              ry={px((rx * stretch) / Math.sqrt(RAVINE_CONDITION))}
              fill="none"
              stroke={theme.quiet}
              strokeWidth={2.5}
            />
          );
        })}
        <Path d={d} stroke={runColour(theme, run.lane)} width={2} />
        <GlowingPath d={d} stroke={runColour(theme, run.lane)} width={6} />
        <RunMarker stage={stage} run={run.lane} at={place(run.points.at(-1) ?? [])} r={16} />
        <Dot at={[cx, cy]} r={24} fill="none" stroke={theme.text} width={4} />
      </Clipped>
      {each([top, { ...bottom, y: rect.y + rect.height - 2 - bottom.height }], (band) => (
        <Box rect={band} fill={theme.background} />
      ))}
      {name.at([rect.x + 20, rect.y + 46])}
      {ratio.at([rect.x + 20, rect.y + rect.height - 24 - ratio.height])}
    </Fade>
  );
}
