import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { Words } from '../../src/scene/Words.tsx';
import { STAR_DIRECTIONS } from '../../src/sim/projections/star.ts';
import { LABEL_SIZE, labelsAt } from './labels.ts';
import type { Playhead } from './playhead.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import { say, word } from './text.ts';
import { type CloudArea, pointSize } from './view.ts';

/** Coordinates of points are drawn in tenths of a scene unit; these are their texts. */
const TENTHS = Array.from({ length: 19_201 }, (_, tenth) => String(tenth / 10));

const tenths = (value: number): string =>
  TENTHS[Math.round(value * 10)] ?? String(Math.round(value * 10) / 10);

/** The points as path data: one path a class, each point a stroke of no length with a round end. */
interface Dots {
  /** Points that are classified right, by class. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

function dotsAt({ positions, predictions, labels }: FeatureTrace, area: CloudArea, head: Playhead): Dots {
  const { epoch, t, done } = head;
  const right = Array<string>(CLASSES).fill('');
  const wrong = Array<string>(CLASSES).fill('');
  const from = positions[epoch] ?? [];
  const to = positions[epoch + 1] ?? from;
  const guesses = predictions[done] ?? [];
  for (let i = 0; i < from.length; i += 1) {
    const [start, end, label] = [from[i], to[i], labels[i]];
    if (start === undefined || end === undefined || label === undefined) continue;
    const x = start[0] + (end[0] - start[0]) * t;
    const y = start[1] + (end[1] - start[1]) * t;
    const dots = guesses[i] === label ? right : wrong;
    dots[label] += `M${tenths(area.x(x))} ${tenths(area.y(y))}h.01`;
  }
  return { right, wrong };
}

/** Width of the ring around a wrong point. */
const RING = 2.4;
const DIMMED = 0.13;

/**
 * All test images as points, coloured by their true class; a ring means that the network takes it for another.
 *
 * @param props.focus the class that stands out, `null` for all
 * @param props.dim how far the others have faded, 0 to 1
 * @param props.rings how far the rings have come in, 0 to 1
 */
export function Cloud(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly area: CloudArea;
  readonly head: Playhead;
  readonly focus: number | null;
  readonly dim: number;
  readonly rings: number;
  readonly opacity?: number;
  /** Size of the points as a share of the usual one. */
  readonly size?: number;
}): ReactElement {
  const { stage, trace, area, head, focus, dim, rings, opacity = 1, size = 1 } = props;
  const { right, wrong } = dotsAt(trace, area, head);
  const width = size * pointSize(trace.labels.length);
  const strength = (digit: number): number => opacity * (digit === focus ? 1 : 1 - (1 - DIMMED) * dim);
  // What stands out is drawn last.
  const order = [...right.keys()].sort((a, b) => Number(a === focus) - Number(b === focus) || a - b);
  const ringed = wrong.map((d, digit) => (strength(digit) < 0.5 ? '' : d)).join('');
  const faint = ({ digit }: { readonly digit: number }) =>
    strength(digit) < 1 ? { strokeOpacity: px(strength(digit)) } : {};
  return (
    <g fill="none" strokeLinecap="round" strokeWidth={px(width)}>
      {order.map((digit) =>
        right[digit] === '' ? null : (
          <path key={digit} d={right[digit]} stroke={classColour(stage.theme, digit)} {...faint({ digit })} />
        ),
      )}
      {ringed !== '' && rings > 0 && (
        <path
          d={ringed}
          stroke={stage.theme.text}
          strokeWidth={px(width + 2 * RING)}
          {...(rings * opacity < 1 ? { strokeOpacity: px(rings * opacity) } : {})}
        />
      )}
      {order.map((digit) =>
        wrong[digit] === '' ? null : (
          <path key={digit} d={wrong[digit]} stroke={classColour(stage.theme, digit)} {...faint({ digit })} />
        ),
      )}
    </g>
  );
}

/** The names of the classes at their clusters, each as soon as it is clear of the others. */
export function ClusterLabels(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly area: CloudArea;
  readonly head: Playhead;
  readonly focus: number | null;
  readonly dim: number;
}): ReactElement {
  const { stage, trace, area, head, focus, dim } = props;
  const { theme } = stage;
  return (
    <g>
      {labelsAt(trace, area, head.epoch, head.t).map(({ digit, at: [x, y], opacity }) => {
        const shown = opacity * (digit === focus ? 1 : 1 - 0.55 * dim);
        const colour = classColour(theme, digit);
        return shown <= 0 ? null : (
          <g key={digit} {...(shown < 1 ? { opacity: px(shown) } : {})}>
            <circle
              cx={px(x)}
              cy={px(y)}
              r={LABEL_SIZE / 2 - 2}
              fill={theme.background}
              stroke={colour}
              strokeWidth={3}
            />
            <Words
              stage={stage}
              words={word(say('digit', { digit }), stage.language)}
              x={x}
              y={y + 0.36 * SIZE.large * 0.95}
              size={SIZE.large * 0.95}
              weight="semibold"
              fill={colour}
              anchor="middle"
            />
          </g>
        );
      })}
    </g>
  );
}

/** The ten axes of star coordinates, faint, where the points are placed by them. */
export function StarAxes(props: { readonly stage: Stage; readonly area: CloudArea }): ReactElement {
  const { stage, area } = props;
  const [cx, cy] = [area.x(0), area.y(0)];
  const d = STAR_DIRECTIONS.map(([x, y]) => `M${px(cx)} ${px(cy)}L${px(area.x(x))} ${px(area.y(y))}`).join(
    '',
  );
  return <path d={d} fill="none" stroke={stage.theme.line} strokeWidth={2} strokeOpacity={0.6} />;
}
