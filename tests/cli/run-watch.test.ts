import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lossreel, lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'lossreel-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = join(folder, 'log.csv');
const out = join(folder, 'run.png');
const row = (k: number): string => `${k},${1 / k}\n`;

it('the picture of a log that grows is made anew until it is interrupted; nothing half is left', async () => {
  writeFileSync(log, 'step,loss\n');
  const pictures: Buffer[] = [];
  const { code, stdout, stderr } = await lossreel(['run', log, '--watch', '--out', out, '--scale', '0.1'], {
    onStart: (child) => {
      child.stderr?.once('data', () => appendFileSync(log, row(1) + row(2) + row(3)));
      child.stdout?.on('data', () => {
        pictures.push(readFileSync(out));
        if (pictures.length === 1) appendFileSync(log, row(4) + row(5));
        else child.kill('SIGINT');
      });
    },
  });
  expect([code, stdout]).toEqual([130, `${out}\n${out}\n`]);
  expect(stderr).toContain('waiting for more');
  expect(pictures).toHaveLength(2);
  expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['log.csv', 'run.png']);
}, 60_000);

it.each([
  ['a film', ['--watch'], 2, /--watch makes a picture anew each time: say --out FILE\.png/],
  ['a log that is not there', ['--watch', '--out', 'x.png'], 1, /there is no such file/],
  ['a description', ['--watch', '--describe'], 2, /leave out --describe/],
])('does not watch for %s', async (_, args, code, says) => {
  const path = code === 1 ? join(folder, 'none.csv') : log;
  const outcome = await lossreelHere(['run', path, ...args]);
  expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringMatching(says)]);
  expect(existsSync('x.png')).toBe(false);
});
