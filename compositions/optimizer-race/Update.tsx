import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Arrow } from '../../src/scene/parts/Arrow.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type Sign, sign } from '../../src/scene/parts/Legend.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Dot, Line } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import type { StepClock } from '../../src/story/clock.ts';
import { rulesOf } from './formulas.ts';
import { runName } from './Runner.tsx';
import type { RaceRun } from './simulation.ts';
import { sketchAt, type UpdateSketch, updateOnShow } from './update-shown.ts';

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
  m: Moment,
  run: RaceRun,
  clock: StepClock,
  { large, small, settled, shown }: { large: Rect; small: Rect; settled: number; shown: number },
): ReactElement | null {
  const onShow = updateOnShow(clock, m.frame, m.story.fps);
  const sketch = sketchAt(run, onShow);
  if (sketch === null) return null;
  const [from, to] = [layoutOf(large), layoutOf(small)];
  const step = Math.min(onShow.step, run.updates.length - 1) + 1;
  return (
    <g>
      {arrows(m, mixRect(from.square, to.square, settled), run, sketch)}
      {(settled === 0 || settled === 1) && (
        <Fade in={shown}>{updateWords(m, settled === 1 ? to : from, run, step)}</Fade>
      )}
    </g>
  );
}

/** The unit circle of directions, scaled by the rate of each axis. */
const oval = ([x, y]: Place, rx: number, ry: number, colour: string): ReactElement => (
  <ellipse
    cx={px(x)}
    cy={px(y)}
    rx={px(rx)}
    ry={px(ry)}
    fill={colour}
    fillOpacity={0.16}
    stroke={colour}
    strokeWidth={2.5}
  />
);

/**
 * One update broken down: from the centre against the gradient, then along the memory of earlier gradients, the rates of
 * the axes, and the resulting step.
 */
function arrows(m: Moment, square: Rect, run: RaceRun, sketch: UpdateSketch): ReactElement {
  const { theme } = m.stage;
  const centre: Place = [square.x + square.width / 2, square.y + square.height / 2];
  const radius = square.width / 2 - 38;
  const place = ([x, y]: Place): Place => [centre[0] + x * radius, centre[1] - y * radius];
  const { gradient, memory, rates, step } = sketch;
  const sum = place([gradient[0] + (memory?.[0] ?? 0), gradient[1] + (memory?.[1] ?? 0)]);
  const thick = Math.max(4, radius * 0.04);
  return (
    <g>
      <Line
        from={[centre[0] - radius, centre[1]]}
        to={[centre[0] + radius, centre[1]]}
        stroke={theme.line}
        width={1.5}
      />
      <Line
        from={[centre[0], centre[1] - radius]}
        to={[centre[0], centre[1] + radius]}
        stroke={theme.line}
        width={1.5}
      />
      {m.text('x', [centre[0] + radius + 10, centre[1] + 10], { size: SIZE.small, fill: 'quiet' })}
      {m.text('y', [centre[0], centre[1] - radius - 12], {
        size: SIZE.small,
        fill: 'quiet',
        anchor: 'middle',
      })}
      {rates && oval(centre, Math.max(rates[0] * radius, 2), Math.max(rates[1] * radius, 2), theme.quiet)}
      <Arrow from={centre} to={place(step)} colour={runColour(theme, run.lane)} width={thick * 2.4} />
      <Arrow from={centre} to={place(gradient)} colour={theme.gradient} width={thick} />
      {memory && <Arrow from={place(gradient)} to={sum} colour={theme.curve} width={thick} />}
      <Dot at={centre} r={thick * 1.2} fill={theme.text} />
    </g>
  );
}

/** Name, rule and legend of the drawing. Parts that this optimizer lacks are shown faintly. */
function updateWords(m: Moment, layout: UpdateLayout, run: RaceRun, step: number): ReactElement {
  const { rect, rule, legend, row } = layout;
  const { theme } = m.stage;
  const { kind } = run.optimizer;
  const colour = runColour(theme, run.lane);
  const entries: readonly (readonly [words: string, sign: Sign, present: boolean])[] = [
    [m.say('partGradient'), sign.arrow(theme.gradient), true],
    [m.say('partMemory'), sign.arrow(theme.curve), run.updates.some(({ memory }) => memory !== null)],
    [
      m.say('partScale'),
      { width: 62, draw: (x, y) => oval([x + 23, y], 22, 9, theme.quiet) },
      ['adagrad', 'rmsprop', 'adam', 'adamw'].includes(kind),
    ],
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
