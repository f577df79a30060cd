import type { ReactElement } from 'react';
import { axesOf } from '../../src/logs/drawn/axes.ts';
import type { Moment as AnyMoment } from '../../src/scene/moment.ts';
import type { Mark } from '../../src/scene/parts/ChartMarks.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import type { LegendEntry } from '../../src/scene/parts/Legend.tsx';
import { LineChart, type Ring, type Series } from '../../src/scene/parts/LineChart.tsx';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { progress } from '../../src/story/clock.ts';
import type en from './en.json';
import { curveOf, judged, lostAt, short, spelled } from './messages.ts';
import { type Position, windowAt } from './position.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunEvent, RunTrace } from './trace.ts';
import { hookEvent } from './verdict.ts';

export type Moment = AnyMoment<RunStory['parts'][number], keyof typeof en>;

/** Lines of no more values than this show each by a dot. */
const FEW = 40;
/** Small charts have a logarithmic axis from this ratio on. */
const SMALL_WIDE = 1000;
/** Seconds in which a ring spreads, and in which a mark appears. */
const RING = 1.4;
const APPEAR = 0.4;

const MARKS = {
  best: 'markBest',
  'validation-rise': null,
  way: null,
  divergence: 'markGrowth',
  recovery: 'markAgain',
  spike: 'markSpike',
  'rate-drop': 'markCut',
  'warm-up': 'markWarmUp',
  plateau: 'markPlateau',
  restart: 'markRestart',
  lead: 'markLead',
  parting: 'markParting',
} as const;

const LOSSES = ['train', 'validation'] as const;

const few = ({ steps }: Curve): boolean => steps.length <= FEW;

/** A curve as the chart draws it: all its values faint behind their average, if it is smoothed. */
function drawn(
  curve: Curve,
  { head }: Position,
  style: Omit<Series, 'values' | 'steps' | 'upTo' | 'band'> & { readonly glow: number },
): readonly Series[] {
  const { steps, values, smooth, band } = curve;
  const line = { steps, upTo: head, ...style, ...(band === null ? {} : { band }) };
  if (smooth === null) return [{ ...line, values, dots: few(curve) }];
  const { run: _, name: __, band: ___, glow: ____, ...faint } = line;
  return [
    { ...faint, values, width: 2.5, opacity: 0.4 },
    { ...line, values: smooth, width: 6 },
  ];
}

/** The event's name where it is marked, with the frame from which on it is. */
function marksOf(
  m: Moment,
  trace: RunTrace,
  { step }: Position,
): readonly { readonly mark: Mark; readonly event: RunEvent; readonly since: number }[] {
  const run = m.story.parts.find((part) => part.kind === 'run');
  const told = run?.kind === 'run' ? run.events : [];
  const asked = hookEvent(trace);
  const { theme } = m.stage;
  return told.flatMap((event) => {
    const since = run?.kind === 'run' ? (run.clock.onsets[run.stops.indexOf(event.at)] ?? 0) : 0;
    const there =
      m.part.kind === 'hook'
        ? event === asked || (asked?.kind === 'validation-rise' && event.kind === 'best')
        : step >= event.at;
    if (!there) return [];
    const mark = MARKS[event.kind];
    if (mark === null) return [];
    const lost = event.kind === 'divergence' && event.what !== 'growth';
    const words = lost ? m.say('out', { what: spelled(event) }) : m.say(mark);
    const colour =
      event.kind === 'best' ? theme.validation : event.kind === 'divergence' ? theme.text : theme.quiet;
    const shown =
      m.part.kind === 'run' ? progress({ start: since, end: since + APPEAR * m.story.fps }, m.frame + 1) : 1;
    return [
      {
        mark: {
          at: event.at,
          words,
          colour,
          shown: m.part.kind === 'hook' ? 1 - progress(m.part.rewind, m.frame) : shown,
        },
        event,
        since,
      },
    ];
  });
}

/** A ring around what an event is about, when it happens, and over the whole run now and then. */
function ringOf(m: Moment, trace: RunTrace, event: RunEvent, since: number, nth: number): readonly Ring[] {
  const curve = curveOf(trace, event.run, 'series' in event ? event.series : '') ?? judged(trace, event.run);
  if (curve === null || !trace.lines.some(({ train, validation }) => curve === train || curve === validation))
    return [];
  const k = curve.steps.findLastIndex((step, i) => step <= event.at && curve.values[i] !== null);
  const [at, value] = [curve.steps[k], curve.values[k]];
  if (at === undefined || value === null || value === undefined) return [];
  const start = m.part.kind === 'run' ? since : m.part.start + m.story.fps * (0.4 + 0.7 * nth);
  return [
    {
      at: [at, value],
      colour: m.stage.theme.focus,
      spread: progress({ start, end: start + RING * m.story.fps }, m.frame),
    },
  ];
}

