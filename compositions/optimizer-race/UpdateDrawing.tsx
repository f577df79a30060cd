import type { ReactElement } from 'react';
import { Arrow } from '../../src/scene/Arrow.tsx';
import { Marker } from '../../src/scene/Marker.tsx';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { fitted } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { fittedName } from './fitted-name.ts';
import type { RaceRun } from './simulation.ts';
import { say, word } from './text.ts';
import type { UpdateSketch } from './update-shown.ts';

/** The places of the drawing's parts within its rectangle. */
export interface UpdateLayout {
  readonly square: Rect;
  readonly name: { readonly x: number; readonly y: number; readonly width: number };
  /** Where the rule is written; `null` without room for it. */
  readonly rule: { readonly x: number; readonly y: number; readonly width: number } | null;
  readonly legend: { readonly x: number; readonly y: number; readonly row: number };
}

const RULE_LEADING = 44;
const NAME_HEIGHT = 46;

/** Drawing beside legend in wide rectangles, above it in tall ones; the rule where there is room. */
export function updateLayout(rect: Rect): UpdateLayout {
  const { x, y, width, height } = rect;
  if (width > 1.25 * height) {
    const top = NAME_HEIGHT + 2 * RULE_LEADING + 24;
    const side = Math.min(height - top, 300);
    return {
      square: { x, y: y + top, width: side, height: side },
      name: { x, y: y + NAME_HEIGHT * 0.5, width },
      rule: { x, y: y + NAME_HEIGHT + 38, width },
      legend: { x: x + side + 40, y: y + top + side / 2 - 1.5 * 46, row: 46 },
    };
  }
  const row = 36;
  const ruled = height > 560 && width >= 300;
  const top = NAME_HEIGHT + (ruled ? 2 * RULE_LEADING + 20 : 8);
  const side = Math.min(width, height - top - 4 * row - 14);
  return {
    square: { x: x + (width - side) / 2, y: y + top, width: side, height: side },
    name: { x, y: y + NAME_HEIGHT * 0.5, width },
    rule: ruled ? { x, y: y + NAME_HEIGHT + 36, width } : null,
    legend: { x, y: y + top + side + 14 + row / 2, row },
  };
}

/** The colours of the parts; the step has its run's. */
const partColours = ({ theme }: Stage) => ({
  gradient: theme.tangent,
  memory: theme.curve,
  rates: theme.quiet,
});

/**
 * One update taken apart: from the middle against the gradient, from there on by what is remembered; the circle of all
 * directions squeezed by the rate of each axis; and the step that comes of it.
 */
export function UpdateArrows(props: {
  readonly stage: Stage;
  readonly square: Rect;
  readonly run: RaceRun;
  readonly sketch: UpdateSketch;
}): ReactElement {
  const { stage, square, run, sketch } = props;
  const colours = partColours(stage);
  const [cx, cy] = [square.x + square.width / 2, square.y + square.height / 2];
  const radius = square.width / 2 - 8;
  const place = ([x, y]: readonly [number, number]) => [cx + x * radius, cy - y * radius] as const;
  const { gradient, memory, rates, step } = sketch;
  const sum = [gradient[0] + (memory?.[0] ?? 0), gradient[1] + (memory?.[1] ?? 0)] as const;
  const thick = Math.max(4, radius * 0.04);
  const [sumX, sumY] = place(sum);
  const [stepX, stepY] = place(step);
  return (
    <g>
      <circle
        cx={px(cx)}
        cy={px(cy)}
        r={px(radius)}
        fill={stage.theme.panel}
        stroke={stage.theme.line}
        strokeWidth={1.5}
      />
      {rates !== null && (
        <ellipse
          cx={px(cx)}
          cy={px(cy)}
          rx={px(Math.max(rates[0] * radius, 2))}
          ry={px(Math.max(rates[1] * radius, 2))}
          fill={colours.rates}
          fillOpacity={0.16}
          stroke={colours.rates}
          strokeWidth={2.5}
        />
      )}
      {rates !== null && (
        <line
          x1={px(sumX)}
          y1={px(sumY)}
          x2={px(stepX)}
          y2={px(stepY)}
          stroke={colours.rates}
          strokeWidth={2.5}
          strokeDasharray="3 7"
        />
      )}
      <Arrow from={[cx, cy]} to={place(step)} colour={runColour(stage.theme, run.lane)} width={thick * 2.4} />
      <Arrow from={[cx, cy]} to={place(gradient)} colour={colours.gradient} width={thick} />
      {memory !== null && (
        <Arrow from={place(gradient)} to={place(sum)} colour={colours.memory} width={thick} />
      )}
      <circle cx={px(cx)} cy={px(cy)} r={px(thick * 1.2)} fill={stage.theme.text} />
    </g>
  );
}

/** Name, rule and legend beside the drawing. What this optimizer does not have is written faintly. */
export function UpdateWords(props: {
  readonly stage: Stage;
  readonly layout: UpdateLayout;
  readonly run: RaceRun;
  readonly step: number;
  readonly opacity: number;
}): ReactElement {
  const { stage, layout, run, step, opacity } = props;
  const { theme, language } = stage;
  const { name, rule, legend } = layout;
  const colours = partColours(stage);
  const colour = runColour(theme, run.lane);
  const title = fittedName(stage, run, rule === null ? SIZE.medium : SIZE.large, name.width - 40);
  const [first] = run.updates;
  const has = {
    memory: first !== undefined && first.memory !== null,
    rates: ['adagrad', 'rmsprop', 'adam', 'adamw'].includes(run.optimizer.kind),
  };
  const entries = [
    { key: 'partGradient', colour: colours.gradient, present: true, arrow: true },
    { key: 'partMemory', colour: colours.memory, present: has.memory, arrow: true },
    { key: 'partScale', colour: colours.rates, present: has.rates, arrow: false },
    { key: 'partStep', colour, present: true, arrow: true },
  ] as const;
  const lines = [0, 1]
    .map((line) => word(say('rule', { kind: run.optimizer.kind, line }), language))
    .filter((words) => words !== '');
  return (
    <g {...(opacity < 1 ? { opacity: px(opacity) } : {})}>
      <Marker run={run.lane} x={name.x + 14} y={name.y} r={12} fill={colour} />
      <Words
        stage={stage}
        words={title.words}
        x={name.x + 40}
        y={name.y + 12}
        size={title.size}
        weight="semibold"
        fill={colour}
      />
      {rule !== null &&
        lines.map((words, i) => (
          <Words
            key={words}
            stage={stage}
            words={words}
            x={rule.x}
            y={rule.y + i * RULE_LEADING}
            size={fitted(stage.type.regular, words, 34, rule.width)}
            fill={theme.text}
          />
        ))}
      {entries.map(({ key, colour: ink, present, arrow }, i) => {
        const y = legend.y + i * legend.row;
        return (
          <g key={key} {...(present ? {} : { opacity: 0.3 })}>
            {arrow ? (
              <Arrow
                from={[legend.x, y]}
                to={[legend.x + 46, y]}
                colour={ink}
                width={key === 'partStep' ? 9 : 5}
              />
            ) : (
              <ellipse
                cx={px(legend.x + 23)}
                cy={px(y)}
                rx={22}
                ry={9}
                fill={ink}
                fillOpacity={0.16}
                stroke={ink}
                strokeWidth={2.5}
              />
            )}
            <Words
              stage={stage}
              words={key === 'partStep' ? word(say(key, { step }), language) : word(say(key), language)}
              x={legend.x + 62}
              y={y + 10}
              size={SIZE.small}
              fill={theme.text}
            />
          </g>
        );
      })}
    </g>
  );
}
