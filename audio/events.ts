import { type CueEvent, SAMPLE_RATE } from './cue-sheet.ts';
import { shapeStrike } from './envelope.ts';
import { eventStrikes, type Strike } from './instruments.ts';
import { addScaled, type Clip } from './mix.ts';
import { renderTones } from './tones.ts';

const soundKey = ({ kind, pitch }: CueEvent): string => `${kind} ${pitch}`;

/** Each distinct sound is synthesized once, in the order of its first use, and placed wherever it occurs. */
export async function eventClips(events: readonly CueEvent[]): Promise<readonly Clip[]> {
  const audible = events.filter(({ gain }) => gain > 0);
  const strikes = new Map<string, readonly Strike[]>();
  const requests = [];
  for (const event of audible) {
    if (strikes.has(soundKey(event))) continue;
    const parts = eventStrikes(event.kind, event.pitch);
    strikes.set(soundKey(event), parts);
    for (const { ratio, partials, duration } of parts)
      requests.push({
        partials,
        samples: Math.round(duration * SAMPLE_RATE),
        hertz: event.pitch * ratio,
      });
  }
  const tones = [...(await renderTones(requests))];
  const sounds = new Map<string, Float32Array>();
  for (const [key, parts] of strikes) sounds.set(key, joinStrikes(parts, tones.splice(0, parts.length)));
  return audible.map((event) => {
    const { at, pan, gain } = event;
    return { at, sound: sounds.get(soundKey(event)) ?? new Float32Array(0), pan, gain };
  });
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
