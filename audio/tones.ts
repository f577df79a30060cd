import type * as ToneModule from 'tone';
import { SAMPLE_RATE } from './cue-sheet.ts';

/** A tone to be made: harmonics as amplitudes, and its pitch in hertz, constant or sample by sample. */
export interface ToneRequest {
  readonly partials: readonly number[];
  readonly samples: number;
  readonly hertz: number | Float32Array;
}

/** Samples that the engine computes at once. Tones start on such a boundary, so none depends on the tones before it. */
const BLOCK = 128;

/** Hertz of an oscillator that nothing was scheduled for: only then is a pitch signal added to it cheaply. */
const REST = 440;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes tones with Tone.js, each an oscillator that starts at phase 0, all end to end in one offline context,
 * and hands them back one by one. Only what sounds is computed. Nothing but oscillators is used: no node that
 * differs between engines, that draws random numbers, or that sums more than one signal at a time.
 *
 * Where there is no Web Audio (Node), it must have been given to the global object before.
 */
export function renderTones(requests: readonly ToneRequest[]): Promise<readonly Float32Array[]> {
  if (requests.length === 0) return Promise.resolve([]);
  // Tone keeps its current context in a global: two renderings at once would write into each other's.
  const rendered = turn.then(() => renderNow(requests));
  turn = rendered.catch(() => undefined);
  return rendered;
}

async function renderNow(requests: readonly ToneRequest[]): Promise<readonly Float32Array[]> {
  // Tone greets whoever loads it on the console, unless asked not to.
  Object.assign(globalThis, { TONE_SILENCE_LOGGING: true });
  const Tone = await import('tone');
  const starts: number[] = [];
  let length = 0;
  for (const request of requests) {
    starts.push(length);
    length += Math.ceil(request.samples / BLOCK) * BLOCK;
  }
  // Half a sample more than needed: a product that is rounded down must not cost the last sample.
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
  oscillator.setPeriodicWave(wave(context, request.partials));
  // Straight to the end: Tone's own destination adds gains that change nothing and cost as much as the tone.
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

function wave(context: ToneModule.BaseContext, partials: readonly number[]): PeriodicWave {
  const sines = Float32Array.of(0, ...partials);
  return context.createPeriodicWave(new Float32Array(sines.length), sines, { disableNormalization: true });
}
