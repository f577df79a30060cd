import { UsageError } from '../src/film/errors.ts';
import { narrationScript, scriptSsml, scriptText } from '../src/film/narration/script.ts';
import { warningsOf } from '../src/film/warnings.ts';
import { allFilmFlags, type FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { printJson, warn } from './print.ts';
import { tellJob } from './tell.ts';

interface ScriptFlags extends Partial<FilmFlags> {
  readonly json?: boolean;
  readonly ssml?: boolean;
}

/** What `lossreel script` does. @throws UsageError */
export async function printScript(id: string, flags: ScriptFlags): Promise<void> {
  const { json = false, ssml = false } = flags;
  if (json && ssml) throw new UsageError('--json and --ssml are mutually exclusive');
  const job = await filmJob(id, allFilmFlags(flags));
  const told = tellJob(job, json);
  const { story } = told;
  const { film, look } = job;
  const script = narrationScript({ film: film.id, story, words: film.words }, look.language);
  const warnings = warningsOf(job, told);
  if (json) {
    printJson({ ...script, ...(warnings.length === 0 ? {} : { warnings }) });
    return;
  }
  warn(warnings);
  process.stdout.write(ssml ? scriptSsml(script) : `${scriptText(script)}\n`);
}
