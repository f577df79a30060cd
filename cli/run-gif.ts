import { frameSource } from '../src/film/frame-source.ts';
import { warningsOf } from '../src/film/warnings.ts';
import { writeGif } from '../src/render/gif.ts';
import { filmJob } from './film-job.ts';
import { interruptible } from './interrupt.ts';
import { requireFile } from './paths.ts';
import { printJson, warn } from './print.ts';
import { createProgress } from './progress.ts';
import type { RenderFlags } from './render-task.ts';
import { tellJob } from './tell.ts';

/** Half the usual size, unless another is asked for: 540 pixels wide. */
const SCALE = '0.5';

/** Makes a film into a GIF, and says what was made. @throws UsageError */
export async function drawGif(id: string, flags: RenderFlags): Promise<void> {
  const json = flags.json ?? false;
  const job = await filmJob(id, { ...flags, scale: flags.scale === '1' ? SCALE : flags.scale });
  const target = await requireFile('--out', flags.out, '.gif');
  const told = tellJob(job, json);
  const progress = createProgress(job.film.id, json);
  const { signal, release } = interruptible();
  try {
    const { width, height, frames, rate } = await writeGif(frameSource(told), target, {
      scale: job.scale,
      signal,
      onProgress: progress.update,
    });
    progress.stop();
    const warnings = warningsOf(job, told);
    const made = { film: job.film.id, out: flags.out, width, height, frames, rate };
    if (json) printJson({ ...made, ...(warnings.length === 0 ? {} : { warnings }) });
    else {
      warn(warnings);
      process.stdout.write(`${flags.out}  ${width} × ${height}, ${frames} frames, ${rate} a second\n`);
    }
  } finally {
    progress.stop();
    release();
  }
}
