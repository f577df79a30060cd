/** What has happened, as it is marked in the chart. */
import type { Mark } from '../../src/scene/parts/ChartMarks.tsx';
import type { Ring } from '../../src/scene/parts/LineChart.tsx';
import type { Position } from '../../src/scene/stations.ts';
import type { Colour } from '../../src/scene/theme.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { curveOf, judged, spelled } from './messages.ts';
import type { Moment } from './moment.ts';
import type { RunEvent, RunTrace } from './trace.ts';

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

/** How much there is of what is marked at a step from then on, 0 to 1. */
export function appeared({ part, frame, story }: Moment, at: number): number {
  if (part.kind === 'hook') return 1 - progress(part.rewind, frame);
  if (part.kind === 'end') return 1;
  const since = part.clock.onsets[part.stops.indexOf(at)] ?? 0;
  return progress({ start: since, end: since + APPEAR * story.fps }, frame + 1);
}

/** What has happened, with the frame from which on it is marked. */
export function marksOf(m: Moment, trace: RunTrace, { step }: Position) {
  const run = m.story.parts.find((part) => part.kind === 'run');
  const told = run?.kind === 'run' ? run.events : [];
  const { theme } = m.stage;
  return told.flatMap((event) => {
    const since = run?.kind === 'run' ? (run.clock.onsets[run.stops.indexOf(event.at)] ?? 0) : 0;
    const there =
      m.part.kind === 'hook'
        ? event.at === m.part.shot.at && m.part.opening.until < trace.facts.axes.steps[1]
        : step >= event.at;
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
    const shown = appeared(m, event.at);
    return [{ mark: { at: event.at, words, colour, shown } satisfies Mark, event, since }];
  });
}

/** A ring around a point when it happens; over the whole run around what the film asks about, again and again. */
export function ringAt(
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
