import type { CueSheet } from '../../audio/cue-sheet.ts';
import { inTune, panOf, scoring } from '../../audio/scoring.ts';
import { clamp, exp, lerp, ln } from '../../src/sim/maths.ts';
import { arrivalOf, endOf, type FrameRange, progress, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { partsOf } from '../../src/story/story.ts';
import { groupOf, runOf } from './commentary.ts';
import { ACTIVATIONS } from './params.ts';
import type { FlowRun, FlowTrace } from './simulation.ts';
import type { FlowStory } from './story.ts';
import { viewOf } from './view.ts';

/** Pitches of the smallest and the largest number: a phone plays them all, and none is shrill. */
const [LOW, HIGH] = [196, 784] as const;
const GAIN = { alone: 0.42, together: 0.3, note: 0.34, chime: 0.24 } as const;
/** Seconds that the tone of a number lasts. */
const HELD = 1.8;

/** A size between two others as a pitch: the larger the higher, evenly by powers of ten. */
function pitchOf(value: number, [least, most]: readonly [number, number]): number {
  const share = (ln(clamp(value, least, most)) - ln(least)) / (ln(most) - ln(least));
  return exp(lerp(ln(LOW), ln(HIGH), share));
}

/** The sound: signals sing as they go back, each number of the small network holds its tone, losses sing as they are trained. */
export function score(trace: FlowTrace, story: FlowStory): CueSheet {
  const s = scoring(story);
  const { lines, shares } = viewOf(trace);
  const last = trace.params.depth - 1;
  const { small } = trace.facts;
  /** Signals between two networks, sung at once: from the last layer back, or at layer 1 as they change. */
  const sing = (
    id: string,
    pairs: readonly (readonly FlowRun[])[],
    range: FrameRange,
    at: (t: number) => { readonly layer: number; readonly mix: number },
  ): void =>
    pairs.forEach(([from, to = from], i) => {
      const [a, b] = [from, to].map((run) => lines.get(run?.id ?? '') ?? []);
      const hertz = (frame: number): number => {
        const { layer, mix } = at(easeInOut(progress(range, frame)));
        const k = Math.min(Math.floor(layer), last - 1);
        const of = (values: readonly number[] = []): number =>
          lerp(ln(values[k] ?? 1), ln(values[k + 1] ?? 1), layer - k);
        return pitchOf(exp(lerp(of(a), of(b), mix)), shares);
      };
      const gain = pairs.length > 1 ? GAIN.together : GAIN.alone;
      s.voice(`${id}-${i}`, { timbre: i, pan: panOf(i, pairs.length, 0.6) }, [
        { from: range.start, to: range.end, hertz, gain },
      ]);
    });
  const back = (t: number) => ({ layer: last * (1 - t), mix: 0 });
  const change = (t: number) => ({ layer: 0, mix: t });
  /** Numbers that each hold a tone once they are known. */
  const notes = (
    id: string,
    clock: StepClock,
    values: readonly number[],
    [least, most]: readonly [number, number],
  ): void => {
    const starts = values.map((_, k) => arrivalOf(clock, k + 1));
    s.voice(
      id,
      { timbre: 1 },
      starts.map((from, k) => {
        const to = Math.min(from + Math.round(HELD * story.fps), (starts[k + 1] ?? from + 1e9) - 1);
        const pitch = inTune(pitchOf(Math.abs(values[k] ?? 0), [least, most]));
        return { from, to, hertz: () => pitch, gain: GAIN.note, strikes: [from] };
      }),
    );
    s.ticks(starts, { pitch: 440 });
  };
  const of = (group: FlowRun['group'], activation: string): readonly FlowRun[] =>
    groupOf(trace, group).filter((run) => run.activation === activation);
  const asked = runOf(trace, trace.facts.asked.id);

  for (const part of partsOf(story, 'question')) sing(part.id, [[asked]], part.sweep, back);
  for (const part of partsOf(story, 'forward')) {
    const values = small.before.layers.flatMap(({ values: [row = []] }) => row);
    notes(part.id, part.clock, [...values, small.before.loss], [0.02, 2]);
  }
  for (const part of partsOf(story, 'back')) {
    // The way back is traced: each slope of it holds its tone, the smaller the lower.
    const path = small.path.slice(1).toReversed();
    const slopes = path.map((unit, k) => small.before.layers.at(-1 - k)?.deltas[0]?.[unit] ?? 0);
    const [input = 0, unit = 0] = small.path;
    slopes.push(small.before.layers[0]?.weights[unit]?.[input] ?? 0);
    notes(part.id, part.clock, slopes, [0.01, 1]);
  }
  for (const part of partsOf(story, 'update')) {
    const { landings } = part.clock;
    const { loss } = small.after;
    notes(
      part.id,
      part.clock,
      landings.map((_, k) => lerp(small.before.loss, loss, k / (landings.length - 1))),
      [0.02, 2],
    );
    if (loss < small.before.loss) s.chime(endOf(part.clock), { gain: GAIN.chime, pitch: 880 });
    else if (loss > small.before.loss) s.alarm(endOf(part.clock));
    s.chime(part.fly.end, { gain: GAIN.chime, pitch: 550 });
  }
  for (const part of partsOf(story, 'deep')) {
    sing(
      part.id,
      ACTIVATIONS.map((activation) => of('scales', activation).slice(0, 1)),
      part.sweep,
      back,
    );
    part.morphs.forEach((range, i) => {
      sing(
        `${part.id}-${i}`,
        ACTIVATIONS.map((activation) => of('scales', activation).slice(i, i + 2)),
        range,
        change,
      );
    });
  }
  for (const part of partsOf(story, 'why')) {
    sing(part.id, [[asked]], part.factors, back);
    s.ticks([part.tangent.start], { pitch: 330 });
  }
  for (const part of partsOf(story, 'init'))
    sing(
      part.id,
      ACTIVATIONS.map((one) => [...of('scales', one).slice(0, 1), ...of('initialised', one)]),
      part.sweep,
      change,
    );
  for (const part of partsOf(story, 'residual')) {
    sing(
      part.id,
      ACTIVATIONS.map((one) => [...of('initialised', one), ...of('residual', one)]),
      part.sweep,
      change,
    );
    s.chime(part.sweep.end, { gain: GAIN.chime, pitch: 660 });
  }
  for (const part of partsOf(story, 'clip')) {
    const runs = groupOf(trace, 'clipping');
    const start = runs[0]?.losses[0] ?? 1;
    const range = { start: part.clock.onsets[0] ?? 0, end: endOf(part.clock) };
    runs.forEach((run, i) => {
      const hertz = (frame: number): number => {
        const at = Math.round(progress(range, frame) * (part.clock.onsets.length - 1));
        const loss = run.losses[Math.min(at, run.losses.length - 1)] ?? start;
        return pitchOf(loss, [1e-3 * start, 1e3 * start]);
      };
      s.voice(`clip-${run.id}`, { timbre: i, pan: panOf(i, runs.length, 0.6) }, [
        { from: range.start, to: range.end, hertz, gain: GAIN.together, settles: true },
      ]);
    });
    if (runs.some(({ losses }) => Math.max(...losses) > 2 * start)) s.alarm(arrivalOf(part.clock, 1));
  }
  for (const part of partsOf(story, 'answer')) {
    sing(part.id, [[asked], [runOf(trace, trace.facts.answer.id)]], part.sweep, back);
    s.cadence(part.sweep.end, part.said.end);
  }
  return s.sheet();
}
