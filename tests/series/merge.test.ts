import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeSeries } from '../../src/series/merge.ts';
import { type FilmResult, reportJson } from '../../src/series/report.ts';
import type { SeriesReporter } from '../../src/series/reporter.ts';
import { leaveFilm, planned, rendered } from '../helpers/series.ts';

const folder = mkdtempSync(join(tmpdir(), 'series-merge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const films = [planned(), planned({ id: 'two', number: 2, output: 'sub/two' })];
const [one, two] = films;
if (one === undefined || two === undefined) throw new Error('two films are needed');

const SILENT: SeriesReporter = {
  plan: () => {},
  start: () => {},
  warnings: () => {},
  simulate: () => {},
  progress: () => {},
  done: () => {},
  failed: () => {},
  report: () => {},
};

/** A new folder. */
const place = (): string => mkdtempSync(join(folder, 'at-'));

/** Merges folders. @returns the error, if any, and what the report says of each film */
async function merge(folders: readonly string[], out: string) {
  const error = await mergeSeries(
    { title: 'A series', films },
    folders,
    { out, rerun: (id) => `again ${id}` },
    SILENT,
  ).then(
    () => '',
    (thrown: Error) => thrown.message,
  );
  const report: unknown = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  return { error, report };
}

/** Writes a shard's report of some results. */
const leaveReport = (at: string, results: readonly FilmResult[]): void =>
  writeFileSync(
    join(at, 'report-1-of-2.json'),
    reportJson({ title: 'A series', shard: { index: 1, of: 2 }, films: results }),
  );

describe('merging', () => {
  it('copies films with all that belongs to them, and takes what is in place already', async () => {
    const [shard, out] = [place(), place()];
    await leaveFilm(shard, two);
    await leaveFilm(out, one);
    const { error, report } = await merge([shard], out);
    expect(error).toBe('');
    expect(report).toMatchObject({ films: [{ status: 'done' }, { status: 'done', output: 'sub/two.mp4' }] });
    expect(readdirSync(join(out, 'sub')).sort()).toEqual(readdirSync(join(shard, 'sub')).sort());
  });

  it('takes the copy that a shard reported, wherever there is another', async () => {
    const [stale, fresh, out] = [place(), place(), place()];
    await leaveFilm(stale, one, { video: 'an old film' });
    await leaveFilm(stale, two);
    await leaveFilm(fresh, one, { video: 'a new film' });
    const sha256 = JSON.parse(readFileSync(join(fresh, 'one.json'), 'utf8')).hashes.video;
    const { film, result } = rendered();
    if (result.status !== 'done') throw new Error('a rendered film is needed');
    leaveReport(fresh, [{ film, result: { ...result, found: { ...result.found, sha256 } } }]);
    expect((await merge([stale, fresh], out)).error).toBe('');
    expect(readFileSync(join(out, 'one.mp4'), 'utf8')).toBe('a new film');
  });

  it('names a film that is not the one its shard reported', async () => {
    const [shard, out] = [place(), place()];
    await leaveFilm(shard, one);
    await leaveFilm(shard, two);
    leaveReport(shard, [rendered()]);
    const { error, report } = await merge([shard], out);
    expect(error).toBe('1 of 2 films are missing: one');
    expect(report).toMatchObject({
      films: [
        {
          status: 'missing',
          reason: expect.stringContaining('not the one its shard reported'),
          rerun: 'again one',
        },
        { status: 'done' },
      ],
    });
    expect(readdirSync(out)).not.toContain('one.mp4');
  });

  it('names a film that was rendered with something else', async () => {
    const [shard, out] = [place(), place()];
    await leaveFilm(shard, one, { changes: { width: 96 } });
    await leaveFilm(shard, two);
    const { error, report } = await merge([shard], out);
    expect(error).toContain('one');
    expect(report).toMatchObject({
      films: [{ reason: expect.stringContaining('width 96 instead of 192') }, { status: 'done' }],
    });
  });

  it('hands on why a film failed in its shard', async () => {
    const [shard, out] = [place(), place()];
    await leaveFilm(shard, two);
    leaveReport(shard, [{ film: one, result: { status: 'failed', reason: 'no disk', rerun: 'x' } }]);
    const { error, report } = await merge([shard], out);
    expect(error).toContain('one');
    expect(report).toMatchObject({
      films: [{ status: 'failed', reason: 'no disk', rerun: 'again one' }, { status: 'done' }],
    });
  });

  it('names a film, and refuses a report, of a lossreel that writes them in another form', async () => {
    const [shard, out] = [place(), place()];
    await leaveFilm(shard, one);
    await leaveFilm(shard, two);
    const provenance = join(shard, 'one.json');
    const { schemaVersion, ...old } = JSON.parse(readFileSync(provenance, 'utf8'));
    writeFileSync(provenance, JSON.stringify({ ...old, lossreel: '0.1.0' }));
    const { report } = await merge([shard], out);
    expect(report).toMatchObject({
      films: [
        { reason: expect.stringMatching(/its \.json: made with lossreel 0\.1\.0: schema version 1 of/) },
        {},
      ],
    });
    leaveReport(shard, [rendered()]);
    const later = readFileSync(join(shard, 'report-1-of-2.json'), 'utf8')
      .replace('"schemaVersion": 1', '"schemaVersion": 2')
      .replace(/"lossreel": "[^"]+"/, '"lossreel": "9.0.0"');
    writeFileSync(join(shard, 'report-1-of-2.json'), later);
    await expect(merge([shard], out)).resolves.toMatchObject({
      error: expect.stringMatching(
        /report-1-of-2\.json: made with lossreel 9\.0\.0: schema version 2 of a report, .* reads 1: render that shard again with this version$/,
      ),
    });
  });

  it('refuses an invalid report', async () => {
    const shard = place();
    writeFileSync(join(shard, 'report-1-of-1.json'), '{}');
    await expect(
      mergeSeries({ title: 'A series', films }, [shard], { out: place(), rerun: String }, SILENT),
    ).rejects.toThrow(/report-1-of-1\.json is not a shard's report/);
  });
});
