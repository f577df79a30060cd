import { parseArgs } from 'node:util';
import { measureSound } from '../audio/node.ts';
import { brokenPromises, SOUND_PROMISES } from '../audio/promises.ts';
import { allFilmFlags } from '../cli/film-flags.ts';
import { filmJob } from '../cli/film-job.ts';
import { table } from '../cli/table.ts';
import { tellJob } from '../cli/tell.ts';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { UsageError } from '../src/film/errors.ts';

/*
 * What each film sounds like, measured: `npm run bench:sound [FILM…] [-- --props JSON]`; without a film, all of the catalogue.
 * Exits with 1 if a promise is broken.
 */
const { values, positionals } = parseArgs({
  options: { props: { type: 'string' }, pace: { type: 'string' } },
  allowPositionals: true,
});
const films = positionals.length > 0 ? positionals : CATALOGUE.map(({ id }) => id);

const rows: string[][] = [];
const broken: string[] = [];
try {
  for (const film of films) {
    const { sheet } = tellJob(await filmJob(film, allFilmFlags(values)));
    const report = await measureSound(sheet);
    const { rise, ticks, silence, loudness, peak, ending } = report;
    rows.push([
      film,
      rise === null ? 'no tone' : `${(1000 * rise.seconds).toFixed(1)} ms, ${rise.part}`,
      String(ticks),
      `${(100 * silence).toFixed(1)} %`,
      `${loudness.toFixed(1)} LUFS`,
      `${peak.toFixed(1)} dBTP`,
      ending === null ? 'too short' : `−${ending.toFixed(0)} dB`,
    ]);
    broken.push(...brokenPromises(report).map((promise) => `${film}: ${promise}`));
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`bench:sound: ${error.message}`);
  process.exit(2);
}
const { rise, ticks, silence, loudness, tolerance, peak, ending } = SOUND_PROMISES;
const promised = [
  'promised',
  `≥ ${1000 * rise} ms`,
  `≤ ${ticks}`,
  `< ${100 * silence} %`,
  `${loudness} ± ${tolerance}`,
  `≤ ${peak}`,
  `−${ending} dB`,
];
process.stdout.write(
  table(
    ['film', 'shortest rise', 'ticks a second', 'silence', 'loudness', 'true peak', 'last second'],
    [...rows, promised],
  ),
);
for (const line of broken) console.error(line);
process.exitCode = broken.length > 0 ? 1 : 0;
