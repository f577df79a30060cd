import type { ReactElement } from 'react';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type Sign, sign } from '../../src/scene/parts/Legend.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { mixSketch, RateOval, sketchOf, UpdateArrows } from '../../src/scene/parts/UpdateArrows.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import type { OptimizerKind } from '../../src/sim/optimizers/offers.ts';
import type { StepClock } from '../../src/story/clock.ts';
import { stepOnShow } from '../../src/story/on-show.ts';
import { runName } from './Ranking.tsx';
import type { RaceRun } from './simulation.ts';
import type { RaceMoment } from './view.ts';

/** Layout of the drawing within its rectangle; no rule if there is no space for it. */
interface UpdateLayout {
  readonly rect: Rect;
  readonly square: Rect;
  readonly rule: number | null;
  readonly legend: Place;
  readonly row: number;
}

const NAME = 46;
const RULE_LEADING = 44;

/** Drawing next to the legend in wide rectangles, above it in tall ones. */
function layoutOf(rect: Rect): UpdateLayout {
  const { x, y, width, height } = rect;
  if (width > 1.25 * height) {
    const top = y + NAME + 2 * RULE_LEADING + 24;
    const side = Math.min(y + height - top, 300);
    const square = { x, y: top, width: side, height: side };
    return { rect, square, rule: y + NAME + 38, legend: [x + side + 40, top + side / 2 - 69], row: 46 };
  }
  const row = 36;
  const ruled = height > 560 && width >= 300;
  const top = y + NAME + (ruled ? 2 * RULE_LEADING + 20 : 8);
  const side = Math.min(width, y + height - top - 4 * row - 14);
  const square = { x: x + (width - side) / 2, y: top, width: side, height: side };
  return { rect, square, rule: ruled ? y + NAME + 36 : null, legend: [x, top + side + 14 + row / 2], row };
}

/**
 * The update in focus: its drawing moves from a large rectangle to a small one; its text waits until it has arrived.
 *
 * @param settled progress of that move, 0 to 1
 * @param shown opacity of the text
 */
export function update(
  m: RaceMoment,
  run: RaceRun,
  clock: StepClock,
  { large, small, settled, shown }: { large: Rect; small: Rect; settled: number; shown: number },
): ReactElement | null {
  const { step, before, share } = stepOnShow(clock, m.frame, m.story.fps);
  const last = run.updates.length - 1;
  const [former, next] = [run.updates[Math.min(before, last)], run.updates[Math.min(step, last)]];
  if (former === undefined || next === undefined) return null;
  const [from, to] = [layoutOf(large), layoutOf(small)];
  return (
    <g>
      <UpdateArrows
        stage={m.stage}
        square={mixRect(from.square, to.square, settled)}
        sketch={mixSketch(sketchOf(former), sketchOf(next), share)}
        colour={runColour(m.stage.theme, run.lane)}
      />
      {(settled === 0 || settled === 1) && (
        <Fade in={shown}>{updateWords(m, settled === 1 ? to : from, run, Math.min(step, last) + 1)}</Fade>
      )}
    </g>
  );
}

/**
 * The rules of the best-known optimizers, one line each; s is a sum or mean of g², m one of g.
 *
 * @param means the text for Adam's running means of g and g²
 */
const rulesOf = (means: string): Readonly<Partial<Record<OptimizerKind, readonly string[]>>> => ({
  sgd: ['x ← x − η g'],
  momentum: ['v ← μ v + g', 'x ← x − η v'],
  nesterov: ['v ← μ v + g', 'x ← x − η (g + μ v)'],
  adagrad: ['s ← s + g²', 'x ← x − η g / √s'],
  rmsprop: ['s ← α s + (1 − α) g²', 'x ← x − η g / √s'],
  adam: [`m, s ← ${means}`, 'x ← x − η m / √s'],
  adamw: [`m, s ← ${means}`, 'x ← x − η (m / √s + λ x)'],
});
/** Those with a rate for each axis. */
const PER_AXIS: readonly OptimizerKind[] = ['adagrad', 'rmsprop', 'adam', 'adamw'];

/** Name, rule and legend of the drawing. Parts that this optimizer lacks are shown faintly. */
function updateWords(m: RaceMoment, layout: UpdateLayout, run: RaceRun, step: number): ReactElement {
  const { rect, rule, legend, row } = layout;
  const { theme } = m.stage;
  const { kind } = run.optimizer;
  const colour = runColour(theme, run.lane);
  const oval: Sign = {
    width: 62,
    draw: (x, y) => <RateOval at={[x + 23, y]} rx={22} ry={9} colour={theme.quiet} />,
  };
  const remembers = run.updates.some(({ memory }) => memory !== null);
  const entries: readonly (readonly [words: string, sign: Sign, present: boolean])[] = [
    [m.say('partGradient'), sign.arrow(theme.gradient), true],
    [m.say('partMemory'), sign.arrow(theme.curve), remembers],
    [m.say('partScale'), oval, PER_AXIS.includes(kind)],
    [m.say('partStep', { step }), sign.arrow(colour, 9), true],
  ];
  const middle = rect.y + NAME / 2;
  const size = rule === null ? SIZE.medium : SIZE.large;
  return (
    <g>
      <Marker run={run.lane} at={[rect.x + 14, middle]} r={12} fill={colour} />
      {runName(m, run, [rect.x + 40, middle + 12], { size, width: rect.width - 40 })}
      {rule !== null &&
        each(rulesOf(m.say('means'))[kind] ?? [], (line, i) =>
          m.text(line, [rect.x, rule + i * RULE_LEADING], { size: 34, width: rect.width }),
        )}
      {each(entries, ([words, { width, draw }, present], i) => {
        const [x, y] = [legend[0], legend[1] + i * row];
        return (
          <Fade in={present ? 1 : 0.3}>
            {draw(x, y)}
            {m.text(words, [x + width, y + 10], { size: SIZE.small })}
          </Fade>
        );
      })}
    </g>
  );
}
