import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSeriesCommand } from '../../cli/series.ts';
import { lossreel, lossreelHere, type Outcome, type RunOptions } from '../helpers/command.ts';
import { NOWHERE, NOWHERE_SAID, signalGroup, WINDOWS } from '../helpers/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'series-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A film of a few seconds: what a series makes of a film is the same for all.
cpSync(join(import.meta.dirname, '..', '..', 'template'), join(folder, 'film'), { recursive: true });
const short = { film: './film', params: { steps: 1 } };
const defaults = { scale: 0.1, fps: 24, preset: 'ultrafast', crf: 40 };
const file = join(folder, 'series.json');
writeFileSync(
  file,
  JSON.stringify({
    title: 'Two episodes',
    defaults,
    episodes: [
      { id: 'one', ...short, mute: true },
      { id: 'two', ...short, title: 'Light & loud', themes: ['light'], name: '{series}/{number}{marks}' },
    ],
  }),
);
const FILMS = ['one', 'two-episodes/02-light'];
const at = (name: string): string => join(folder, name);
const series = (args: readonly string[]): Promise<Outcome> =>
  lossreelHere(['series', ...args], { cwd: folder });
/** The same in a process of its own. */
const seriesApart = (args: readonly string[], options: RunOptions): Promise<Outcome> =>
  lossreel(['series', ...args], { cwd: folder, ...options });

/** Every file below a folder with its bytes, the shards' own reports left out. */
const contents = (place: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^report-/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(place.length + 1), readFileSync(path, 'base64')]),
  );

interface Record {
  readonly output: string;
  readonly status: string;
  readonly reason?: string;
  readonly rerun?: string;
}
const report = (path: string): readonly Record[] => JSON.parse(readFileSync(path, 'utf8')).films;
const statuses = (path: string): readonly string[] =>
  report(path).map(({ output, status }) => `${output} ${status}`);

/** The clock of 1970. */
const LONG_AGO = { NODE_OPTIONS: '--import=data:text/javascript,Date.now=()=>0' };

let whole: Outcome;
beforeAll(async () => {
  const away = { env: { TZ: 'Asia/Tokyo', LC_ALL: 'C', ...LONG_AGO } };
  const apart = seriesApart([file, '--out', 'shard-1', '--shard', '1/2', '--cache', 'cache-1'], away);
  whole = await series([file, '--out', 'whole', '--cache', 'cache-0', '--workers', '1']);
  await series([file, '--out', 'shard-2', '--shard', '2/2', '--cache', 'cache-2', '--workers', '3']);
  await apart;
});

