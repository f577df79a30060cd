import { type CueEvent, type CueSheet, type Phrase, SAMPLE_RATE, type Voice } from './cue-sheet.ts';
import { validateCueSheet } from './cue-sheet-checks.ts';
import { pitchCurve, shapePhrase, shapeStrike, strikeTone } from './envelope.ts';
import { eventStrikes, type Strike, timbrePartials } from './instruments.ts';
import { addScaled, type Clip, master, mix, type Stereo } from './mix.ts';
import { renderTones } from './tones.ts';

/**
 * Synthesizes the complete sound of a film: voices, then events, each in the order of the sheet, mixed, faded out at
 * the end and brought to −16 LUFS (or −2 dBTP) by one constant gain.
 *
 * On a given platform, the same sheet gives the same samples, whatever else is synthesized before or concurrently.
 *
 * @throws Error naming the field if the sheet is not valid
 */
export async function synthesize(sheet: CueSheet): Promise<Stereo> {
  validateCueSheet(sheet);
  const clips: Clip[] = [];
  for (const voice of sheet.voices) clips.push(...(await voiceClips(voice)));
  clips.push(...(await eventClips(sheet.events)));
  return master(mix(clips, sheet.samples));
}

/**
 * One voice alone, mono, as long as the film: before pan, final fade-out and overall gain.
 *
 * @throws Error if the sheet is not valid or has no such voice
 */
export async function synthesizeStem(sheet: CueSheet, voiceId: string): Promise<Float32Array> {
  validateCueSheet(sheet);
  const voice = sheet.voices.find(({ id }) => id === voiceId);
  if (voice === undefined) throw new Error(`cue sheet: no voice "${voiceId}"`);
  const stem = new Float32Array(sheet.samples);
  for (const { at, sound, gain } of await voiceClips(voice)) addScaled(stem, sound, at, gain);
  return stem;
}

async function voiceClips(voice: Voice): Promise<readonly Clip[]> {
  const phrases = voice.phrases.filter(({ gain }) => gain > 0);
  const curves = phrases.map(pitchCurve);
  const tones = await renderTones(
    phrases.map((phrase, i) => ({
      partials: timbrePartials(voice.timbre, highestPitch(phrase)),
      samples: phrase.end - phrase.start,
      hertz: curves[i] ?? 440,
    })),
  );
  return phrases.map((phrase, i) => {
    const sound = tones[i] ?? new Float32Array(0);
    shapePhrase(sound, curves[i] ?? new Float32Array(0), phrase.gain);
    strikeTone(
      sound,
      (phrase.strikes ?? []).map((at) => at - phrase.start),
    );
    return { at: phrase.start, sound, pan: voice.pan, gain: 1 };
  });
}

function highestPitch(phrase: Phrase): number {
  return phrase.pitch.reduce((highest, [, hertz]) => Math.max(highest, hertz), 0);
}

/** Each distinct sound is synthesized once, in the order of its first use, and placed wherever it occurs. */
async function eventClips(events: readonly CueEvent[]): Promise<readonly Clip[]> {
  const audible = events.filter(({ gain }) => gain > 0);
  const strikes = new Map<string, readonly Strike[]>();
  const requests = [];
  for (const { kind, pitch } of audible) {
    if (strikes.has(soundKey(kind, pitch))) continue;
    const parts = eventStrikes(kind, pitch);
    strikes.set(soundKey(kind, pitch), parts);
    for (const { ratio, partials, duration } of parts)
      requests.push({ partials, samples: Math.round(duration * SAMPLE_RATE), hertz: pitch * ratio });
  }
  const tones = [...(await renderTones(requests))];
  const sounds = new Map<string, Float32Array>();
  for (const [key, parts] of strikes) sounds.set(key, joinStrikes(parts, tones.splice(0, parts.length)));
  return audible.map(({ kind, pitch, at, pan, gain }) => {
    const sound = sounds.get(soundKey(kind, pitch)) ?? new Float32Array(0);
    return { at, sound, pan, gain };
  });
}

function soundKey(kind: string, pitch: number): string {
  return `${kind} ${pitch}`;
}

function joinStrikes(strikes: readonly Strike[], tones: readonly Float32Array[]): Float32Array {
  const ends = strikes.map(({ delay, duration }) => Math.round((delay + duration) * SAMPLE_RATE));
  const sound = new Float32Array(Math.max(0, ...ends));
  strikes.forEach((strike, i) => {
    const tone = tones[i] ?? new Float32Array(0);
    shapeStrike(tone, strike);
    addScaled(sound, tone, Math.round(strike.delay * SAMPLE_RATE), 1);
  });
  return sound;
}
