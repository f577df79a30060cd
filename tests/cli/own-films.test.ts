import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossreel, lossreelHere } from '../helpers/command.ts';

// Loading itself is tested in tests/film/own.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own films-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inside = (...path: readonly string[]): string => join(folder, ...path);
const cache = ['--cache', inside('cache')];
const SMALL = ['--scale', '0.1', '--frames', '0-89'];

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

beforeAll(async () => {
  mkdirSync(inside('films'));
  expect((await lossreelHere(['init', inside('films', 'mine')])).code).toBe(0);
});

describe('lossreel init', () => {
  it('writes a film with a package of its own, and says in three lines what to do next', async () => {
    const { stdout } = await lossreelHere(['init', inside('films', 'another')]);
    const path = relative('', inside('films', 'another'));
    expect(stdout).toBe(
      `"${path}": .gitignore, README.md, en.json, index.tsx, package.json, tsconfig.json\n` +
        `  npx lossreel render "${path}"   the film, in out/\n` +
        `  npx lossreel studio "${path}"   to see each edit of it at once\n` +
        `  npx lossreel check "${path}"    to ask it every law\n`,
    );
    const about = JSON.parse(readFileSync(inside('films', 'another', 'package.json'), 'utf8'));
    expect(about).toMatchObject({
      name: 'another',
      scripts: { render: 'lossreel render .', test: 'tsc && lossreel check .' },
      dependencies: { lossreel: expect.stringMatching(/^file:.*/), react: '19.3.1' },
    });
    expect(readFileSync(inside('films', 'another', 'index.tsx'), 'utf8')).toContain("const id = 'another';");
  });

  it('writes into a folder that is empty, or holds but a repository', async () => {
    mkdirSync(inside('films', 'begun', '.git'), { recursive: true });
    expect((await lossreelHere(['init', inside('films', 'begun')])).code).toBe(0);
    expect(existsSync(inside('films', 'begun', 'index.tsx'))).toBe(true);
  });

  it.each([
    ['films/mine', /'.*mine' is not empty, it has '\.gitignore': name a new folder/],
    ['films/mine/en.json', /'en\.json' is not made of letters, digits and dashes/],
    [
      'films/my film',
      /the folder gives the film its id: 'my film' is not made of letters, digits and dashes/,
    ],
    ['films/aux', /'aux' has a part that is reserved on Windows: aux/],
    ['films/optimizer-race', /'optimizer-race' is the id of a film that comes with lossreel/],
  ])('refuses %s, and writes nothing', async (name, message) => {
    const before = readdirSync(inside('films'));
    const { code, stderr } = await lossreelHere(['init', inside(...name.split('/'))]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(inside('films'))).toEqual(before);
  });
});

