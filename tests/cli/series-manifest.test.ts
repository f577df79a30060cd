import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseShard, seriesSchema } from '../../cli/series.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { readPlan } from '../../src/series/read-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'series-manifest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'series.json');
const root = join(import.meta.dirname, '..', '..');

const AS_IT_SAYS = { scale: undefined, draft: false };
const planText = (text: string) => {
  writeFileSync(file, text);
  return readPlan(file, CATALOGUE, AS_IT_SAYS);
};
const plan = (manifest: unknown) => planText(JSON.stringify(manifest));
const planEpisode = (episode: object) =>
  plan({ title: 'A series', episodes: [{ id: 'a', film: 'learning-rate-trio', ...episode }] });

describe('the words of an episode', () => {
  it('are those of each of its languages, or of the languages that they name', async () => {
    const languages = ['en', 'de'];
    const titles = async (words: unknown) =>
      (await planEpisode({ languages, words })).films.map(({ job: { film, look } }) =>
        film.words.word({ key: 'title', values: {} }, look.language),
      );
    expect(await titles({ title: 'X' })).toEqual(['X', 'X']);
    expect(await titles({ de: { title: 'X' } })).toEqual([CATALOGUE[0]?.words.title, 'X']);
  });

  it('may be a file beside the manifest', async () => {
    writeFileSync(join(folder, 'words.json'), '{ "title": "From a file" }');
    const { films } = await planEpisode({ words: 'words.json' });
    expect(films.map(({ title }) => title)).toEqual(['From a file']);
  });

  it('are refused in one line that names the episode', async () => {
    await expect(planEpisode({ words: { titel: 'X' } })).rejects.toThrow(
      /series\.json: episodes\[0\]: words: en\.titel: .*did you mean 'title'\?$/,
    );
    await expect(planEpisode({ words: 'none.json' })).rejects.toThrow(/episodes\[0\]: there is no file/);
    await expect(planEpisode({ words: { title: 3 } })).rejects.toThrow(/episodes\[0\]\.words\.title|words/);
  });
});

describe('the brand of an episode', () => {
  it('is a file beside the manifest, read once for all of them', async () => {
    writeFileSync(join(folder, 'brand.json'), '{ "name": "X", "intro": { "seconds": 2 } }');
    const { films } = await planEpisode({ brand: 'brand.json', themes: ['dark', 'light'] });
    expect(films.map(({ job: { look, brandFile } }) => [look.brand?.intro?.seconds, brandFile])).toEqual(
      Array(2).fill([2, join(folder, 'brand.json')]),
    );
  });

  it('is refused in one line that names the episode', async () => {
    writeFileSync(
      join(folder, 'brand.json'),
      '{ "name": "X", "palette": { "dark": { "text": "#000000" } } }',
    );
    await expect(planEpisode({ brand: 'brand.json' })).rejects.toThrow(
      /series\.json: episodes\[0\]: brand: palette\.dark: text #000000 on background .* words need 4\.5$/,
    );
    await expect(planEpisode({ brand: 'none.json' })).rejects.toThrow(
      /episodes\[0\]: brand: .*none\.json: there is no such file$/,
    );
  });
});