/** The curves of all runs up to where the film is, with what has happened. */
export function mainChart(m: Moment, rect: Rect, trace: RunTrace, at: Position): ReactElement {
  const { facts, lines, ghosts } = trace;
  const { theme } = m.stage;
  const { axes, kind, smoothing } = facts;
  const lost = (run: number): boolean => at.step >= (lostAt(trace, run)?.at ?? Number.POSITIVE_INFINITY);
  const glow = m.part.kind === 'run' ? 1 : 0;
  const name = (words: string): string =>
    shortened(m.stage, words, (rect.width - 160) / 2, { size: SIZE.small, bold: true });
  const series =
    kind === 'race'
      ? lines.flatMap(({ id }, run): readonly Series[] => {
          const curve = judged(trace, run);
          const own = { colour: runColour(theme, run), dash: runDash(run), run, glow, out: lost(run) };
          const named = lines.length > 3 ? own : { ...own, name: name(short(id)) };
          return curve === null ? [] : drawn(curve, at, named);
        })
      : lines.flatMap((line) =>
          LOSSES.flatMap((which, run) => {
            const curve = line[which];
            const out = lost(0) && (which === 'train' || line.train === null);
            return curve === null
              ? []
              : drawn(curve, at, { colour: theme[which], run, name: name(curve.name), glow, out });
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
  const window = windowAt(trace, m, hookEvent(trace)?.at);
  const inside = (step: number): boolean => step >= window[0] && step <= window[1];
  const happened = marksOf(m, trace, at).filter(({ mark }) => inside(mark.at));
  const more: readonly LegendEntry[] = [
    ...(smoothing > 0 ? [{ words: m.say('smoothed', { factor: smoothing }) }] : []),
    ...(kind === 'group' ? [{ words: m.say('band', { n: ghosts.length }) }] : []),
  ];
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="run"
      x={{ label: m.say('unit', { unit: facts.unit }), domain: window, log: axes.logSteps }}
      y={{ label: '', domain: axes.values, log: axes.logValues }}
      series={[...behind, ...series]}
      marks={happened.map(({ mark }) => mark)}
      high
      rings={happened.flatMap(({ event, since }, i) => ringOf(m, trace, event, since, i))}
      more={more}
      link={kind === 'one' && smoothing === 0 && facts.paired}
    />
  );
}

/** The schedule and other numbers of the run. */
export function smallCharts(
  m: Moment,
  places: readonly Rect[],
  trace: RunTrace,
  { head }: Position,
): ReactElement {
  const { theme } = m.stage;
  const { steps, logSteps } = trace.facts.axes;
  return each(places, (rect, i) => {
    const curve = trace.small[i];
    if (curve === undefined) return null;
    const points = curve.steps.flatMap((step, k) => {
      const value = curve.values[k];
      return value === null || value === undefined ? [] : [[step, value] as const];
    });
    const { values, logValues } = axesOf([points], steps, SMALL_WIDE);
    const colour =
      curve.role === 'rate' ? theme.focus : curve.role === 'gradient-norm' ? theme.gradient : theme.curve;
    const name = shortened(m.stage, curve.name, rect.width - 80, { size: SIZE.small, bold: true });
    return (
      <LineChart
        stage={m.stage}
        rect={{ ...rect, y: rect.y - 8 }}
        id={`small-${i}`}
        x={{ label: '', domain: steps, log: logSteps }}
        y={{ label: '', domain: values, log: logValues }}
        series={[
          {
            steps: curve.steps,
            values: curve.values,
            upTo: head,
            colour,
            width: 4,
            run: 2,
            name,
            dots: few(curve),
          },
        ]}
      />
    );
  });
}

/** What a curve has at a step: its last value until there, none before its first, and `lost` where it is no number. */
export function numberAt(curve: Curve | null, step: number): number | 'lost' | null {
  const last = curve?.steps.findLastIndex((at) => at <= step) ?? -1;
  return curve === null || last < 0 ? null : (curve.values[last] ?? 'lost');
}
