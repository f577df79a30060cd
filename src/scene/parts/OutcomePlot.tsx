import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { type Playhead, playheadOf, valueAt } from '../../story/playhead.ts';
import { polyline } from '../curve.ts';
import { inset, type Place, type Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Glow } from './Glow.tsx';
import { Dot, Line, Path } from './shapes.tsx';

/** One way of training: the loss of one run after each epoch, and of all runs the share of errors in the end. */
export interface Outcome {
  readonly course: readonly number[];
  readonly shares: readonly number[];
}

/**
 * What a way of training comes to, beside another it is compared with, which is dashed: the loss of one run over the epochs;
 * then the shares of errors of all runs as dots, with their mean as a line. One of several alike, side by side on equal
 * scales (Tufte 1983), from 0 at the foot.
 *
 * @param props.id unique within the frame
 * @param props.own `null` for the way that others are compared with
 * @param props.head how far the course is drawn
 * @param props.cleared how far it has made way for the dots, `dropped`: how many of those are there, 0 … 1 each
 * @param props.loss the domain of the losses, and `share` of the shares
 */
export function OutcomePlot(props: {
  readonly stage: Stage;
  readonly id: string;
  readonly rect: Rect;
  readonly plain: Outcome;
  readonly own: Outcome | null;
  readonly head: Playhead;
  readonly cleared: number;
  readonly dropped: number;
  readonly loss: Interval;
  readonly share: Interval;
}): ReactElement {
  const { stage, id, rect, plain, own, head, cleared, dropped } = props;
  const { theme } = stage;
  const shown = own ?? plain;
  const epochs = plain.course.length - 1;
  const { x: left, y: top, width, height } = inset(rect, 12);
  const [x, y, level] = [
    linearScale([0, epochs], [left, left + width]),
    linearScale(props.loss, [top + height, top]),
    linearScale(props.share, [top + height, top]),
  ];
  const line = (values: readonly number[], upTo: number): string =>
    polyline([
      ...values.slice(0, Math.floor(upTo) + 1).map((value, k): Place => [x(k), y(value)]),
      [x(upTo), y(valueAt(values, playheadOf(upTo, values.length)))],
    ]);
  const dashed = { stroke: theme.quiet, width: 3, dash: '8 8' } as const;
  const mine = own === null ? dashed : { stroke: theme.validation, width: 5 };
  const upTo = head.step + head.t;
  const tip: Place = [x(upTo), y(valueAt(shown.course, head))];
  const across = ({ shares }: Outcome, paint: typeof mine): ReactElement => {
    const at = level(mean(shares) ?? 0);
    return <Line from={[left, at]} to={[left + width * dropped, at]} {...paint} />;
  };
  const slot = width / shown.shares.length;
  return (
    <g>
      <Line from={[left, top + height]} to={[left + width, top + height]} stroke={theme.line} />
      <Clipped id={id} rect={rect}>
        <Fade in={1 - cleared}>
          {own !== null && <Path d={line(plain.course, epochs)} {...dashed} />}
          <Path d={line(shown.course, upTo)} {...mine} round />
          {upTo > 0 && upTo < shown.course.length - 1 && <Glow at={tip} r={8} colour={mine.stroke} />}
          <Dot at={tip} r={8} fill={mine.stroke} />
        </Fade>
        {dropped > 0 && across(plain, dashed)}
        {dropped > 0 && own !== null && across(own, mine)}
        {each(shown.shares, (share, i) => {
          const fallen = clamp(2 * dropped - i / shown.shares.length, 0, 1);
          return (
            <Dot
              at={[left + slot * (i + 0.5), lerp(top, level(share), fallen)]}
              r={Math.min(8, slot / 2.6)}
              fill={mine.stroke}
              opacity={0.75 * Math.min(1, 3 * fallen)}
            />
          );
        })}
      </Clipped>
    </g>
  );
}
