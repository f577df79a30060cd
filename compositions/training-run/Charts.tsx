import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { axesOf as axesFor } from '../../src/logs/drawn/axes.ts';
import { seenOn } from '../../src/scene/chart-view.ts';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import type { RidingLabel } from '../../src/scene/parts/HeadLabels.tsx';
import { type LegendEntry, sign } from '../../src/scene/parts/Legend.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { remember } from '../../src/sim/remember.ts';
import { logged } from '../../src/story/numbers.ts';
import { marksOf, ringAt } from './marks.ts';
import { judged, lostAt, ratesOf, short } from './messages.ts';
import type { Moment } from './moment.ts';
import { gapAt, numberAt } from './readings.ts';
import type { Curve, RunTrace } from './trace.ts';
import { axesOf, type Position, reachOf, viewAt } from './view.ts';

/** Lines of no more values than this show each by a dot. */
const FEW = 40;
/** Small charts have a logarithmic axis from this ratio on. */
const SMALL_WIDE = 1000;

/** Half of the way from the last number to where there is none: each step without one is hatched from the middle to the middle. */
const halfStep = ({ at, last }: NonNullable<ReturnType<typeof lostAt>>): number =>
  last === null ? 0.5 : (at - last.at) / 2;

const LOSSES = ['train', 'validation'] as const;

const few = ({ steps }: Curve): boolean => steps.length <= FEW;

/** The widest number of a curve, as it is written beside its head. */
const widestOf = remember(({ values }: Curve): string => {
  const [low = 0, high = 0] = extent(values.filter((value) => value !== null));
  return [low, high, (low + high) / 2].map(logged).reduce((a, b) => (b.length > a.length ? b : a), '0.000');
});

/**
 * A curve as the chart draws it: all its values faint behind their average, if it is smoothed. A number rides beside its end:
 * that of the average while it moves, the last that was logged where all of it is seen.
 */
function drawn(
  m: Moment,
  curve: Curve,
  trace: RunTrace,
  at: Position,
  {
    labelled = true,
    ...style
  }: Omit<Series, 'values' | 'steps' | 'upTo' | 'band'> & { readonly labelled?: boolean },
): readonly Series[] {
  const { steps, values, smooth, band } = curve;
  const line = {
    steps,
    upTo: reachOf(trace, curve, at),
    light: 0.9,
    ...style,
    ...(band === null ? {} : { band }),
  };
  const rewinding = m.part.kind === 'hook' && m.frame >= m.part.rewind.start;
  const riding = (of: Curve): { readonly label?: RidingLabel } => {
    const now = numberAt(of, at.step);
    // Beside the last number there is none any more: that stands where there are none.
    const words = typeof now === 'number' && !rewinding ? logged(now) : '';
    return labelled ? { label: { words, widest: widestOf(curve) } } : {};
  };
  if (smooth === null) return [{ ...line, ...riding(curve), values, dots: few(curve) }];
  const { run, name, band: _, glow, light, out, ...plain } = line;
  const [marker, legendary] = [
    {
      ...(run === undefined ? {} : { run }),
      ...(glow === undefined ? {} : { glow }),
      ...(out === undefined ? {} : { out }),
    },
    { ...(name === undefined ? {} : { name }) },
  ];
  // While it moves the average has the marker and the number; where a number of the log is told, or all is seen, its point has.
  return isRaw(m, trace)
    ? [
        { ...plain, ...(light === undefined ? {} : { light }), values: smooth, width: 6 },
        { ...plain, ...legendary, values, width: 2, opacity: 0.38 },
        { ...plain, ...marker, ...riding(curve), values, width: 0 },
      ]
    : [
        { ...line, ...riding({ ...curve, values: smooth }), values: smooth, width: 6 },
        { ...plain, values, width: 2, opacity: 0.38 },
      ];
}

/** Of a smoothed line what is told of the average, and not of a value in the log. */
const AVERAGED: ReadonlySet<string> = new Set([
  'captionWay',
  'captionAfterCut',
  'captionRead',
  'captionPlateau',
]);

/** Whether a number of the log is told, not one of the average. */
function isRaw({ part, frame, story }: Moment, { facts }: RunTrace): boolean {
  // A ranking has numbers of the log all the time.
  if (part.kind !== 'run' || facts.kind === 'race') return true;
  const said = story.captions.find(({ start, end }) => frame >= start && frame < end)?.message.key;
  return said !== undefined && !AVERAGED.has(said);
}

