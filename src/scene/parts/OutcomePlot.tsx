import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { type Playhead, playheadOf, valueAt } from '../../story/playhead.ts';
import { polyline } from '../curve.ts';
import type { Place, Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Glow } from './Glow.tsx';
import { SmallAxes, smallMultiple } from './SmallMultiple.tsx';
import { Dot, Line, Path } from './shapes.tsx';

/** One way of training: the loss of one run after each epoch; of all runs, the loss in the end and the share of errors. */
export interface Outcome {
  readonly course: readonly number[];
  readonly losses: readonly number[];
  readonly shares: readonly number[];
}

/**
 * What a way of training comes to, beside another it is compared with, which is dashed: the loss of one run over the epochs;
 * then the losses in the end of all runs as dots, with their mean as a line; then the same dots as shares of errors. One of
 * several alike, see {@link smallMultiple}.
 *
 * @param props.id unique within the frame
 * @param props.own `null` for the way that others are compared with
 * @param props.head how far the course is drawn
 * @param props.cleared how far it has made way for the dots, `dropped`: how many of those are there, `judged`: how far they
 *   have become errors, 0 … 1 each
 * @param props.floor the share of errors that nobody can do without, dotted
 * @param props.end words below the right end of the epochs; @param props.words opacity of the axes
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
  readonly judged: number;
  readonly loss: Interval;
  readonly share: Interval;
  readonly shareText: (share: number) => string;
  readonly floor: number;
  readonly end: string;
  readonly words: number;
}): ReactElement {
  const { stage, id, rect, plain, own, head, cleared, dropped, judged, words } = props;
  const { theme } = stage;
  const shown = own ?? plain;
  const epochs = plain.course.length - 1;
  const area = smallMultiple(rect, [0, epochs], props.loss);
  const shares = smallMultiple(rect, [0, epochs], props.share);
  const { x, y } = area;
  const line = (values: readonly number[], upTo: number): string =>
    polyline([
      ...values.slice(0, Math.floor(upTo) + 1).map((value, k): Place => [x(k), y(value)]),
      [x(upTo), y(valueAt(values, playheadOf(upTo, values.length)))],
    ]);
  const dashed = { stroke: theme.quiet, width: 3, dash: '8 8' } as const;
  const mine = own === null ? dashed : ({ stroke: theme.validation as Colour, width: 5 } as const);
  const upTo = head.step + head.t;
  const tip: Place = [x(upTo), y(valueAt(shown.course, head))];
  const { x: left, y: top, width } = area.rect;
  /** Where a run's dot or a mean is, on its way from the losses to the errors. */
  const level = (loss: number, share: number): number => lerp(y(loss), shares.y(share), judged);
  const across = (of: Outcome, paint: typeof dashed | typeof mine): ReactElement => {
    const height = level(mean(of.losses) ?? 0, mean(of.shares) ?? 0);
    return <Line from={[left, height]} to={[left + width, height]} {...paint} />;
  };
  const slot = width / shown.losses.length;
  const floor = shares.y(props.floor);
  return (
    <g>
      <Fade in={Math.min(words, 1 - 2 * judged)}>
        <SmallAxes stage={stage} area={area} y={props.loss} end={props.end} ending={1 - cleared} />
      </Fade>
      <Fade in={Math.min(words, 2 * judged - 1)}>
        <SmallAxes stage={stage} area={shares} y={props.share} yText={props.shareText} />
        <Line
          from={[left, floor]}
          to={[left + width, floor]}
          stroke={theme.text}
          width={3}
          dash="4 11"
          round
        />
      </Fade>
      <Clipped id={id} rect={rect}>
        <Fade in={1 - cleared}>
          {own !== null && <Path d={line(plain.course, epochs)} {...dashed} />}
          <Path d={line(shown.course, upTo)} {...mine} round />
          {upTo > 0 && upTo < shown.course.length - 1 && <Glow at={tip} r={8} colour={mine.stroke} />}
          <Dot at={tip} r={8} fill={mine.stroke} />
        </Fade>
        <Fade in={dropped}>
          {across(plain, dashed)}
          {across(shown, mine)}
        </Fade>
        {each(shown.losses, (loss, i) => {
          const fallen = clamp(2 * dropped - i / shown.losses.length, 0, 1);
          const height = lerp(top, level(loss, shown.shares[i] ?? 0), fallen);
          return (
            <Dot
              at={[left + slot * (i + 0.5), height]}
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
