import { basename, relative } from 'node:path';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { filmsAt } from '../src/film/films-at.ts';
import { signedWith } from '../src/film/signature.ts';
import { type FilmReport, verifyFilm } from '../src/film/verify/verify-film.ts';
import { printJsonLine } from './print.ts';
import { createProgress } from './progress.ts';
import { WORKER } from './worker.ts';

/** The result as lines: a summary, then one line for everything wrong or worth knowing. */
function reportLines({ base, ok, checks }: FilmReport): readonly string[] {
  const name = relative('.', base);
  const wrong = checks.filter(({ status }) => status === 'failed').length;
  const compared = checks.find(({ id }) => id === 'pictures')?.measured;
  const again = checks.some(({ id, status }) => id === 'encoding' && status === 'ok');
  const pictures = again
    ? ', encoded again to the same bytes'
    : compared?.compared === undefined
      ? ''
      : `, ${compared.compared} pictures compared`;
  const summary = ok
    ? `ok, ${checks.length} checks${pictures}`
    : `${wrong} of ${checks.length} checks failed${pictures}`;
  const notable = checks.filter(({ status }) => status !== 'ok');
  return [
    `${name}.mp4  ${summary}`,
    ...notable.map(({ file, status, says }) => {
      const mark = status === 'failed' ? '' : ` (${status})`;
      return `  ${basename(name)}${file}: ${says}${mark}`;
    }),
  ];
}

interface VerifyFlags {
  readonly allFrames?: boolean;
  readonly film?: string;
  readonly brand?: string;
  readonly narration?: string;
  readonly inputs?: string;
  readonly key?: string;
  readonly cache?: string;
  readonly json?: boolean;
}

/** What `lossreel verify` does. @throws UsageError if there is no film; Error if one is not what it says it is */
export async function verify(paths: readonly string[], flags: VerifyFlags): Promise<void> {
  const films = [...new Set(paths.flatMap(filmsAt))];
  const isSigned = flags.key === undefined ? undefined : signedWith(flags.key, '--key');
  const json = flags.json ?? false;
  const tell = (event: Record<string, unknown>): void => {
    if (json) printJsonLine(event);
  };
  let wrong = 0;
  for (const base of films) {
    const film = `${base}.mp4`;
    const simulation = createProgress(`${basename(base)}  simulating`, json, '');
    const progress = createProgress(`${basename(base)}  comparing`, json, 'pictures');
    try {
      const report = await verifyFilm(base, CATALOGUE, {
        allFrames: flags.allFrames ?? false,
        film: flags.film,
        brand: flags.brand,
        narration: flags.narration,
        inputs: flags.inputs,
        cache: flags.cache,
        isSigned,
        workerModule: WORKER,
        onSimulate: simulation.update,
        onProgress: (done, total) => {
          simulation.stop();
          progress.update(done, total);
          tell({ event: 'progress', film, done, total });
        },
      });
      progress.stop();
      if (!report.ok) wrong += 1;
      tell({ event: 'film', film, ok: report.ok, checks: report.checks });
      if (!json) process.stdout.write(`${reportLines(report).join('\n')}\n`);
    } finally {
      simulation.stop();
      progress.stop();
    }
  }
  tell({ event: 'done', films: films.length, failed: wrong });
  if (wrong > 0) throw new Error(`${wrong} of ${films.length} films failed verification`);
}
