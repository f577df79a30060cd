import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { axesOf as axesFor } from '../../src/logs/drawn/axes.ts';
import { seenOn } from '../../src/scene/chart-view.ts';
import type { Moment as AnyMoment } from '../../src/scene/moment.ts';
import type { Mark } from '../../src/scene/parts/ChartMarks.tsx';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import type { RidingLabel } from '../../src/scene/parts/HeadLabels.tsx';
import { type LegendEntry, sign } from '../../src/scene/parts/Legend.tsx';
import { LineChart, type Ring } from '../../src/scene/parts/LineChart.tsx';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { type Colour, runColour, runDash } from '../../src/scene/theme.ts';
import { remember } from '../../src/sim/remember.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { logged, significant } from '../../src/story/numbers.ts';
import type en from './en.json';
import { curveOf, judged, lostAt, short, spelled } from './messages.ts';
import { gapAt, numberAt } from './readings.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunEvent, RunTrace } from './trace.ts';
import { axesOf, type Position, viewAt } from './view.ts';

export type Moment = AnyMoment<RunStory['parts'][number], keyof typeof en>;

/** Lines of no more values than this show each by a dot. */
const FEW = 40;
/** Small charts have a logarithmic axis from this ratio on. */
const SMALL_WIDE = 1000;
/** Seconds in which a ring spreads, and in which a mark appears. */
const RING = 1.4;
const APPEAR = 0.4;

/** What is marked above the chart. */
const MARKED: readonly RunEvent['kind'][] = [
  'best',
  'divergence',
  'recovery',
  'spike',
  'rate-drop',
  'rate-decay',
  'warm-up',
  'plateau',
  'restart',
  'lead',
  'parting',
];

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
  { head, step }: Position,
  {
    labelled = true,
    ...style
  }: Omit<Series, 'values' | 'steps' | 'upTo' | 'band'> & { readonly labelled?: boolean },
): readonly Series[] {
  const { steps, values, smooth, band } = curve;
  const line = { steps, upTo: head, light: 0.9, ...style, ...(band === null ? {} : { band }) };
  const lost = m.say('out', { what: 'NaN' });
  const widest = values.includes(null) && lost.length > widestOf(curve).length ? lost : widestOf(curve);
  const riding = (of: Curve): { readonly label?: RidingLabel } => {
    const now = numberAt(of, step);
    const words = now === null ? '' : now === 'lost' ? lost : logged(now);
    return labelled ? { label: { words, widest } } : {};
  };
  if (smooth === null) return [{ ...line, ...riding(curve), values, dots: few(curve) }];
  const { run: _, name: __, band: ___, glow: ____, light: _____, ...faint } = line;
  const moving = m.part.kind === 'run';
  return [
    { ...line, ...(moving ? riding({ ...curve, values: smooth }) : {}), values: smooth, width: 6 },
    { ...faint, ...(moving ? {} : riding(curve)), values, width: 2, opacity: 0.38 },
  ];
}

/** What has happened, with the frame from which on it is marked. */
function marksOf(m: Moment, trace: RunTrace, { step }: Position) {
  const run = m.story.parts.find((part) => part.kind === 'run');
  const told = run?.kind === 'run' ? run.events : [];
  const { theme } = m.stage;
  return told.flatMap((event) => {
    const since = run?.kind === 'run' ? (run.clock.onsets[run.stops.indexOf(event.at)] ?? 0) : 0;
    const there = m.part.kind === 'hook' ? event.at === m.part.shot.at : step >= event.at;
    if (!there || !MARKED.includes(event.kind)) return [];
    const lost = event.kind === 'divergence' && event.what !== 'growth';
    const value = 'value' in event ? event.value : 0;
    const better = event.kind === 'best' ? event.better : 'lower';
    const words = lost
      ? m.say('out', { what: spelled(event) })
      : m.say('mark', { kind: event.kind.replace('-', ''), value, better });
    const curve = event.kind === 'best' ? curveOf(trace, event.run, event.series) : undefined;
    const colour: Colour =
      curve === trace.lines[0]?.train && curve !== undefined
        ? theme.train
        : event.kind === 'best'
          ? theme.validation
          : event.kind === 'divergence'
            ? theme.text
            : theme.quiet;
    const { part, frame, story } = m;
    const shown =
      part.kind === 'run'
        ? progress({ start: since, end: since + APPEAR * story.fps }, frame + 1)
        : part.kind === 'hook'
          ? 1 - progress(part.rewind, frame)
          : 1;
    return [{ mark: { at: event.at, words, colour, shown } satisfies Mark, event, since }];
  });
}

/** A ring around a point when it happens; over the whole run around what the film asks about, again and again. */
function ringAt(
  m: Moment,
  trace: RunTrace,
  at: number,
  run: number,
  series: string,
  since: number,
): readonly Ring[] {
  const curve = curveOf(trace, run, series) ?? judged(trace, run);
  if (curve === null || !trace.lines.some(({ train, validation }) => curve === train || curve === validation))
    return [];
  const k = curve.steps.findLastIndex((step, i) => step <= at && curve.values[i] !== null);
  const [step, value] = [curve.steps[k], curve.values[k]];
  if (step === undefined || value === null || value === undefined) return [];
  const { part, frame, story } = m;
  const length = RING * story.fps;
  const start = part.kind === 'run' ? since : frame - ((frame - part.start) % length);
  const spread = easeOut(progress({ start, end: start + length }, frame));
  const asked = part.kind === 'hook' && frame < part.rewind.start;
  return part.kind === 'run' || asked
    ? [{ at: [step, value], colour: m.stage.theme.focus, spread: asked && frame === 0 ? 0.4 : spread }]
    : [];
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
            out: lost(run),
          };
          const style = { ...own, ...(lines.length <= 3 ? { name: name(short(id)) } : {}) };
          // The ranking has the numbers.
          return curve === null ? [] : drawn(m, curve, at, { ...style, labelled: false });
        })
      : lines.flatMap((line) =>
          LOSSES.flatMap((which, run) => {
            const curve = line[which];
            if (curve === null) return [];
            const out = lost(0) && (which === 'train' || line.train === null);
            const style = { colour: theme[which], run, name: name(curve.name), glow, out };
            return drawn(m, curve, at, style);
          }),
        );
  const behind = ghosts.flatMap((ghost) =>
    LOSSES.flatMap((which): readonly Series[] => {
      const curve = ghost[which];
      if (curve === null) return [];
      const { steps, values, smooth } = curve;
      return [
        { steps, values: smooth ?? values, upTo: at.head, colour: theme[which], width: 1.5, opacity: 0.45 },
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
    ...(paired && apart && gap !== null
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
            upTo: at.head,
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
            ? [{ words: isRate ? significant(now, 3) : logged(now), fill: 'text', bold: true }]
            : []
        }
      />
    );
  });
}
