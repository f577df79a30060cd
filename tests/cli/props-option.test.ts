import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type FilmFlags, withFilmOptions } from '../../cli/film-flags.ts';
import { filmJob } from '../../cli/film-job.ts';
import type { FilmJob } from '../../src/film/job.ts';

/** The job that options describe. */
async function jobFrom(...options: readonly string[]) {
  const jobs: FilmJob[] = [];
  const command = withFilmOptions(new Command()).action(async (flags: FilmFlags) => {
    jobs.push(await filmJob('learning-rate-trio', flags));
  });
  await command.exitOverride().parseAsync([...options], { from: 'user' });
  return jobs[0];
}

describe('--props', () => {
  const studio = JSON.stringify({ steps: 7, seed: '5', fps: 25, theme: 'light', lang: 'de', pace: 1.5 });

  it('takes what the Studio has kept: params, seed, fps and look', async () => {
    expect(await jobFrom('--props', studio)).toMatchObject({
      params: { steps: 7 },
      seed: '5',
      fps: 25,
      look: { theme: 'light', language: 'de', pace: 1.5, captions: 'burned' },
    });
  });

  it('gives way to an option, even one that says the default', async () => {
    const job = await jobFrom('--props', studio, '--theme', 'dark', '--seed', '1', '--captions', 'none');
    expect(job).toMatchObject({ seed: '1', fps: 25, look: { theme: 'dark', captions: 'none' } });
  });

  it('refuses a look by the name of its option, and anything else as a param', async () => {
    await expect(jobFrom('--props', '{ "theme": "purple" }')).rejects.toThrow("--theme: 'purple'");
    await expect(jobFrom('--props', '{ "format": "square" }')).rejects.toThrow('Unrecognized key: "format"');
    await expect(jobFrom('--props', '[7]')).rejects.toThrow('params of learning-rate-trio');
  });
});