describe('a manifest', () => {
  it('is told which field, param or value was meant', async () => {
    await expect(planEpisode({ format: ['square'] })).rejects.toThrow("did you mean 'formats'?");
    await expect(planEpisode({ params: { learningRate: [1] } })).rejects.toThrow(
      "did you mean 'learningRates'?",
    );
    await expect(planEpisode({ themes: ['ligth'] })).rejects.toThrow(/themes\[0\]: .*did you mean 'light'\?/);
  });

  it.each([
    ['', /invalid JSON: line 1, column 1: value expected/],
    ['{ "title": "x",\n  "episodes": [1,] }', /invalid JSON: line 2, column 18: value expected/],
    ['{ "title": "x",\n  episodes }', /invalid JSON: line 2, column 3: invalid symbol/],
    ['{ "title": "x"\n', /invalid JSON: line 2, column 1: close brace expected/],
    ['{ "title": tru }', /invalid JSON: line 1, column 12: invalid symbol/],
    ['[]', /expected object/],
  ])('reports where %j goes wrong', async (text, message) => {
    await expect(planText(text)).rejects.toThrow(message);
    await expect(planText(text)).rejects.toThrow(file);
  });

  it('may name the version of its form; another one is refused in one line', async () => {
    const manifest = { title: 'x', episodes: [{ id: 'a', film: 'learning-rate-trio' }] };
    expect((await plan({ schemaVersion: 1, ...manifest })).films).toHaveLength(1);
    await expect(plan({ schemaVersion: 2, chapters: [] })).rejects.toThrow(
      /series\.json: schema version 2 of a manifest, where this lossreel reads 1$/,
    );
  });

  it('may begin with a byte order mark', async () => {
    const text = JSON.stringify({ title: 'x', episodes: [{ id: 'a', film: 'learning-rate-trio' }] });
    expect((await planText(`\uFEFF${text}`)).films).toHaveLength(1);
  });

  it('has to be there', async () => {
    await expect(readPlan(join(folder, 'none.json'), CATALOGUE, AS_IT_SAYS)).rejects.toThrow(
      /there is no file '.*none\.json'/,
    );
    await expect(readPlan(folder, CATALOGUE, AS_IT_SAYS)).rejects.toThrow(/is not a file/);
  });

  it.each([
    [
      'an unknown film',
      { film: 'optimiser-race' },
      /episodes\[0\]\.film: unknown film 'optimiser-race': did you mean 'optimizer-race'\?/,
    ],
    [
      'a param out of range',
      { params: { learningRates: [0.1, 0] } },
      /episodes\[0\]\.params\.learningRates\[1\]: Too small.*got 0/,
    ],
    ['an unknown param', { params: { stpes: 3 } }, /episodes\[0\]\.params: .*"stpes"/],
    [
      'params in a file that is missing',
      { params: 'no.json' },
      /episodes\[0\]\.params: there is no file '.*no\.json'/,
    ],
    [
      'params in a file that is no JSON',
      { params: 'broken.json' },
      /episodes\[0\]\.params: .*line 1, column 3/,
    ],
    [
      'params in a file that are wrong',
      { params: 'wrong.json' },
      /episodes\[0\]\.params: wrong\.json: steps: /,
    ],
    [
      'images that are missing',
      { film: 'feature-space-evolution', params: { data: { images: 'i', labels: 'l' } } },
      /episodes\[0\]\.params: data\.images: there is no file 'i'/,
    ],
    ['a name that leads out', { name: '../{id}' }, /episodes\[0\]\.name: leads out/],
    ['two films of one name', { formats: ['square', 'portrait'], name: 'x' }, /the same output name, 'x'/],
  ])('may not have %s', async (_what, episode, message) => {
    writeFileSync(join(folder, 'broken.json'), '{ x');
    writeFileSync(join(folder, 'wrong.json'), '{ "steps": 0 }');
    await expect(planEpisode(episode)).rejects.toThrow(message);
  });

  it('takes params from a file next to it, and fills in defaults', async () => {
    mkdirSync(join(folder, 'params'), { recursive: true });
    writeFileSync(join(folder, 'params', 'long.json'), '{ "steps": 100 }');
    const [film] = (await planEpisode({ params: 'params/long.json' })).films;
    expect(film?.job.params).toMatchObject({ steps: 100, start: -1.55 });
  });

  it('finds files named in the params next to it', async () => {
    writeFileSync(join(folder, 'i.idx'), '');
    writeFileSync(join(folder, 'l.idx'), '');
    const { films } = await planEpisode({
      film: 'feature-space-evolution',
      params: { data: { images: 'i.idx', labels: join(folder, 'l.idx') } },
    });
    const [film] = films;
    expect(film?.job.params).toMatchObject({
      data: { images: relative('', join(folder, 'i.idx')), labels: join(folder, 'l.idx'), train: 1200 },
    });
  });

  it('finds the logs of a run next to it, each in its place in the list', async () => {
    writeFileSync(join(folder, 'a.csv'), 'epoch,loss\n1,2\n2,1\n');
    const { films } = await planEpisode({ film: 'training-run', params: { logs: ['a.csv', 'a.csv'] } });
    const path = relative('', join(folder, 'a.csv'));
    expect(films[0]?.job.params).toMatchObject({ logs: [path, path] });
    await expect(planEpisode({ film: 'training-run', params: { logs: ['none.csv'] } })).rejects.toThrow(
      /episodes\[0\]\.params: logs\[0\]: there is no file 'none\.csv'/,
    );
  });

  it('of 1,000 episodes is planned in less than two seconds', async () => {
    const episodes = Array.from({ length: 1000 }, (_, i) => ({
      id: `episode-${i}`,
      film: CATALOGUE[i % CATALOGUE.length]?.id,
      seed: String(i),
      formats: ['landscape', 'portrait'],
    }));
    const begun = performance.now();
    expect((await plan({ title: 'Long', episodes })).films).toHaveLength(2000);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('a shard', () => {
  it('is one of several parts, from 1', () => {
    expect(parseShard('2/4')).toEqual({ index: 2, of: 4 });
  });

  it.each(['3/2', '0/4', '1.5/2', '1/0', '-1/2', '1', '1/2/3', 'a/b', '', '1/99999', ' 1/2'])(
    'may not be %j',
    (given) => {
      expect(() => parseShard(given)).toThrow(`--shard: '${given}'`);
    },
  );
});

describe('what ships', () => {
  it('includes the manifest schema, which is updated outside of CI', () => {
    const file = join(root, 'series.schema.json');
    const now = `${JSON.stringify(seriesSchema(), null, 2)}\n`;
    if (!process.env.CI && readFileSync(file, 'utf8') !== now) {
      writeFileSync(file, now);
      console.warn('series.schema.json has been brought up to date: commit it');
    }
    expect(readFileSync(file, 'utf8')).toBe(now);
  });

  it('has an example series with several films, every language, a portrait and a light one', async () => {
    const { films } = await readPlan(join(root, 'series.json'), CATALOGUE, AS_IT_SAYS);
    const shown = (pick: (film: (typeof films)[number]) => string) => new Set(films.map(pick));
    expect(shown(({ job }) => job.film.id).size).toBeGreaterThanOrEqual(4);
    expect(shown(({ job }) => job.look.language)).toEqual(
      new Set(CATALOGUE.flatMap((film) => film.words.languages)),
    );
    expect(shown(({ job }) => job.format)).toContain('portrait');
    expect(shown(({ job }) => job.look.theme)).toContain('light');
  });
});
