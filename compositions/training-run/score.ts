import { extent } from 'd3-array';
import { type CueSheet, lossPitch, SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import { inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { finite } from '../../src/logs/drawn/points.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { clamp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { curveOf, curvesOf, judged, lostAt } from './messages.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunEvent, RunTrace, Shot } from './trace.ts';
import { drawnUpTo, positionAt } from './view.ts';

type Part = RunStory['parts'][number];

const RANGE = { lowestHertz: 110, highestHertz: 880 } as const;
/** Training left, validation right. */
const PAN = 0.45;
const GAIN = { hook: 0.28, run: 0.42, end: 0.2 } as const;
/** Seconds of silence before a part begins. */
const BREATH = 0.25;
/** A tone stands for so many seconds where nothing moves; a chord of the ground for no more than so many. */
const STAND = 2.5;
const CHORD = 8;
/** On a linear axis, the lowest value sounds as if it lay this share of the range above zero. */
const FLOOR = 0.03;
/** The difference of larger numbers may be none. */
const LARGEST = 4e307;

/** What is struck when something happens: notes one after the other, in hertz, and seconds between them. */
const GESTURES: Partial<Readonly<Record<RunEvent['kind'], readonly number[]>>> = {
  best: [660, 825, 990],
  lead: [495, 660, 990],
  recovery: [440, 660],
  spike: [440, 880, 1320],
  'rate-drop': [660, 495, 330],
  'rate-decay': [660, 495],
  parting: [550, 412.5],
  'warm-up': [330, 495],
};
const BETWEEN = 0.14;
/** The film comes home: the fifth and the octave over A, in seconds from its end. */
const HOME = [
  [1.9, 330],
  [1.6, 495],
  [1.3, 440],
] as const;

/**
 * The sound of a run: each line is a voice that steps up and down a scale with it, silent before its first value, where it is
 * no number, and once it has none any more: then all is silent but an alarm. What happens is struck as a few notes.
 */
export function score(trace: RunTrace, story: RunStory): CueSheet {
  const { facts, lines } = trace;
  const { values, logValues } = facts.axes;
  const s = scoring({ ...story, parts: story.parts.flatMap((part) => stretchesOf(part, story.fps)) });
  const breath = Math.round(BREATH * story.fps);
  const [low] = values;
  const hertz = (value: number, [low, high]: Interval = values): number => {
    const span = high - low;
    const up = facts.better === 'higher' ? high - value : value - low;
    return logValues && facts.better !== 'higher'
      ? lossPitch(value, { lowest: low, highest: high, ...RANGE })
      : lossPitch(up + FLOOR * span, { lowest: FLOOR * span, highest: (1 + FLOOR) * span, ...RANGE });
  };
  /** What a curve sounds like at a frame: its last value until there, on its way to the next; `null` where it has none. */
  const heard = (curve: Curve, frame: number): number | null => {
    const part = story.parts.find(({ start, end }) => frame >= start && frame < end) ?? story.parts[0];
    if (part === undefined) return null;
    const shot = shotAt(part, frame);
    const head =
      shot === undefined
        ? drawnUpTo(trace, curve, positionAt(trace, part, frame))
        : shot.from + progress(shot, frame) * (shot.at - shot.from);
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
  /** The values over which a voice sings: those of the axis, or, while a stretch is told, those that the told line has there. */
  const seen = (part: Part, frame: number): Interval => {
    const shot = shotAt(part, frame);
    if (shot === undefined) return values;
    const told = curveOf(trace, 0, shot.series);
    const reach = told && extent(finite(told).flatMap(({ at, value }) => (at >= shot.from ? [value] : [])));
    return reach?.[0] !== undefined && reach[0] < reach[1] ? reach : values;
  };
  /** The stretches of a part in which a curve has values. */
  const songs = (curve: Curve): readonly Song[] =>
    story.parts.flatMap((part): readonly Song[] => {
      const stretches: { from: number; to: number }[] = [];
      let moved = part.start;
      for (let frame = part.start; frame < part.end - breath; frame++) {
        const moves =
          part.kind !== 'end' && frame > part.start && headAt(part, frame) !== headAt(part, frame - 1);
        if (moves || shotAt(part, frame) !== undefined) moved = frame;
        const shot = shotAt(part, frame);
        if (shot !== undefined && shot.series !== curve.name) continue;
        if (frame - moved > STAND * story.fps || heard(curve, frame) === null) continue;
        const open = stretches.at(-1);
        if (open?.to === frame - 1) open.to = frame;
        else stretches.push({ from: frame, to: frame });
      }
      return stretches.map(({ from, to }) => ({
        from,
        to,
        gain: GAIN[part.kind],
        hertz: (frame) => inTune(hertz(heard(curve, frame) ?? low, seen(part, frame))),
        settles: true,
      }));
    });
  const headAt = (part: Part, frame: number): number => positionAt(trace, part, frame).head;
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
  const strike = (frame: number, notes: readonly number[], pan = 0): void =>
    notes.forEach((pitch, i) => {
      s.chime(frame + Math.round(BETWEEN * i * story.fps), { pitch, pan, gain: 0.24 });
    });
  for (const part of story.parts) {
    if (part.kind !== 'run') continue;
    // Waiting is no step.
    const landings = part.clock.landings.flatMap((frame, k) =>
      part.stops[k + 1] === part.stops[k] ? [] : [frame],
    );
    const main = judged(trace);
    s.ticks(landings, {
      pitch: landings.map((frame) => 2 * inTune(hertz((main && heard(main, frame)) ?? low))),
    });
    for (const event of part.events) {
      const frame = part.clock.onsets[part.stops.indexOf(event.at)] ?? part.start;
      const isHeld = 'series' in event && curveOf(trace, event.run, event.series)?.role === 'validation-loss';
      if (event.kind === 'divergence') s.alarm(frame);
      else strike(frame, GESTURES[event.kind] ?? [], isHeld ? PAN : 0);
    }
  }
  const lost = facts.kind === 'race' ? undefined : lostAt(trace, 0)?.at;
  for (const [before, pitch] of lost === undefined ? HOME : [])
    s.chime(story.frames - Math.round(before * story.fps), { pitch, gain: 0.2 });
  return lost === undefined ? s.sheet() : silentFrom(s.sheet(), story, lost);
}

/** A part in stretches none of which is too long for one chord. */
function stretchesOf({ start, end }: Part, fps: number): readonly { readonly start: number }[] {
  const count = Math.ceil((end - start) / (CHORD * fps));
  return Array.from({ length: count }, (_, i) => ({
    start: start + Math.round((i * (end - start)) / count),
  }));
}

/** The stretch of the whole run that is told at a frame of the end: it is played from where it begins. */
function shotAt(part: Part, frame: number) {
  const shots: readonly Shot[] = part.kind === 'end' ? part.shots : [];
  const shot = shots.find(({ start, end }) => frame >= start && frame < end);
  return shot?.from == null ? undefined : { ...shot, from: shot.from };
}

/** The sheet without its ground while there is no number any more: from a step on until the whole run is shown again. */
function silentFrom(sheet: CueSheet, { parts, fps }: RunStory, lost: number): CueSheet {
  const run = parts.find((part) => part.kind === 'run');
  if (run?.kind !== 'run' || sheet.ground === undefined) return sheet;
  const sample = (frame: number): number => (frame * SAMPLE_RATE) / fps;
  const from = sample(run.clock.onsets[run.stops.findIndex((stop) => stop >= lost)] ?? run.end);
  const to = sample(run.end);
  const ground = sheet.ground.flatMap((chord) => [
    { ...chord, end: Math.min(chord.end, from) },
    { ...chord, start: Math.max(chord.start, to) },
  ]);
  return { ...sheet, ground: ground.filter(({ start, end }) => end > start) };
}