describe('a film of one’s own', () => {
  const mine = inside('films', 'mine');
  const out = inside('out');
  const render = () =>
    lossreelHere(['render', mine, ...SMALL, ...cache, '--out', out, '--workers', '3', '--json']);
  const verify = (...more: readonly string[]) => lossreelHere(['verify', out, ...more]);
  const provenance = () => JSON.parse(readFileSync(inside('out', 'mine-0-89.json'), 'utf8'));

  it('is rendered, left alone while it is the same, and rendered again after an edit', async () => {
    expect((await render()).stdout).toContain('"status":"rendered"');
    expect(provenance()).toMatchObject({ film: 'mine', source: { path: '../films/mine' } });
    expect((await render()).stdout).toContain('"film":"mine","out":');
    expect((await render()).stdout).toContain('"status":"unchanged"');
    const before = provenance();
    edit(inside('films', 'mine', 'en.json'), '"title": "Newton’s method"', '"title": "By curvature"');
    expect((await render()).stdout).toContain('"status":"rendered"');
    expect(provenance().source.hash).not.toBe(before.source.hash);
    expect(provenance().hashes.video).not.toBe(before.hashes.video);
  });

  it('says in its provenance how it is reached from each folder it is rendered into', async () => {
    const deeper = inside('a', 'b');
    await lossreelHere(['render', mine, ...SMALL, ...cache, '--out', deeper]);
    const { source } = JSON.parse(readFileSync(join(deeper, 'mine-0-89.json'), 'utf8'));
    expect(source.path).toBe('../../films/mine');
  });

  it('is verified by its sources', async () => {
    const { code, stdout } = await verify();
    expect({ code, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      first: expect.stringMatching(/mine-0-89\.mp4 {2}ok, \d+ checks, \d+ pictures compared$/),
    });
  });

  it('is said to be of other sources once they have changed, in a line', async () => {
    edit(inside('films', 'mine', 'index.tsx'), 'default(3)', 'default(4)');
    edit(inside('films', 'mine', 'index.tsx'), 'updates per run', 'how many updates');
    // Its params are in the provenance, so all of it is as it was.
    const same = await verify();
    expect(same.code).toBe(0);
    expect(same.stdout).toMatch(
      /mine-0-89\.json: the sources of \S+ \S+\/films\/mine have changed, to the same effect \(noted\)/,
    );
    edit(inside('films', 'mine', 'index.tsx'), 'x * x', '2 * x * x');
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n').slice(1)).toEqual([
      expect.stringMatching(
        /mine-0-89\.json: made of other sources: .*films\/mine has changed since it was rendered$/,
      ),
    ]);
    edit(inside('films', 'mine', 'index.tsx'), '2 * x * x', 'x * x');
  });

  it('is found where --film says, if it has moved', async () => {
    renameSync(mine, inside('films', 'moved'));
    const missing = await verify();
    expect(missing.code).toBe(1);
    expect(missing.stdout).toMatch(
      /mine-0-89\.json: '.*films\/mine': there is no such folder or file; where it is now is told by --film PATH\n/,
    );
    expect((await verify('--film', inside('films', 'moved'))).code).toBe(0);
    const wrong = await verify('--film', inside('films', 'another'));
    expect(wrong.stdout).toMatch(/made of the film 'mine', and .*another is 'another'/);
    renameSync(inside('films', 'moved'), mine);
  });

  it('is traced, scored, drawn, hashed and listed like any other', async () => {
    const json = async (...args: readonly string[]) => JSON.parse((await lossreelHere(args)).stdout);
    expect(await json('trace', mine)).toMatchObject({ film: 'mine', params: { start: 4 } });
    expect(await json('score', mine)).toMatchObject({ version: 1 });
    expect(await json('list', mine, '--json')).toMatchObject([{ id: 'mine', title: 'By curvature' }]);
    expect((await lossreelHere(['frames', mine, '--frames', '0-1'])).stdout).toMatch(/^([0-9a-f]{64}\n){2}$/);
    const png = inside('still.png');
    expect((await lossreelHere(['still', mine, '--frame', '40', '--scale', '0.1', '--out', png])).code).toBe(
      0,
    );
    expect(existsSync(png)).toBe(true);
  });

  it('may be two, but not two of one id', async () => {
    renameSync(inside('films', 'begun'), inside('films', 'twin'));
    edit(inside('films', 'twin', 'index.tsx'), "'begun'", "'mine'");
    const { code, stderr } = await lossreelHere([
      'render',
      mine,
      inside('films', 'twin'),
      ...SMALL,
      ...cache,
    ]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "lossreel: two of the films have the id 'mine': render them into different folders, see --out\n",
    });
  });

  it('is an episode of a manifest, by its path from there', async () => {
    const file = inside('films', 'series.json');
    const episodes = [
      { id: 'one', film: './mine', params: { steps: 2 }, mute: true },
      { id: 'two', film: 'optimizer-race' },
    ];
    writeFileSync(file, JSON.stringify({ title: 'Mine', defaults: { scale: 0.1 }, episodes }));
    const args = ['series', file, '--out', inside('series'), ...cache];
    const planned = (await lossreelHere([...args, '--dry-run', '--json'])).stdout.trim().split('\n');
    expect(planned.map((line) => JSON.parse(line).film)).toEqual(['mine', 'optimizer-race']);
    expect((await lossreelHere([...args, '--only', 'one'])).code).toBe(0);
    const { film, source } = JSON.parse(readFileSync(inside('series', 'one.json'), 'utf8'));
    expect({ film, path: source.path }).toEqual({ film: 'mine', path: '../films/mine' });
    writeFileSync(file, JSON.stringify({ title: 'Mine', episodes: [{ id: 'one', film: './yours' }] }));
    const { code, stderr } = await lossreelHere(args);
    expect(code).toBe(2);
    expect(stderr).toContain("episodes[0].film: './yours': there is no such folder or file");
  });
});

describe('a film that throws is told of in a line: where, in which of its functions, and what', () => {
  const film = (name: string, body: string): string => {
    mkdirSync(inside('films', name), { recursive: true });
    writeFileSync(
      inside('films', name, 'index.tsx'),
      [
        "import film from '../another/index.tsx';",
        "import { fail } from './fail.ts';",
        'const Dot = ({ frame }: { frame: number }) => {',
        '  if (frame > 100) fail(frame);',
        '  return <circle r={frame} />;',
        '};',
        `export default { ...film, id: '${name}', ${body} };`,
        '',
      ].join('\n'),
    );
    writeFileSync(
      inside('films', name, 'fail.ts'),
      "export function fail(at: number): never {\n  // told by its line\n  throw new Error('no more\\n  after ' + at);\n}\n",
    );
    return inside('films', name);
  };
  const call = (...args: readonly string[]) => lossreel(args, { cwd: folder });

  it.each([
    ['simulate', 'simulate: () => fail(1)', ['trace'], 'simulate: no more; after 1'],
    ['tell', 'tell: () => fail(2)', ['frames'], 'tell: no more; after 2'],
    ['score', 'score: () => fail(3)', ['score'], 'score: no more; after 3'],
    [
      'scene',
      'Scene: ({ frame }) => <svg><Dot frame={frame} /></svg>',
      ['still', '--frame', '120'],
      'Scene: no more; after 120',
    ],
  ] as const)('%s', async (name, body, [command, ...rest], says) => {
    film(name, body);
    const { code, stdout, stderr } = await call(command, `./films/${name}`, ...rest);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `lossreel: films/${name}/fail.ts:3: ${says}\n`,
    });
  });

  it('from a thread that paints, too', async () => {
    film(
      'thread',
      'Scene: ({ frame }) => <svg width={1920} height={1080} viewBox="0 0 1920 1080">{frame > 200 ? <Dot frame={frame} /> : null}</svg>',
    );
    const { code, stderr } = await call(
      'render',
      './films/thread',
      '--scale',
      '0.1',
      '--workers',
      '4',
      '--mute',
    );
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^lossreel: films\/thread\/fail\.ts:3: Scene: no more; after \d+$/,
    );
    expect(existsSync(inside('out', 'thread.mp4'))).toBe(false);
  });
});
