import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { planTask, type RenderFlags } from '../../cli/render-task.ts';
import { plainJob } from '../../src/film/job.ts';
import { filmKey } from '../../src/film/make/film-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'film-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flags: RenderFlags = {
  seed: '1',
  fps: '30',
  format: 'landscape',
  scale: '1',
  theme: 'dark',
  lang: 'en',
  engine: 'native',
  captions: 'burned',
  pace: '1',
  out: 'out',
  cache: join(folder, 'cache'),
  cacheLimit: '4GB',
};
const keyOf = async (more: Partial<RenderFlags> = {}, film = 'learning-rate-trio'): Promise<string> =>
  filmKey(await planTask(film, { ...flags, ...more }));

describe('the key of a film', () => {
  it('changes with everything that determines its files', async () => {
    const others: readonly Partial<RenderFlags>[] = [
      {},
      { seed: '2' },
      { fps: '60' },
      { format: 'square' },
      { scale: '0.5' },
      { theme: 'light' },
      { captions: 'none' },
      { lang: 'de' },
      { pace: '1.5' },
      { frames: '0-99' },
      { crf: '20' },
      { preset: 'fast' },
      { draft: true },
      { mute: true },
      { props: '{"steps":41}' },
    ];
    const keys = await Promise.all([...others.map((more) => keyOf(more)), keyOf({}, 'optimizer-race')]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with output folder, workers, or whether default params are spelled out', async () => {
    for (const more of [
      { out: 'elsewhere', cache: join(folder, 'there'), cacheLimit: '1MB' },
      { workers: '7', json: true, force: true },
      { props: '{"steps":40}' },
    ])
      expect(await keyOf(more)).toBe(await keyOf());
  });

  it('changes with words, and with a brand, what is in it and where it is', async () => {
    const path = join(folder, 'brand.json');
    const branded = (seconds: number) => {
      writeFileSync(path, JSON.stringify({ name: 'X', intro: { seconds } }));
      return keyOf({ brand: path });
    };
    const plain = await keyOf({});
    const keys = [
      plain,
      await keyOf({ words: '{"title":"X"}' }),
      await keyOf({ title: 'Y' }),
      await branded(2),
      await branded(3),
    ];
    expect(new Set(keys).size).toBe(5);
    expect(await keyOf({ words: '{"en":{"title":"X"}}' })).toBe(keys[1]);
    expect(await keyOf({ words: '{}' })).toBe(plain);
  });

  it('changes with the content of a file named in the params', async () => {
    const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
    for (const path of [images, labels]) writeFileSync(path, 'one');
    const props = JSON.stringify({ data: { images, labels, train: 40, test: 20 } });
    const before = await keyOf({ props }, 'feature-space-evolution');
    expect(await keyOf({ props }, 'feature-space-evolution')).toBe(before);
    writeFileSync(labels, 'two');
    expect(await keyOf({ props }, 'feature-space-evolution')).not.toBe(before);
  });
});

describe('a task', () => {
  it('is created without simulating, and its job can be plain data', async () => {
    const task = await planTask('feature-space-evolution', { ...flags, cacheLimit: '1.5GB' });
    expect(structuredClone(plainJob(task.job))).toEqual({ ...task.job, film: 'feature-space-evolution' });
    expect(task.cacheLimit).toBe(1.5 * 2 ** 30);
  });

  it.each(['', 'x', '-1', '4XB', 'GB'])('refuses %j as a size', async (cacheLimit) => {
    await expect(planTask('learning-rate-trio', { ...flags, cacheLimit })).rejects.toThrow(/--cache-limit: /);
  });
});
