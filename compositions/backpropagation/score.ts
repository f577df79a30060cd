import type { CueSheet } from '../../audio/cue-sheet.ts';
import { inTune, panOf, scoring } from '../../audio/scoring.ts';
import { clamp, exp, lerp, ln } from '../../src/sim/maths.ts';
import { arrivalOf, endOf, type FrameRange, progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { partsOf } from '../../src/story/story.ts';
import { groupOf, runOf } from './commentary.ts';
import type { FlowRun, FlowTrace } from './simulation.ts';
import type { FlowStory } from './story.ts';
import { viewOf } from './view.ts';

const [LOW, HIGH] = [110, 1760] as const;
const GAIN = { alone: 0.42, together: 0.3, chime: 0.24 } as const;

/** A size between two others as a pitch: the larger the higher, evenly by powers of ten. */
function pitchOf(value: number, [least, most]: readonly [number, number]): number {
  const share = (ln(clamp(value, least, most)) - ln(least)) / (ln(most) - ln(least));
  return exp(lerp(ln(LOW), ln(HIGH), share));
}

/** The sound: signals sing as they go back, numbers of the small network are notes, losses sing as they are trained. */
export function score(trace: FlowTrace, story: FlowStory): CueSheet {
  const s = scoring(story);
  const { lines, shares } = viewOf(trace);
  const last = trace.params.depth - 1;
  /** A run's signal, sung from the last layer back; its layers are struck. */
  const sweep = (id: string, runs: readonly FlowRun[], range: FrameRange, gain: number): void => {
    runs.forEach((run, i) => {
      const values = lines.get(run.id) ?? [];
      const at = (frame: number): number => easeInOut(progress(range, frame)) * last;
      const hertz = (frame: number): number => {
        const k = Math.floor(at(frame));
        const [from = 1, to = from] = [values[k], values[k + 1]];
        return pitchOf(exp(lerp(ln(from), ln(to), at(frame) - k)), shares);
      };
      s.voice(`${id}-${run.id}`, { timbre: i, pan: panOf(i, runs.length, 0.6) }, [
        { from: range.start, to: range.end, hertz, gain },
      ]);
    });
  };
  const { small } = trace.facts;

  for (const part of partsOf(story, 'question')) {
    const run = runOf(trace, trace.facts.asked.id);
    sweep(part.id, [run], part.sweep, GAIN.alone);
    if (run.verdict !== 'steady') s.alarm(part.sweep.end);
  }
  for (const part of partsOf(story, 'forward')) {
    const values = small.before.layers.flatMap(({ values: [row = []] }) => row.map(Math.abs));
    const notes = [...values, small.before.loss];
    s.ticks(
      notes.map((_, k) => arrivalOf(part.clock, k + 1)),
      { pitch: notes.map((value) => inTune(pitchOf(value, [0.02, 2]))) },
    );
    s.chime(endOf(part.clock), { gain: GAIN.chime, pitch: 440 });
  }
  for (const part of partsOf(story, 'back')) {
    // The way back is traced: each number of it a note, the smaller the lower.
    const path = small.path.slice(1).toReversed();
    const notes = path.map((unit, k) => small.before.layers.at(-1 - k)?.deltas[0]?.[unit] ?? 0);
    const [input = 0, unit = 0] = small.path;
    notes.push(small.before.layers[0]?.weights[unit]?.[input] ?? 0);
    s.ticks(
      notes.map((_, k) => arrivalOf(part.clock, k + 1)),
      { pitch: notes.map((value) => inTune(pitchOf(Math.abs(value), [0.002, 2]))) },
    );
    s.chime(arrivalOf(part.clock, notes.length), { gain: GAIN.chime, pitch: 660 });
  }
  for (const part of partsOf(story, 'heat')) s.chime(part.fly.end, { gain: GAIN.chime, pitch: 550 });
  for (const part of partsOf(story, 'update')) {
    const moves = part.clock.landings;
    s.ticks(moves.slice(0, -1), { pitch: moves.slice(0, -1).map((_, k) => inTune(330 * (1 + k / 4))) });
    const falls = small.after.loss < small.before.loss;
    if (falls) s.chime(moves.at(-1) ?? part.start, { gain: GAIN.chime, pitch: 880 });
    else if (small.after.loss > small.before.loss) s.alarm(moves.at(-1) ?? part.start);
  }
  for (const part of partsOf(story, 'deep')) {
    const first = groupOf(trace, 'scales').filter(({ scales }) => scales[0] === trace.params.scales[0]);
    sweep(part.id, first, part.sweep, GAIN.together);
    s.chime(part.verdicts.start, { gain: GAIN.chime, pitch: 440 });
  }
  for (const part of partsOf(story, 'why')) {
    s.ticks([part.factors.start, part.power.start], { pitch: [330, 220] });
  }
  for (const part of [...partsOf(story, 'init'), ...partsOf(story, 'residual')]) {
    const runs = groupOf(trace, part.kind === 'init' ? 'initialised' : 'residual');
    sweep(part.id, runs, part.sweep, GAIN.together);
    if (runs.some(({ verdict }) => verdict === 'steady'))
      s.chime(part.sweep.end, { gain: GAIN.chime, pitch: 880 });
  }
  for (const part of partsOf(story, 'clip')) {
    const runs = groupOf(trace, 'clipping');
    const start = runs[0]?.losses[0] ?? 1;
    runs.forEach((run, i) => {
      const hertz = (frame: number): number => {
        const at =
          progress({ start: part.clock.onsets[0] ?? 0, end: endOf(part.clock) }, frame) *
          (part.clock.onsets.length - 1);
        return pitchOf(run.losses[Math.min(Math.round(at), run.losses.length - 1)] ?? start, [
          1e-3 * start,
          1e3 * start,
        ]);
      };
      s.voice(`clip-${run.id}`, { timbre: i, pan: panOf(i, runs.length, 0.6) }, [
        { from: part.clock.onsets[0] ?? 0, to: endOf(part.clock), hertz, gain: GAIN.together, settles: true },
      ]);
    });
    if (runs.some(({ losses }) => Math.max(...losses) > 2 * start)) s.alarm(arrivalOf(part.clock, 1));
    s.chime(part.endFrame, { gain: GAIN.chime });
  }
  for (const part of partsOf(story, 'answer')) {
    sweep(part.id, [runOf(trace, trace.facts.answer.id)], part.sweep, GAIN.together);
    s.cadence(part.sweep.end, part.said.end);
  }
  return s.sheet();
}
