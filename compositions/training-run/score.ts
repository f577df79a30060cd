import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { panOf, type Song, scoring } from '../../audio/scoring.ts';
import { clamp } from '../../src/sim/maths.ts';
import { curveOf, curvesOf, judged, lostAt } from './messages.ts';
import { positionAt } from './position.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunTrace } from './trace.ts';

const RANGE = { lowestHertz: 110, highestHertz: 880 } as const;
/** Training left, validation right. */
const PAN = 0.45;
const GAIN = { hook: 0.28, run: 0.45, end: 0.2 } as const;
/** Seconds of silence before a part begins. */
const BREATH = 0.25;
/** On a linear axis, the lowest value sounds as if it lay this share of the range above zero. */
const FLOOR = 0.03;

/** The difference of larger numbers may be none. */
const LARGEST = 4e307;

/**
 * The sound of a run: each line is a voice whose pitch rises and falls with it, silent before its first value, where it is no
 * number, and once it has none any more. A chime at the best, an alarm where the loss is lost.
 */
export function score(trace: RunTrace, story: RunStory): CueSheet {
  const { facts, lines } = trace;
  const { values, logValues } = facts.axes;
  const lost = facts.kind !== 'race' && lostAt(trace, 0) !== undefined;
  // Where the loss is lost there is nothing to be heard any more.
  const s = scoring(story, !lost);
  const breath = Math.round(BREATH * story.fps);
  const [low, high] = values;
  const span = high - low;
  const hertz = (value: number): number => {
    const up = facts.better === 'higher' ? high - value : value - low;
    return logValues && facts.better !== 'higher'
      ? lossPitch(value, { lowest: low, highest: high, ...RANGE })
      : lossPitch(up + FLOOR * span, { lowest: FLOOR * span, highest: (1 + FLOOR) * span, ...RANGE });
  };
  /** What a curve sounds like at a frame: its last value until there, on its way to the next; `null` where it has none. */
  const heard = (curve: Curve, frame: number): number | null => {
    const part = story.parts.find(({ start, end }) => frame >= start && frame < end) ?? story.parts[0];
    if (part === undefined) return null;
    const { head } = positionAt(trace, part, frame);
    const k = curve.steps.findLastIndex((step) => step <= head);
    const drawn = curve.smooth ?? curve.values;
    const [from, to] = [drawn[k], drawn[k + 1]].map((value) =>
      typeof value === 'number' ? clamp(value, -LARGEST, LARGEST) : value,
    );
    if (from === null || from === undefined) return null;
    const [start = head, end = head] = [curve.steps[k], curve.steps[k + 1]];
    return to === null || to === undefined || end <= start
      ? from
      : from + ((to - from) * (head - start)) / (end - start);
  };
  /** The stretches of a part in which a curve has values. */
  const songs = (curve: Curve): readonly Song[] =>
    story.parts.flatMap((part): readonly Song[] => {
      const stretches: { from: number; to: number }[] = [];
      for (let frame = part.start; frame < part.end - breath; frame++) {
        if (heard(curve, frame) === null) continue;
        const open = stretches.at(-1);
        if (open?.to === frame - 1) open.to = frame;
        else stretches.push({ from: frame, to: frame });
      }
      return stretches.map(({ from, to }) => ({
        from,
        to,
        gain: GAIN[part.kind],
        hertz: (frame) => hertz(heard(curve, frame) ?? low),
        settles: true,
      }));
    });
  const race = facts.kind === 'race';
  lines.forEach((line, run) => {
    const sung = race ? [judged(trace, run)].filter((curve) => curve !== null) : curvesOf(line);
    sung.forEach((curve, i) => {
      const [index, count] = race ? [run, lines.length] : [i, sung.length];
      s.voice(
        race ? `run-${run + 1}` : curve.role === 'train-loss' || i === 0 ? 'train' : 'validation',
        { timbre: index, pan: panOf(index, count, PAN) },
        songs(curve),
      );
    });
  });
  for (const part of story.parts) {
    if (part.kind !== 'run') continue;
    // Waiting is no step.
    s.ticks(part.clock.landings.filter((_, k) => part.stops[k + 1] !== part.stops[k]));
    for (const event of part.events) {
      const frame = part.clock.onsets[part.stops.indexOf(event.at)] ?? part.start;
      if (event.kind === 'best' || event.kind === 'lead')
        s.chime(frame, {
          pan: curveOf(trace, event.run, event.series)?.role === 'validation-loss' ? PAN : 0,
        });
      if (event.kind === 'divergence' || event.kind === 'spike') s.alarm(frame);
    }
  }
  return s.sheet();
}
