import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyCueSheet } from '../../audio/index.ts';
import { synthesize } from '../../audio/node.ts';
import { type ChromiumEngine, openChromium } from '../../cli/chromium.ts';
import { planTask } from '../../cli/render-task.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import type { Film } from '../../compositions/film.ts';
import { lossreelHere } from '../helpers/command.ts';
import { samples, tell } from '../helpers/films.ts';
import { decodedSound, locate } from '../helpers/sound.ts';

const out = mkdtempSync(join(tmpdir(), 'lossreel-engines-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** A film's sheet, its first tick, and the frames around that. */
function firstTick(film: Film) {
  const sample = samples.find((one) => one.film === film);
  if (sample === undefined) throw new Error('every film has a sample with its defaults');
  const { trace, story } = tell(sample);
  const sheet = film.score(trace, story);
  const tick = sheet.events.find(({ kind }) => kind === 'tick');
  if (tick === undefined) throw new Error('no tick');
  const frame = (tick.at * story.fps) / 48_000;
  return { tick, frame, first: frame - 15, last: frame + 15, samplesAFrame: 48_000 / story.fps };
}

const flags = { seed: '1', fps: '30', format: 'landscape', scale: '0.1', theme: 'dark', lang: 'en' };

/** Where the first tick of a film stands in the sound of a file, against where it belongs, in samples. */
async function lag(film: Film, file: string): Promise<number> {
  const { tick, frame, first, samplesAFrame } = firstTick(film);
  const { left, right } = await decodedSound(file);
  const mono = left.map((value, i) => value + (right[i] ?? 0));
  // The sound of the tick alone, from a sheet that has nothing else.
  const { left: alone } = await synthesize({
    ...emptyCueSheet(48_000),
    events: [{ ...tick, at: 0, pan: 0 }],
  });
  const expected = (frame - first) * samplesAFrame;
  return locate(alone.subarray(0, 960), mono, expected, 2400) - expected;
}

describe('an MP4 of the native engine', () => {
  it.each(CATALOGUE)('has the first tick of $id within 1 ms of its frame', async (film) => {
    const { first, last } = firstTick(film);
    const span = `${first}-${last}`;
    const { code, stderr } = await lossreelHere([
      ...['render', film.id, '--scale', flags.scale, '--frames', span, '--out', out],
    ]);
    expect(code, stderr).toBe(0);
    expect(Math.abs(await lag(film, join(out, `${film.id}-${span}.mp4`)))).toBeLessThanOrEqual(48);
  });
});

describe('an MP4 of the Chromium engine, of several with one browser', () => {
  const idle = new AbortController().signal;
  // It joins picture and sound as the native engine does; two films show that one browser serves several.
  const films = CATALOGUE.slice(0, 2);
  const tasks = films.map((film) => {
    const { first, last } = firstTick(film);
    const frames = `${first}-${last}`;
    const cache = { cache: join(out, 'cache'), cacheLimit: '1GB' };
    const options = { ...flags, ...cache, frames, engine: 'chromium', captions: 'burned', json: true };
    return planTask(film.id, { ...options, out: join(out, 'chromium') });
  });
  let engine: ChromiumEngine;
  beforeAll(async () => {
    engine = await openChromium(tasks);
  });
  afterAll(() => engine?.close());

  it.each(films)('has the first tick of $id within 1 ms of its frame', async (film) => {
    const task = tasks.find(({ job }) => job.film === film.id);
    if (task === undefined) throw new Error('no task');
    await engine.render(task, { onProgress: () => {}, signal: idle });
    expect(Math.abs(await lag(film, `${task.target}.mp4`))).toBeLessThanOrEqual(48);
  });
});
