import type { Phrase, Voice } from './cue-sheet.ts';
import { pitchCurve, shapeLine, TAIL } from './envelope.ts';
import { timbrePartials, voicePhase } from './instruments.ts';
import type { Clip } from './mix.ts';
import { renderTones } from './tones.ts';

/** The audible phrases of a voice, those that adjoin together: a line is sung in one breath. */
function linesOf(phrases: readonly Phrase[]): readonly (readonly Phrase[])[] {
  const lines: Phrase[][] = [];
  for (const phrase of phrases.filter(({ gain }) => gain > 0)) {
    const line = lines.at(-1);
    if (line !== undefined && line.at(-1)?.end === phrase.start) line.push(phrase);
    else lines.push([phrase]);
  }
  return lines;
}

/** The pitch of a line at each of its samples, and of its tail. */
function lineCurve(line: readonly Phrase[]): Float32Array {
  const curves = line.map(pitchCurve);
  const length = curves.reduce((sum, curve) => sum + curve.length, 0);
  const whole = new Float32Array(length + TAIL);
  let at = 0;
  for (const curve of curves) {
    whole.set(curve, at);
    at += curve.length;
  }
  return whole.fill(whole[at - 1] ?? 440, at);
}

const highestPitch = (line: readonly Phrase[]): number =>
  line.reduce((top, { pitch }) => pitch.reduce((highest, [, hertz]) => Math.max(highest, hertz), top), 0);

/** What a voice sings, one clip a line. @param index of the voice in its sheet */
export async function voiceClips(voice: Voice, index: number): Promise<readonly Clip[]> {
  const lines = linesOf(voice.phrases);
  const curves = lines.map(lineCurve);
  const phase = voicePhase(index);
  const tones = await renderTones(
    lines.map((line, i) => {
      const hertz = curves[i] ?? new Float32Array(0);
      return {
        partials: timbrePartials(voice.timbre, highestPitch(line)),
        phase,
        samples: hertz.length,
        hertz,
      };
    }),
  );
  return lines.map((line, i) => {
    const sound = tones[i] ?? new Float32Array(0);
    shapeLine(sound, curves[i] ?? new Float32Array(0), line);
    return { at: line[0]?.start ?? 0, sound, pan: voice.pan, gain: 1 };
  });
}
