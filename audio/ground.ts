import { type Chord, SAMPLE_RATE } from './cue-sheet.ts';
import { smooth } from './envelope.ts';
import { type Channels, levelBelow } from './loudness.ts';
import { addScaled } from './mix.ts';
import { renderTones } from './tones.ts';

/** Samples after which every note of a chord, a multiple of 0.5 Hz, is where it began. */
const LOOP = 2 * SAMPLE_RATE;
/** Samples by which the right side is behind the left (11 ms): for the ear, a chord as wide as a room. */
const WIDTH = 523;
/** Samples (1.2 s) in which a chord comes, and after its end goes, so that one passes into the next. */
const SWELL = 57_600;
/** A chord breathes: every 6 s it is softer by this share. */
const BREATH = 6 * SAMPLE_RATE;
const BREATH_DEPTH = 0.3;
/** How far below the film's own sound the ground is, in LU, at gain 1: audible in a pause, and too soft to count as its loudness. */
const BELOW = 22;
/** Root mean square of a note on each side, before that. */
const LEVEL = 0.1;
/** Harmonics of its notes: close to a sine, as of a glass harmonica. */
const PARTIALS = [1, 0.18, 0.06];

/** Two seconds of each distinct note, which repeat without a seam. */
async function notesOf(chords: readonly Chord[]): Promise<ReadonlyMap<number, Float32Array>> {
  const pitches = [...new Set(chords.flatMap(({ hertz }) => hertz))];
  const size = Math.sqrt(PARTIALS.reduce((sum, p) => sum + p * p, 0) / 2);
  const partials = PARTIALS.map((p) => (p * LEVEL) / size);
  const notes = await renderTones(pitches.map((hertz) => ({ partials, samples: LOOP, hertz })));
  return new Map(pitches.map((hertz, i) => [hertz, notes[i] ?? new Float32Array(LOOP)]));
}

/** How loud a chord is at each sample of a breath, of its level. */
function breathing(): Float64Array {
  return Float64Array.from({ length: BREATH }, (_, i) => {
    const u = i / BREATH;
    return 1 - BREATH_DEPTH * smooth(u < 0.5 ? 2 * u : 2 - 2 * u);
  });
}

/** Adds a chord to a film's sound, with its coming and going. @param loop two seconds of it @param breath how loud it is in the course of one */
function addChord(
  { left, right }: Channels,
  loop: Float32Array,
  breath: Float64Array,
  { start, end, gain }: Chord,
): void {
  const rise = Math.min(SWELL, end - start);
  const stop = Math.min(end + SWELL, left.length);
  // By its place in the film, so that a chord that is held on has no seam.
  let [inBreath, onLeft, onRight] = [start % BREATH, start % LOOP, (start + LOOP - WIDTH) % LOOP];
  for (let at = start; at < stop; at++) {
    let level = gain;
    if (at - start < rise) level *= smooth((at - start) / rise);
    if (at >= end) level *= smooth((end + SWELL - at) / SWELL);
    level *= breath[inBreath] as number;
    left[at] = (left[at] as number) + level * (loop[onLeft] as number);
    right[at] = (right[at] as number) + level * (loop[onRight] as number);
    inBreath = inBreath + 1 === BREATH ? 0 : inBreath + 1;
    onLeft = onLeft + 1 === LOOP ? 0 : onLeft + 1;
    onRight = onRight + 1 === LOOP ? 0 : onRight + 1;
  }
}

/**
 * The chords of a film's ground, as long as the film and {@link BELOW} LU quieter than its own sound; if that has no loudness,
 * the ground is the film's sound.
 *
 * @param own the film's sound without it
 */
export async function groundOf(chords: readonly Chord[], own: Channels): Promise<Channels> {
  const samples = own.left.length;
  const ground = { left: new Float32Array(samples), right: new Float32Array(samples) };
  const audible = chords.filter(({ gain, hertz }) => gain > 0 && hertz.length > 0);
  const notes = await notesOf(audible);
  const loopOf = (hertz: readonly number[]): Float32Array => {
    const loop = new Float32Array(LOOP);
    for (const note of hertz) addScaled(loop, notes.get(note) ?? loop, 0, 1 / Math.sqrt(hertz.length));
    return loop;
  };
  const loops = audible.map(({ hertz }) => loopOf(hertz));
  const [first] = loops;
  if (first === undefined) return ground;
  const level = levelBelow({ left: first, right: first }, own, BELOW);
  const breath = breathing();
  for (const [i, chord] of audible.entries())
    addChord(ground, loops[i] ?? first, breath, { ...chord, gain: chord.gain * level });
  return ground;
}