/** The curves of all runs up to where the film is, with what has happened. */
export function mainChart(m: Moment, rect: Rect, trace: RunTrace, at: Position): ReactElement {
  const { facts, lines, ghosts } = trace;
  const { theme } = m.stage;
  const { kind, smoothing, contest, paired } = facts;
  const { part } = m;
  const lost = (run: number): boolean => at.step >= (lostAt(trace, run)?.at ?? Number.POSITIVE_INFINITY);
  const gone = lostAt(trace, 0);
  const glow = part.kind === 'run' ? 1 : 0.6;
  const name = (words: string): string =>
    shortened(m.stage, words, (rect.width - 160) / 2, { size: SIZE.small, bold: true });
  const series =
    kind === 'race'
      ? lines.flatMap(({ id }, run): readonly Series[] => {
          const curve = judged(trace, run);
          const own = {
            colour: runColour(theme, run),
            dash: runDash(run),
            run,
            glow,
            light: 0.5,
            out: lost(run),
          };
          const style = { ...own, ...(lines.length <= 3 ? { name: name(short(id)) } : {}) };
          // The ranking has the numbers.
          return curve === null ? [] : drawn(m, curve, trace, at, { ...style, labelled: false });
        })
      : lines.flatMap((line) =>
          LOSSES.flatMap((which, run) => {
            const curve = line[which];
            if (curve === null) return [];
            const out = lost(0) && (which === 'train' || line.train === null);
            const style = { colour: theme[which], run, name: name(curve.name), glow, out };
            return drawn(m, curve, trace, at, style);
          }),
        );
  const behind = (kind === 'group' ? ghosts : []).flatMap((ghost) =>
    LOSSES.flatMap((which): readonly Series[] => {
      const curve = ghost[which];
      if (curve === null) return [];
      const { steps, values, smooth } = curve;
      return [
        {
          steps,
          values: smooth ?? values,
          upTo: reachOf(trace, curve, at),
          colour: theme[which],
          width: 1.5,
          opacity: 0.45,
        },
      ];
    }),
  );
  const axes = axesOf(trace);
  const view = viewAt(trace, m.story, part, m.frame);
  const [x, y] = [seenOn(axes.x, view.x), seenOn(axes.y, view.y)];
  const happened = marksOf(m, trace, at).filter(({ mark }) => mark.at >= x[0] && mark.at <= x[1]);
  const both =
    kind === 'one' && !contest
      ? LOSSES.map((which) =>
          series.findIndex(({ run, colour }) => run !== undefined && colour === theme[which]),
        )
      : [];
  const [first = -1, second = -1] = both;
  const apart = first >= 0 && second >= 0;
  const gap = gapAt(trace, at);
  const more: readonly LegendEntry[] = [
    // Where validation is better there is none: an average over an epoch lags behind what is measured at its end.
    ...(paired && apart && gap !== null && gap.startsWith('−') === (facts.better === 'higher')
      ? [{ sign: sign.square(theme.validation), words: m.say('gapNow', { gap }), fill: theme.validation }]
      : []),
    ...(smoothing > 0 ? [{ words: m.say('smoothed', { factor: smoothing }) }] : []),
    ...(kind === 'group' ? [{ words: m.say('band', { n: ghosts.length }) }] : []),
  ];
  const rings =
    part.kind === 'hook'
      ? ringAt(m, trace, part.shot.at, part.opening.run, part.shot.series, 0)
      : happened.flatMap(({ event, since }) =>
          ringAt(m, trace, event.at, event.run, 'series' in event ? event.series : '', since),
        );
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="run"
      x={{ label: m.say('unit', { unit: facts.unit }), domain: x, log: axes.x.log }}
      y={{ label: '', domain: y, log: axes.y.log, part: true }}
      series={[...behind, ...series]}
      marks={happened.map(({ mark }) => mark)}
      high
      rings={rings}
      more={more}
      {...(gone !== undefined && kind === 'one' && at.step >= gone.at
        ? { without: { from: gone.at - halfStep(gone), to: at.head + halfStep(gone) } }
        : {})}
      {...(apart
        ? { between: { lines: [first + behind.length, second + behind.length], fill: theme.validation } }
        : {})}
    />
  );
}

/** The schedule and other numbers of the run. */
export function smallCharts(m: Moment, places: readonly Rect[], trace: RunTrace, at: Position): ReactElement {
  const { theme } = m.stage;
  const { steps, logSteps } = trace.facts.axes;
  return each(places, (rect, i) => {
    const curve = trace.small[i];
    if (curve === undefined) return null;
    const points = curve.steps.flatMap((step, k) => {
      const value = curve.values[k];
      return value === null || value === undefined ? [] : [[step, value] as const];
    });
    const { values, logValues } = axesFor([points], steps, SMALL_WIDE);
    const isRate = curve.role === 'rate';
    const colour = isRate ? theme.focus : curve.role === 'gradient-norm' ? theme.gradient : theme.curve;
    const now = numberAt(curve, at.step);
    const name = shortened(m.stage, curve.name, rect.width - 260, { size: SIZE.small, bold: true });
    return (
      <LineChart
        stage={m.stage}
        rect={rect}
        id={`small-${i}`}
        x={{ label: '', domain: steps, log: logSteps }}
        y={{ label: '', domain: values, log: logValues }}
        series={[
          {
            steps: curve.steps,
            values: curve.values,
            upTo: reachOf(trace, curve, at),
            colour,
            width: 4,
            run: 2,
            name,
            dots: few(curve),
            light: 0.6,
          },
        ]}
        more={
          typeof now === 'number'
            ? [
                {
                  words: isRate ? m.word(ratesOf(trace, curve.name)(now)) : logged(now),
                  fill: 'text',
                  bold: true,
                },
              ]
            : []
        }
      />
    );
  });
}
