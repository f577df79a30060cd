import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filmKey } from '../../cli/film-key.ts';
import { planTask, type RenderFlags } from '../../cli/render-task.ts';

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
  out: 'out',
  cache: 'cache',
  cacheLimit: '4GB',
};
const keyOf = (more: Partial<RenderFlags> = {}, film = 'learning-rate-trio'): string =>
  filmKey(planTask(film, { ...flags, ...more }));

describe('the key of a film', () => {
  it('changes with everything that decides its files', () => {
    const others: readonly Partial<RenderFlags>[] = [
      {},
      { seed: '2' },
      { fps: '60' },
      { format: 'square' },
      { scale: '0.5' },
      { theme: 'light' },
      { captions: 'none' },
      { frames: '0-99' },
      { crf: '20' },
      { preset: 'fast' },
      { draft: true },
      { mute: true },
      { props: '{"steps":41}' },
    ];
    const keys = [...others.map((more) => keyOf(more)), keyOf({}, 'optimizer-race')];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with where to, how fast, and whether params are written out', () => {
    for (const more of [
      { out: 'elsewhere', cache: 'there', cacheLimit: '1MB' },
      { workers: '7', json: true, force: true },
      { props: '{"steps":40}' },
    ])
      expect(keyOf(more)).toBe(keyOf());
  });

  it('changes with the content of a file that the params name', () => {
    const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
    for (const path of [images, labels]) writeFileSync(path, 'one');
    const props = JSON.stringify({ data: { images, labels, train: 40, test: 20 } });
    const before = keyOf({ props }, 'feature-space-evolution');
    expect(keyOf({ props }, 'feature-space-evolution')).toBe(before);
    writeFileSync(labels, 'two');
    expect(keyOf({ props }, 'feature-space-evolution')).not.toBe(before);
  });
});

describe('a task', () => {
  it('is plain data, made without simulating', () => {
    const task = planTask('feature-space-evolution', { ...flags, cacheLimit: '1.5GB' });
    expect(structuredClone(task)).toEqual(task);
    expect(task.cacheLimit).toBe(1.5 * 2 ** 30);
  });

  it.each(['', 'x', '-1', '4XB', 'GB'])('refuses %j as a size', (cacheLimit) => {
    expect(() => planTask('learning-rate-trio', { ...flags, cacheLimit })).toThrow(/--cache-limit: /);
  });
});
