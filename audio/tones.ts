import type * as ToneModule from 'tone';
import { SAMPLE_RATE } from './cue-sheet.ts';

/** A tone to synthesize: amplitudes of its harmonics, and its pitch in hertz, constant or per sample. */
export interface ToneRequest {
  readonly partials: readonly number[];
  /** Phase of every harmonic as cosine and sine; 1 and 0, a sine, when absent. */
  readonly phase?: readonly [cosine: number, sine: number];
  readonly samples: number;
  readonly hertz: number | Float32Array;
}

/** Block size of the engine in samples. Tones start on block boundaries, so none depends on the tones before it. */
const BLOCK = 128;

/** Frequency of an oscillator without scheduled values, in hertz: only then is adding a pitch signal cheap. */
const REST = 440;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Synthesizes tones with Tone.js, each an oscillator that starts at its phase, end to end in one offline context,
 * and returns them one by one. Only what sounds is computed. Nothing but oscillators is used: no node that
 * differs between engines, draws random numbers, or sums more than one signal at a time.
 *
 * In an environment without Web Audio (Node), it must have been added to the global object first.
 */
export function renderTones(requests: readonly ToneRequest[]): Promise<readonly Float32Array[]> {
  if (requests.length === 0) return Promise.resolve([]);
  // Tone keeps its current context in a global: concurrent renderings would interfere.
  const rendered = turn.then(() => renderNow(requests));
  turn = rendered.catch(() => undefined);
  return rendered;
}

async function renderNow(requests: readonly ToneRequest[]): Promise<readonly Float32Array[]> {
  // Tone prints a greeting on the console unless told not to.
  Object.assign(globalThis, { TONE_SILENCE_LOGGING: true });
  const Tone = await import('tone');
  const starts: number[] = [];
  let length = 0;
  for (const request of requests) {
    starts.push(length);
    length += Math.ceil(request.samples / BLOCK) * BLOCK;
  }
  // Half a sample more than needed: a product rounded down must not lose the last sample.
  const rendered = await Tone.Offline(
    (context) => {
      requests.forEach((request, i) => {
        startTone(Tone, context, request, starts[i] ?? 0);
      });
    },
    (length + 0.5) / SAMPLE_RATE,
    1,
    SAMPLE_RATE,
  );
  const all = rendered.getChannelData(0);
  return requests.map((request, i) => all.slice(starts[i] ?? 0, (starts[i] ?? 0) + request.samples));
}

function startTone(
  Tone: typeof ToneModule,
  context: ToneModule.OfflineContext | ToneModule.BaseContext,
  request: ToneRequest,
  start: number,
): void {
  const time = start / SAMPLE_RATE;
  const end = (start + request.samples) / SAMPLE_RATE;
  const { hertz } = request;
  const oscillator = new Tone.ToneOscillatorNode({
    context: context as ToneModule.Context,
    frequency: typeof hertz === 'number' ? hertz : REST,
  });
  oscillator.setPeriodicWave(wave(context, request));
  // Connect directly: Tone's own destination adds gain nodes that change nothing and cost as much as the tone.
  Tone.connect(oscillator, context.rawContext.destination);
  if (typeof hertz !== 'number') {
    // The pitch as a signal: exact at each sample, and far cheaper than a list of ramps.
    const buffer = context.createBuffer(1, hertz.length, SAMPLE_RATE);
    buffer.copyToChannel(
      hertz.map((f) => f - REST),
      0,
    );
    const pitch = context.createBufferSource();
    pitch.buffer = buffer;
    Tone.connect(pitch, oscillator.frequency);
    pitch.start(time);
  }
  oscillator.start(time).stop(end);
}

function wave(
  context: ToneModule.BaseContext,
  { partials, phase: [cosine, sine] = [1, 0] }: ToneRequest,
): PeriodicWave {
  // sin(x + φ) = cos φ · sin x + sin φ · cos x
  const cosines = Float32Array.of(0, ...partials.map((a) => a * sine));
  const sines = Float32Array.of(0, ...partials.map((a) => a * cosine));
  return context.createPeriodicWave(cosines, sines, { disableNormalization: true });
}
