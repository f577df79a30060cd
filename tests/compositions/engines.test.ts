import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channels, CueSheet } from '../../audio/index.ts';
import { synthesize } from '../../audio/node.ts';
import { planTask } from '../../cli/render-task.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { type ChromiumEngine, openChromium } from '../../compositions/remotion/chromium.ts';
import type { RenderTask } from '../../src/film/make/render-task.ts';
import { verifyFilm } from '../../src/film/verify/verify-film.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { lossreelHere } from '../helpers/command.ts';
import { quickSamples, tell } from '../helpers/films.ts';
import { decodedSound, locate } from '../helpers/sound.ts';

const out = mkdtempSync(join(tmpdir(), 'lossreel-engines-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

type Sample = (typeof quickSamples)[number];

/** A film need not tick; those that do, tick on time. */
const ticking = quickSamples.filter((sample) => {
  const { trace, story } = tell(sample);
  return sample.film.score(trace, story, DEFAULT_LOOK).events.some(({ kind }) => kind === 'tick');
});

/** A film's first tick, and the frames around that. */
function firstTick(sample: Sample) {
  const { trace, story } = tell(sample);
  const sheet = sample.film.score(trace, story, DEFAULT_LOOK);
  const tick = sheet.events.find(({ kind }) => kind === 'tick');
  if (tick === undefined) throw new Error('no tick');
  const frame = (tick.at * story.fps) / 48_000;
  return {
    sheet,
    frame,
    first: Math.max(0, frame - 15),
    last: frame + 15,
    samplesAFrame: 48_000 / story.fps,
  };
}

const flags = { seed: '1', fps: '30', format: 'landscape', scale: '0.1', theme: 'dark', lang: 'en' };

/**
 * What is to be heard up to three seconds after a film's first tick: as much as tells where it is. A whole film takes seconds
 * to synthesize.
 */
function opening(sheet: CueSheet, tick: number): CueSheet {
  const samples = Math.min(sheet.samples, Math.round(tick) + 3 * 48_000);
  const begun = <T extends { readonly start: number; readonly end: number }>(
    all: readonly T[],
  ): readonly T[] =>
    all
      .filter(({ start }) => start < samples)
      .map((stretch) => ({ ...stretch, end: Math.min(stretch.end, samples) }));
  return {
    ...sheet,
    samples,
    voices: sheet.voices.map((voice) => ({
      ...voice,
      phrases: begun(voice.phrases).map((phrase) => ({
        ...phrase,
        pitch: phrase.pitch.filter(([at], i) => i === 0 || at <= samples),
        ...(phrase.strikes ? { strikes: phrase.strikes.filter((at) => at < samples) } : {}),
      })),
    })),
    events: sheet.events.filter(({ at }) => at < samples),
    ground: begun(sheet.ground ?? []),
  };
}

/** Offset of the sound around a film's first tick in a file from where it belongs, in samples. */
async function lag(sample: Sample, file: string): Promise<number> {
  const { sheet, frame, first, samplesAFrame } = firstTick(sample);
  const mono = ({ left, right }: Channels) => left.map((value, i) => value + (right[i] ?? 0));
  const at = frame * samplesAFrame;
  const expected = (frame - first) * samplesAFrame;
  const native = mono(await synthesize(opening(sheet, at))).subarray(at, at + 4800);
  return locate(native, mono(await decodedSound(file)), expected, 2400) - expected;
}

// Sound and picture are joined alike for every film, and every cue sheet has its ticks on frames (law 7): two stand for all.
describe('an MP4 of the native engine', () => {
  it.each(ticking.slice(0, 2))('has the first tick of $name within 1 ms of its frame', async (sample) => {
    const { first, last } = firstTick(sample);
    const span = `${first}-${last}`;
    const options = [
      '--cache',
      join(out, 'cache'),
      '--props',
      JSON.stringify(sample.props),
      '--scale',
      flags.scale,
      '--frames',
      span,
    ];
    const { code, stderr } = await lossreelHere(['render', sample.name, ...options, '--out', out]);
    expect(code, stderr).toBe(0);
    expect(Math.abs(await lag(sample, join(out, `${sample.name}-${span}.mp4`)))).toBeLessThanOrEqual(48);
  });
});

describe('an MP4 of the Chromium engine, of several with one browser', () => {
  const idle = new AbortController().signal;
  // It joins picture and sound like the native engine; this one and the template show that one browser serves several.
  const films = ticking.slice(0, 1);
  const plan = (name: string, frames: string, props: object): Promise<RenderTask> => {
    const cache = { cache: join(out, 'cache'), cacheLimit: '1GB' };
    const options = {
      ...flags,
      ...cache,
      props: JSON.stringify(props),
      frames,
      engine: 'chromium',
      captions: 'burned',
      pace: '1',
      json: true,
    };
    return planTask(name, { ...options, out: join(out, 'chromium') });
  };
  const template = join(import.meta.dirname, '..', '..', 'template');
  let tasks: readonly RenderTask[] = [];
  let engine: ChromiumEngine;
  beforeAll(async () => {
    tasks = await Promise.all([
      plan(template, '30-33', {}),
      ...films.map((sample) => {
        const { first, last } = firstTick(sample);
        return plan(sample.name, `${first}-${last}`, sample.props);
      }),
    ]);
    engine = await openChromium(tasks);
  });
  afterAll(() => engine?.close());

  it.each(films)('has the first tick of $name within 1 ms of its frame', async (sample) => {
    const task = tasks.find(({ job }) => job.film === sample.film);
    if (task === undefined) throw new Error('no task');
    await engine.render(task, { onProgress: () => {}, signal: idle });
    expect(Math.abs(await lag(sample, `${task.target}.mp4`))).toBeLessThanOrEqual(48);
  });

  it('may be a film of one’s own among others: the browser draws what the native engine does', async () => {
    const task = tasks.find(({ job }) => job.film.origin?.path === template);
    if (task === undefined) throw new Error('no task');
    await engine.render(task, { onProgress: () => {}, signal: idle });
    const { checks } = await verifyFilm(task.target, CATALOGUE);
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(checks).toContainEqual(expect.objectContaining({ id: 'pictures', status: 'ok' }));
  });
});
