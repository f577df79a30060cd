import { bedBeneath } from './bed.ts';
import type { CueSheet, EventKind } from './cue-sheet.ts';
import { validateCueSheet } from './cue-sheet-checks.ts';
import { duck } from './ducking.ts';
import { eventClips } from './events.ts';
import { groundOf } from './ground.ts';
import type { Channels } from './loudness.ts';
import { addScaled, addTo, type Clip, fadeOut, masterGain, mix, type Stereo, scale } from './mix.ts';
import { narrated } from './narration.ts';
import { inRoom } from './room.ts';
import { voiceClips } from './voices.ts';

/** Something that can be heard by itself: a voice, or all events of a kind. */
export interface Part {
  /** `voice-ID`, `ticks`, `chimes` or `alarms`. */
  readonly id: string;
  readonly clips: readonly Clip[];
}

/** A part of a film's sound as it is in the mix: panned, in the room, faded, with the mix's gain. */
export interface Stem extends Channels {
  /** `voice-ID`, `ticks`, `chimes`, `alarms`, `ground` or `bed`, `narration`. */
  readonly id: string;
}

const KINDS: readonly EventKind[] = ['tick', 'chime', 'alarm'];

/**
 * Synthesizes the complete sound of a film: voices in the order of the sheet, then events by kind, in a room; then the ground
 * or, in its place, a bed of music; faded out over the last two seconds and brought to −16 LUFS (or −2 dBTP) by one constant
 * gain. A narration is laid over it, all else ducked.
 *
 * On a given platform, the same sheet gives the same samples, whatever else is synthesized before or concurrently.
 *
 * @param bed music at 48 kHz
 * @param narration the recordings of the sheet's narration at 48 kHz, in its order
 * @throws Error naming the field if the sheet is not valid, or a recording is missing
 */
export async function synthesize(
  sheet: CueSheet,
  bed?: Channels,
  narration: readonly Channels[] = [],
): Promise<Stereo> {
  return mixParts(sheet, await synthesizeParts(sheet), bed, narration);
}

/** The mix of a sheet's parts, as {@link synthesize} describes it. */
export async function mixParts(
  sheet: CueSheet,
  parts: readonly Part[],
  bed?: Channels,
  narration: readonly Channels[] = [],
): Promise<Stereo> {
  const clips = parts.flatMap((part) => part.clips);
  const sound = inRoom(mix(clips, sheet.samples));
  addTo(sound, await beneath(sheet, sound, bed));
  fadeOut(sound);
  const gain = masterGain(sound);
  scale(sound, gain);
  if (sheet.narration === undefined) return { ...sound, gain };
  const { beneath: whole, voice, gain: further } = narrated(sheet, sound, narration);
  addTo(whole, voice);
  return { ...whole, gain: gain * further };
}

/**
 * The same sound in parts, which add up to it but for the rounding of single precision.
 *
 * @param bed music at 48 kHz
 * @param narration the recordings of the sheet's narration at 48 kHz, in its order
 * @throws Error naming the field if the sheet is not valid, or a recording is missing
 */
export async function synthesizeStems(
  sheet: CueSheet,
  bed?: Channels,
  narration: readonly Channels[] = [],
): Promise<readonly Stem[]> {
  const parts = await synthesizeParts(sheet);
  const stems: Stem[] = parts.map(({ id, clips }) => ({ id, ...inRoom(mix(clips, sheet.samples)) }));
  const own = mix([], sheet.samples);
  for (const stem of stems) addTo(own, stem);
  const lowest = await beneath(sheet, own, bed);
  if (lowest.left.some((x) => x !== 0) || lowest.right.some((x) => x !== 0))
    stems.push({ id: bed ? 'bed' : 'ground', ...lowest });
  addTo(own, lowest);
  fadeOut(own);
  const gain = masterGain(own);
  scale(own, gain);
  for (const stem of stems) {
    fadeOut(stem);
    scale(stem, gain);
  }
  if (sheet.narration === undefined) return stems;
  const { voice, gain: further, ducking } = narrated(sheet, own, narration);
  for (const stem of stems) duck(stem, ducking, further);
  return [...stems, { id: 'narration', ...voice }];
}

/**
 * One voice alone, mono, as long as the film: before pan, room, final fade-out and overall gain.
 *
 * @throws Error if the sheet is not valid or has no such voice
 */
export async function synthesizeStem(sheet: CueSheet, voiceId: string): Promise<Float32Array> {
  validateCueSheet(sheet);
  const index = sheet.voices.findIndex(({ id }) => id === voiceId);
  const voice = sheet.voices[index];
  if (voice === undefined) throw new Error(`cue sheet: no voice "${voiceId}"`);
  const stem = new Float32Array(sheet.samples);
  for (const { at, sound, gain } of await voiceClips(voice, index)) addScaled(stem, sound, at, gain);
  return stem;
}

/**
 * What a sheet's voices and events sound like, each by itself: dry, before pan, room and gain.
 *
 * @throws Error naming the field if the sheet is not valid
 */
export async function synthesizeParts(sheet: CueSheet): Promise<readonly Part[]> {
  validateCueSheet(sheet);
  const parts: Part[] = [];
  for (const [index, voice] of sheet.voices.entries())
    parts.push({ id: `voice-${voice.id}`, clips: await voiceClips(voice, index) });
  for (const kind of KINDS)
    parts.push({
      id: `${kind}s`,
      clips: await eventClips(sheet.events.filter((event) => event.kind === kind)),
    });
  return parts.filter(({ clips }) => clips.length > 0);
}

/** What lies beneath a film's own sound. */
const beneath = async (sheet: CueSheet, own: Channels, bed: Channels | undefined): Promise<Channels> =>
  bed === undefined ? groundOf(sheet.ground ?? [], own) : bedBeneath(bed, sheet, own);
