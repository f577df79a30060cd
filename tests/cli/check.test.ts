import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossreel, lossreelHere } from '../helpers/command.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'check-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const good = join(folder, 'good');
const bad = join(folder, 'bad');
const ONE = ['--quick', '--format', 'landscape', '--theme', 'dark'];

/** Changes a line of a film. */
function edit(film: string, from: string, to: string): void {
  const path = join(film, 'index.tsx');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

beforeAll(async () => {
  for (const film of [good, bad]) expect((await lossreelHere(['init', film])).code).toBe(0);
  edit(bad, 'const m = moment(words, frame);', 'const m = moment(words, frame);\n  Math.random();');
  edit(bad, '<LineChart', '<circle cx={frame.frame > 250 ? NaN : 5} cy={5} r={3} />\n      <LineChart');
});

describe('lossreel check', () => {
  it('tells of a film by its path which laws hold, what is worth a thought, and what was asked', async () => {
    const { code, stdout, stderr } = await lossreelHere(['check', good, ...ONE]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('good  0 findings, 2 warnings');
    expect(lines.filter((line) => line.startsWith('  ! taste'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('  ✓ law '))).toHaveLength(9);
    expect(lines.at(-1)).toMatch(
      /^ {2}asked: landscape · dark · en · defaults and 0 of 6 variants · \d+ frames · [\d.]+ s$/,
    );
  });

  it('names the line of a film’s sources, the element and the frame', async () => {
    // Vitest would load the film's module as one of its own making, with other columns.
    const { code, stdout, stderr } = await lossreel(['check', bad, ...ONE]);
    expect(code).toBe(1);
    expect(stderr).toBe('lossreel: 1 of 1 film broke a law\n');
    const path = join(bad, 'index.tsx');
    const line = 1 + readFileSync(path, 'utf8').split('\n').indexOf('  Math.random();');
    expect(stdout).toContain(`✗ law 1, Scene, ${relative('', path)}:${line}, frame 0 and `);
    expect(stdout).toMatch(
      /✗ law 3, frame 270 and \d more up to 299, svg > circle cx: draws cx="NaN" – clamp/,
    );
    expect(stdout).not.toMatch(/✓ law [13]/);
  });

  it('--json gives one document for each film', async () => {
    const { code, stdout } = await lossreelHere(['check', good, bad, ...ONE, '--json']);
    expect(code).toBe(1);
    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      film: 'good',
      ok: true,
      asked: { formats: ['landscape'], themes: ['dark'], languages: ['en'], variants: { asked: 0, of: 6 } },
      findings: [],
      seconds: expect.any(Number),
    });
    expect(first.warnings).toHaveLength(2);
    expect(second).toMatchObject({
      ok: false,
      findings: [
        { law: 1, what: 'uses Math.random', where: { function: 'Scene', props: [{}] } },
        { law: 3, frame: 270, where: { element: 'svg > circle cx', formats: ['landscape'] } },
      ],
    });
  });

  it('asks one set of params by itself', async () => {
    const { stdout } = await lossreelHere(['check', good, ...ONE.slice(1), '--props', '{"steps":2}']);
    expect(stdout).toMatch(/ {2}asked: .* · one set of params · /);
  });

  it('--strict fails for warnings too', async () => {
    const { code, stderr } = await lossreelHere(['check', good, ...ONE, '--strict']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'lossreel: 1 of 1 film broke a law or a rule of taste\n',
    });
  });

  it.each([
    [['check', 'optimiser-race'], /unknown film 'optimiser-race': did you mean 'optimizer-race'/],
    [['check', good, '--format', 'landscape,round'], /--format: 'round' is not one of/],
    [['check', good, '--lang', 'xx'], /--lang: 'xx' is not one of/],
    [['check', good, '--variants', 'many'], /--variants: 'many' is not a whole number/],
    [['check', good, '--quick', '--variants', '3'], /--quick and --variants are mutually exclusive/],
    [['check', good, '--props', '{"stepps":3}'], /params of good: .*stepps/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await lossreelHere(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });
});
