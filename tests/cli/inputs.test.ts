import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { drawDigits } from '../../src/sim/data/digits.ts';
import { lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const { count, width, height, pixels, labels } = drawDigits(
  60,
  { size: 8, variety: 0.5, noise: 0 },
  '1',
  'x',
);
const word = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i);
  return bytes;
};
const images = Buffer.concat([word(0x803, count, height, width), pixels]);
const classes = Buffer.concat([word(0x801, count), labels]);
writeFileSync(at('images'), images);
writeFileSync(at('labels'), classes);
writeFileSync(at('images.gz'), gzipSync(images));
writeFileSync(at('labels.gz'), gzipSync(classes));
writeFileSync(at('half.gz'), gzipSync(images).subarray(0, 200));
writeFileSync(at('short'), images.subarray(0, -1));
writeFileSync(at('fewer'), Buffer.concat([word(0x801, count - 1), labels.subarray(1)]));
mkdirSync(at('folder'));

const trace = (imageFile: string, labelFile: string, ...flags: readonly string[]) => {
  const data = { images: at(imageFile), labels: at(labelFile), train: 40, test: 20 };
  const props = JSON.stringify({ data, epochs: 2 });
  return lossreelHere(['trace', 'feature-space-evolution', '--props', props, ...flags]);
};

describe('files named in the params', () => {
  it('are read, gzipped or not, and give the same runs', async () => {
    const plain = await trace('images', 'labels');
    const packed = await trace('images.gz', 'labels.gz');
    expect([plain.code, packed.code]).toEqual([0, 0]);
    const [one, other] = [JSON.parse(plain.stdout), JSON.parse(packed.stdout)];
    expect(one.runs).toEqual(other.runs);
    expect(one.facts).toEqual(other.facts);
    expect(one.facts.testImages).toBe(20);
  });

  it.each([
    [
      'a file that is not there',
      'none',
      'labels',
      /data\.images: '.*none' cannot be read: there is no such file/,
    ],
    ['a folder', 'folder', 'labels', /data\.images: '.*folder' cannot be read: it is a folder/],
    ['half a gzip file', 'half.gz', 'labels', /data\.images: '.*half\.gz' is not a complete gzip file/],
    ['a byte too few', 'short', 'labels', /data\.images '.*short': truncated/],
    ['labels for images', 'labels', 'labels', /this is a file of labels/],
    ['a count that differs', 'images', 'fewer', /data\.labels '.*fewer': 59 labels for 60 images/],
  ])('are refused in one line with exit code 2: %s', async (_, imageFile, labelFile, says) => {
    const { code, stdout, stderr } = await trace(imageFile, labelFile);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim()).toMatch(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('trace', () => {
  it('prints positions and probabilities with --full only', async () => {
    const brief = await trace('images', 'labels');
    const full = await trace('images', 'labels', '--full');
    const [short, long] = [JSON.parse(brief.stdout), JSON.parse(full.stdout)];
    expect(Object.keys(short)).toEqual(['schemaVersion', 'film', 'params', 'seed', 'runs', 'facts']);
    expect(long).toMatchObject(short);
    expect([long.positions.length, long.positions[0].length, long.positions[0][0].length]).toEqual([
      3, 20, 2,
    ]);
    expect([long.probabilities.length, long.probabilities[2][19].length]).toEqual([3, 10]);
  });
});