describe('lossreel series', () => {
  it('renders every film with its sidecars, a report and a page', () => {
    expect(whole.code).toBe(0);
    const made = [...contents(at('whole')).keys()];
    for (const film of FILMS)
      for (const ending of [
        '.mp4',
        '.srt',
        '.vtt',
        '.chapters.txt',
        '.transcript.md',
        '.poster.png',
        '.json',
      ])
        expect(made).toContain(film + ending);
    expect(made).toEqual(expect.arrayContaining(['report.json', 'index.html']));
    expect(statuses(at('whole/report.json'))).toEqual(FILMS.map((film) => `${film}.mp4 done`));
    const page = readFileSync(at('whole/index.html'), 'utf8');
    expect(page).toContain('Light &amp; loud');
    expect(page.match(/poster="data:image\/png;base64,/g)).toHaveLength(2);
  });

  it('says nothing about when and where it ran', () => {
    const all = ['report.json', 'index.html', 'one.json'].map((name) =>
      readFileSync(at(`whole/${name}`), 'utf8').replace(/base64,[^"]*/g, ''),
    );
    for (const text of all) {
      expect(text).not.toContain(tmpdir());
      expect(text).not.toMatch(/\b(19|20)\d\d-\d\d|\d\d:\d\d:\d\d/);
    }
  });

  it('in shards renders each film once, and each shard reports only its part', () => {
    const parts = [statuses(at('shard-1/report-1-of-2.json')), statuses(at('shard-2/report-2-of-2.json'))];
    expect(new Set(parts.flat())).toEqual(new Set(FILMS.map((film) => `${film}.mp4 done`)));
    expect(parts.flat()).toHaveLength(FILMS.length);
    for (const part of parts) expect(part.length).toBeGreaterThan(0);
    expect(existsSync(at('shard-1/report.json'))).toBe(false);
  });

  it('merges shards to the bytes of the whole, whatever the clock, the time zone and the workers were', async () => {
    const { code } = await series([file, '--merge', 'shard-1', 'shard-2', '--out', 'merged']);
    expect(code).toBe(0);
    expect(contents(at('merged'))).toEqual(contents(at('whole')));
  });

  it('names what is missing when it merges', async () => {
    cpSync(at('shard-1'), at('broken'), { recursive: true });
    const [first] = report(at('shard-1/report-1-of-2.json')).map(({ output }) => output);
    rmSync(at(`broken/${first}`));
    const { code, stderr } = await series([file, '--merge', 'broken', 'shard-2', '--out', 'gaps']);
    expect(code).toBe(1);
    expect(stderr).toContain(`there is no ${first}`);
    expect(stderr).toMatch(/1 of 2 films are missing: /);
    const gone = report(at('gaps/report.json')).filter(({ status }) => status === 'missing');
    expect(gone[0]?.rerun).toMatch(/^npx lossreel series series\.json --out gaps --only \S+$/);
    expect(readFileSync(at('gaps/index.html'), 'utf8')).toContain('Missing:');
  });

  it('with more shards than films leaves an empty report', async () => {
    const { code } = await series([file, '--shard', '9/9', '--out', 'nothing', '--cache', 'cache-0']);
    expect(code).toBe(0);
    expect(report(at('nothing/report-9-of-9.json'))).toEqual([]);
  });

  it('continues after a failing episode, and says which, why and how to render just that one', async () => {
    writeFileSync(at('noise.idx'), 'no images');
    const bad = {
      film: 'feature-space-evolution',
      params: { data: { images: 'noise.idx', labels: 'noise.idx' } },
    };
    const episodes = [
      { id: 'bad', ...bad },
      { id: 'good', ...short, mute: true },
    ];
    writeFileSync(at('failing.json'), JSON.stringify({ title: 'Failing', defaults, episodes }));
    const { code, stdout, stderr } = await series(['failing.json', '--json', '--cache', 'cache-0']);
    expect(code).toBe(1);
    const why = /data\.images 'noise\.idx': /;
    const how = 'npx lossreel series failing.json --only bad';
    expect(JSON.parse(stderr)).toEqual({
      error: { message: expect.stringMatching(/^1 of 2 films failed: bad/), code: 1 },
    });
    expect(statuses(at('out/report.json'))).toEqual(['bad.mp4 failed', 'good.mp4 done']);
    expect(report(at('out/report.json'))[0]).toMatchObject({
      reason: expect.stringMatching(why),
      rerun: how,
    });
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ event }) => event !== 'progress');
    expect(events.map(({ event }) => event)).toEqual(['plan', 'start', 'failed', 'start', 'done', 'report']);
    expect(events[2]).toMatchObject({ reason: expect.stringMatching(why), rerun: how });
  });

  it.skipIf(WINDOWS)('interrupted ends with 130, keeps what is done and reports it', async () => {
    const outcome = await seriesApart([file, '--out', 'interrupted', '--json', '--cache', 'cache-3'], {
      onStart: (child) => {
        let asked = false;
        child.stdout?.on('data', (chunk: Buffer) => {
          if (asked || !chunk.toString().includes('"output":"two-episodes/02-light","done"')) return;
          asked = true;
          signalGroup(child, 'SIGINT');
        });
      },
    });
    expect(outcome.code).toBe(130);
    expect(JSON.parse(outcome.stderr)).toEqual({ error: { message: 'interrupted', code: 130 } });
    expect(statuses(at('interrupted/report.json'))).toEqual([
      'one.mp4 done',
      'two-episodes/02-light.mp4 missing',
    ]);
    expect(existsSync(at('interrupted/two-episodes/02-light.mp4'))).toBe(false);
  });

  it('with --only reports the other episodes by their files', async () => {
    cpSync(at('whole'), at('only'), { recursive: true });
    rmSync(at('only/two-episodes'), { recursive: true });
    const { code } = await series([file, '--only', 'two', '--out', 'only', '--cache', 'cache-0']);
    expect(code).toBe(0);
    expect(contents(at('only'))).toEqual(contents(at('whole')));
  });

  it('shows what it would do: shard, cost and output', async () => {
    const { stdout } = await series([file, '--dry-run', '--out', 'dry']);
    expect(stdout).toMatch(/^1\/1 +\d+ {2}one\.mp4\n1\/1 +\d+ {2}two-episodes\/02-light\.mp4\n/);
    const { stdout: lines } = await series([file, '--dry-run', '--json', '--out', 'dry']);
    expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ schemaVersion: 1, output: 'one.mp4' });
    expect(existsSync(at('dry'))).toBe(false);
  });
});

it('the manifest of a folder is its series.json, if none is named', async () => {
  const { code, stdout } = await series(['--dry-run', '--out', 'dry']);
  expect(code).toBe(0);
  expect(stdout).toContain('one.mp4');
});

describe('lossreel series refuses', () => {
  const absent = join(folder, 'no');
  it.each([
    ['a manifest that is not there', 'none.json', {}, /there is no file 'none\.json'/],
    ['shard 3/2', file, { shard: '3/2' }, /--shard: '3\/2'/],
    ['an unknown episode', file, { only: ['oen'] }, /--only: no episode 'oen': did you mean 'one'/],
    ['to merge a folder that is not there', file, { merge: ['none'] }, /--merge: there is no folder 'none'/],
    ['a cache that cannot be written', file, { cache: NOWHERE }, NOWHERE_SAID],
    ['an invalid size', file, { cacheLimit: 'big' }, /--cache-limit: 'big'/],
    ['a scale of 3', file, { scale: '3' }, /--scale: '3'/],
    ['no workers', file, { workers: '0' }, /--workers: '0'/],
    ['an output folder that is a file', file, { out: file }, /is a file, not a folder/],
  ] as const)('%s', async (_what, manifest, flags, says) => {
    const usual = { out: absent, cache: join(folder, 'cache-0'), cacheLimit: '1GB', json: true };
    await expect(runSeriesCommand(manifest, { ...usual, ...flags })).rejects.toThrow(says);
  });

  it('a folder without a series.json, where no manifest is named', async () => {
    const cwd = mkdtempSync(join(folder, 'empty-'));
    const { code, stderr } = await lossreelHere(['series', '--dry-run'], { cwd });
    expect(stderr).toMatch(
      /^lossreel: missing argument 'file': there is no series\.json here; name a manifest, /,
    );
    expect(code).toBe(2);
  });

  it('conflicting options, as bad usage', async () => {
    const { code, stderr } = await series([file, '--merge', 'x', '--shard', '1/2']);
    expect(stderr).toMatch(/^lossreel: option '--merge.*cannot be used with.*--shard.*\n$/);
    expect(code).toBe(2);
  });
});
