import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../src/film/sources/project.ts';
import { writeIndexPage } from '../../src/series/index-page.tsx';
import {
  type FilmResult,
  reportJson,
  SHARD_REPORT,
  shardReportName,
  shardReportSchema,
} from '../../src/series/report.ts';
import { leaveFilm, planned, rendered } from '../helpers/series.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const failed: FilmResult = {
  film: planned({ id: 'two', number: 2, output: 'sub/two', title: 'Two & more' }),
  result: { status: 'failed', reason: 'the disk is full', rerun: 'npx lossreel series s.json --only two' },
};

describe('the report of a series', () => {
  it('says of each film what it is, in the order of the plan', () => {
    expect(JSON.parse(reportJson({ title: 'A series', films: [rendered(), failed] }))).toEqual({
      schemaVersion: 1,
      lossreel: readPackage().version,
      title: 'A series',
      films: [
        {
          id: 'one',
          title: 'A film',
          film: 'a-film',
          format: 'landscape',
          theme: 'dark',
          language: 'en',
          output: 'one.mp4',
          status: 'done',
          width: 192,
          height: 108,
          fps: 30,
          frames: 1000,
          seconds: 33.333,
          sha256: 'ab'.repeat(32),
          chapters: [{ time: '1:05', title: 'Down <the> hill' }],
        },
        {
          id: 'two',
          title: 'Two & more',
          film: 'a-film',
          format: 'landscape',
          theme: 'dark',
          language: 'en',
          output: 'sub/two.mp4',
          status: 'failed',
          reason: 'the disk is full',
          rerun: 'npx lossreel series s.json --only two',
        },
      ],
    });
  });

  it("is read back if it is a shard's", () => {
    const shard = { index: 2, of: 3 };
    expect(shardReportName(shard)).toMatch(SHARD_REPORT);
    const json: unknown = JSON.parse(reportJson({ title: 'A series', shard, films: [rendered(), failed] }));
    expect(json).toMatchObject({ shard });
    expect(shardReportSchema.parse(json).films.map(({ status }) => status)).toEqual(['done', 'failed']);
  });
});

describe('the page of a series', () => {
  const pageOf = async (films: readonly FilmResult[]): Promise<string> => {
    for (const { film } of films) await leaveFilm(folder, film);
    await writeIndexPage(folder, { title: 'A <series>', films });
    return readFileSync(join(folder, 'index.html'), 'utf8');
  };

  it('shows films with their chapters and links, and escapes titles', async () => {
    const page = await pageOf([rendered({ output: 'sub folder/100%' })]);
    expect(page).toContain('<title>A &lt;series&gt;</title>');
    expect(page).toContain('href="sub%20folder/100%25.mp4#t=65"');
    expect(page).toContain('Down &lt;the&gt; hill');
    expect(page).toContain('href="sub%20folder/100%25.srt"');
    expect(page).toContain('1 episode, 1 film<');
  });

  it('says what is missing, why, and what to do', async () => {
    const page = await pageOf([rendered(), failed]);
    expect(page).toContain('2 episodes, 2 films, 1 of them not rendered');
    expect(page).toContain('the disk is full');
    expect(page).toContain('<code>npx lossreel series s.json --only two</code>');
  });

  it('is self-contained: no script, no URL, and its style is left unescaped', async () => {
    const page = await pageOf([rendered(), failed]);
    expect(page).not.toMatch(/<script|<link|https?:/);
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    expect(style).toContain('prefers-color-scheme');
    expect(style).not.toContain('&');
  });
});
