import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { axesOf as axesFor } from '../../src/logs/drawn/axes.ts';
import { seenOn } from '../../src/scene/chart-view.ts';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { type LegendEntry, sign } from '../../src/scene/parts/Legend.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { smoothedLine } from '../../src/scene/parts/smoothed-line.ts';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type { Position } from '../../src/scene/stations.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { remember } from '../../src/sim/remember.ts';
import { logged } from '../../src/story/numbers.ts';
import { appeared, marksOf, ringAt } from './marks.ts';
import { judged, lostAt, ratesOf, short } from './messages.ts';
import { type Moment, untilRewind } from './moment.ts';
import { gapAt, numberAt } from './readings.ts';
import type { Curve, RunTrace } from './trace.ts';
import { axesOf, drawnUpTo, viewAt } from './view.ts';

/** Lines of no more values than this show each by a dot. */
const FEW = 40;
/** Small charts have a logarithmic axis from this ratio on. */
const SMALL_WIDE = 1000;
/** Light below a line that stands by itself, and below each of a few that race. */
const ALONE = 1;
const AMONG = 0.4;
const FEW_RUNS = 3;

/** Half of the way from the last number to where there is none: each step without one is hatched from the middle to the middle. */
const halfStep = ({ at, last }: NonNullable<ReturnType<typeof lostAt>>): number =>
  last === null ? 0.5 : (at - last.at) / 2;

/** The stretches until where the film is that have no number. */
const withoutNumber = (m: Moment, { facts: { events } }: RunTrace, { step, head }: Position) =>
  events.flatMap((event) => {
    if (event.kind !== 'divergence' || event.what === 'growth' || event.run !== 0 || step < event.at)
      return [];
    const half = halfStep(event);
    const end = event.next !== null && step >= event.next.at ? event.next.at - half : head + half;
    return [{ from: event.at - half, to: end, shown: appeared(m, event.at) }];
  });

const LOSSES = ['train', 'validation'] as const;

const few = ({ steps }: Curve): boolean => steps.length <= FEW;

/** The widest number of a curve, as it is written beside its head. */
const widestOf = remember(({ values }: Curve): string => {
  const [low = 0, high = 0] = extent(values.filter((value) => value !== null));
  return [low, high, (low + high) / 2].map(logged).reduce((a, b) => (b.length > a.length ? b : a), '0.000');
});

/** A curve up to where the film is. A number rides beside its end: of the average, or of the point where one of the log is told. */
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
  const rewinding = m.part.kind === 'hook' && m.frame >= m.part.rewind.start;
  const raw = isRaw(m, trace);
  const now = numberAt(raw ? curve : { ...curve, values: curve.smooth ?? curve.values }, at.step);
  // Beside the last number there is none any more: that stands where there are none.
  const words = typeof now === 'number' && !rewinding ? logged(now) : '';
  const label = labelled ? { label: { words, widest: widestOf(curve) } } : {};
  const own = { upTo: drawnUpTo(trace, curve, at), light: 0.9, dots: few(curve), ...style, ...label };
  return smoothedLine(curve, own, raw);
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
            ground: lines.length <= FEW_RUNS ? AMONG : 0,
            out: lost(run),
          };
          const style = { ...own, ...(lines.length <= FEW_RUNS ? { name: name(short(id)) } : {}) };
          // The ranking has the numbers.
          return curve === null ? [] : drawn(m, curve, trace, at, { ...style, labelled: false });
        })
      : lines.flatMap((line) =>
          LOSSES.flatMap((which, run) => {
            const curve = line[which];
            if (curve === null) return [];
            // Between the two the gap is shaded.
            const ground = which === 'train' || line.train === null ? ALONE : 0;
            const out = lost(0) && (which === 'train' || line.train === null);
            const style = { colour: theme[which], run, name: name(curve.name), glow, out, ground };
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
          upTo: drawnUpTo(trace, curve, at),
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
      apart
      rings={rings}
      more={more}
      without={kind === 'one' ? withoutNumber(m, trace, at) : []}
      {...(part.kind === 'hook' && part.opening.until < facts.axes.steps[1]
        ? { asked: { from: at.head, shown: untilRewind(m, part) } }
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
        apart
        x={{ label: '', domain: steps, log: logSteps }}
        y={{ label: '', domain: values, log: logValues }}
        series={[
          {
            steps: curve.steps,
            values: curve.values,
            upTo: drawnUpTo(trace, curve, at),
            colour,
            width: 4,
            run: 2,
            name,
            dots: few(curve),
            light: 0.6,
            ground: ALONE,
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
