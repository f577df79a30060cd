import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp } from '../../sim/maths.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { Moment } from '../moment.ts';
import type { Mark } from '../parts/ChartMarks.tsx';
import { sign } from '../parts/Legend.tsx';
import { LineChart } from '../parts/LineChart.tsx';
import type { Rect } from '../rect.ts';

/** A line of errors: on own or new points, out of bag, or what comes of a cure left out. */
export interface ErrorLine {
  readonly values: readonly number[];
  readonly name: string;
  readonly kind: 'own' | 'new' | 'outOfBag' | 'without';
  /** The place on the x axis that it has come to. */
  readonly upTo: number;
  /** The step of the first value that is drawn, and how many are left out before it. */
  readonly from?: number;
  readonly skip?: number;
}

const percents = rememberFor(
  (values: readonly number[], { from = 0, skip = 0 }: Pick<ErrorLine, 'from' | 'skip'>) => {
    const drawn = values.slice(skip);
    return { values: drawn.map((value) => 100 * value), steps: drawn.map((_, i) => i + from) };
  },
  ({ from, skip }) => `${from} ${skip}`,
);

/** Errors in percent by depth, trees or rounds. @param id unique within the frame */
export function errorChart(
  m: Moment,
  rect: Rect,
  id: string,
  {
    label,
    domain,
    lines,
    marks = [],
  }: {
    readonly label: string;
    readonly domain: Interval;
    readonly lines: readonly ErrorLine[];
    readonly marks?: readonly Mark[];
  },
): ReactElement {
  const { theme } = m.stage;
  const looks = {
    own: { colour: theme.train, dash: '', width: 5 },
    new: { colour: theme.validation, dash: '', width: 6 },
    outOfBag: { colour: theme.focus, dash: '5 7', width: 4 },
    without: { colour: theme.text, dash: '16 8', width: 4 },
  } as const;
  const [first, last] = [domain[0], Math.max(domain[1], domain[0] + 1)];
  const top = Math.max(...lines.flatMap(({ values, skip = 0 }) => values.slice(skip)));
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id={id}
      x={{ label, domain: [first, last] }}
      y={{ label: m.say('wrong'), domain: [0, Math.max(10, Math.ceil(20 * top) * 5)] }}
      series={lines.map(({ values, kind, upTo, ...where }) => ({
        ...percents(values, where),
        ...looks[kind],
        upTo,
        opacity: upTo > first ? 1 : 0,
        ...(kind === 'new' ? { run: 0 } : {}),
      }))}
      more={lines.map(({ name, kind, upTo }) => ({
        sign:
          kind === 'new' ? sign.marker(0, looks.new.colour) : sign.line(looks[kind].colour, looks[kind].dash),
        words: name,
        fill: looks[kind].colour,
        bold: true,
        shown: kind === 'own' || kind === 'new' ? 1 : clamp((8 * (upTo - first)) / (last - first), 0, 1),
      }))}
      marks={marks}
    />
  );
}
