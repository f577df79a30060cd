import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { allFilmFlags } from '../cli/film-flags.ts';
import { filmJob } from '../cli/film-job.ts';
import { tellJob } from '../cli/tell.ts';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { frameSource } from '../src/film/frame-source.ts';
import { wavOf } from '../src/film/sound.ts';
import { FINAL } from '../src/render/encode/encoder.ts';
import { frameMarkup } from '../src/render/paint/markup.ts';
import { compare } from './against.ts';
import { floorOf, writeRaw } from './floor.ts';
import { type Command, HEAD, type Measurement, measure, median, row, table } from './measure.ts';

/**
 * Whole films at 1080p30 as a user would get them, in every available way: whole processes, start-up included. The native
 * engine synthesizes the sound each time; Remotion is given that sound as a file. The floor has none. With its defaults,
 * Remotion draws the film as one would write it without regard to speed, first with nothing bundled, then with its
 * bundler's cache. The methods take turns, and the table shows the medians. Below it: what a frame's markup and one
 * additional worker cost. The raw frames of the floor take 3.1 MB each on the disk for temporary files: choose fewer
 * with --frames if that is too much.
 *
 * With --against FOLDER, another checkout with its packages installed, the native engines of both and the floor take turns
 * instead, and one table shows all of it: share of the floor's frames a second, processor time, memory.
 */
const { values } = parseArgs({
  options: {
    /** The films to measure; by default the whole catalogue. */
    film: { type: 'string', multiple: true, default: CATALOGUE.map(({ id }) => id) },
    props: { type: 'string' },
    /** First and last frame, e.g. 0-299; by default the whole film. */
    frames: { type: 'string' },
    workers: { type: 'string', default: String(Math.max(1, availableParallelism())) },
    rounds: { type: 'string', default: '1' },
    /** Leave the browser out. */
    'native-only': { type: 'boolean', default: false },
    against: { type: 'string' },
  },
});
const { workers } = values;
const root = fileURLToPath(new URL('..', import.meta.url));
const flags = allFilmFlags(values.props === undefined ? {} : { props: values.props });
const environment = { ...process.env, NODE_ENV: 'production' };
/** Where Remotion finds static files. */
const sounds = join(root, 'out', '.cache', 'public', 'bench');
await mkdir(sounds, { recursive: true });

const here = process.cwd();
process.chdir(root);

/** Measures one film in every way and prints the table. */
async function bench(film: string): Promise<void> {
  const told = tellJob(await filmJob(film, flags));
  const source = frameSource(told);
  await writeFile(join(sounds, `${film}.wav`), await wavOf(told.sheet));
  const [first = 0, last = source.frames - 1] = values.frames?.split('-').map(Number) ?? [];
  const range = { start: first, end: last + 1 };
  const frames = last + 1 - first;
  const folder = await mkdtemp(join(tmpdir(), 'lossreel-bench-'));
  try {
    const raw = join(folder, 'frames.yuv');
    const floor = floorOf(
      source.fps,
      range,
      raw,
      await writeRaw(source, range, raw),
      FINAL,
      Number(workers),
      folder,
    );
    const native = (count: number, ...more: string[]): Command => [
      process.execPath,
      join(root, 'bin', 'lossreel.js'),
      'render',
      film,
      '--force',
      '--workers',
      String(count),
      '--out',
      folder,
      '--frames',
      `${first}-${last}`,
      ...(values.props === undefined ? [] : ['--props', values.props]),
      ...more,
    ];
    const remotion = (name: string, ...more: string[]): Command => [
      process.execPath,
      join(root, 'node_modules', '.bin', 'remotion'),
      'render',
      film,
      join(folder, `${name}.mp4`),
      `--frames=${first}-${last}`,
      '--log=error',
      ...(values.props === undefined ? [] : [`--props=${values.props}`]),
      ...more,
    ];
    const usual = remotion('usual', `--config=${resolve(root, 'bench/remotion-defaults.ts')}`);
    const ways: Readonly<Record<string, () => Promise<Measurement>>> = {
      [`native engine, ${workers} workers`]: () => measure([[native(Number(workers))]], environment),
      [`native engine, ${Number(workers) + 1} workers`]: () =>
        measure([[native(Number(workers) + 1)]], environment),
      ...(values['native-only']
        ? {}
        : {
            'remotion render, defaults, first time': async () => {
              await rm(join(root, 'node_modules', '.cache', 'webpack'), { recursive: true, force: true });
              return measure([[usual]], environment);
            },
            'remotion render, defaults, again': () => measure([[usual]], environment),
            'render --engine chromium': () =>
              measure([[native(Number(workers), '--engine', 'chromium')]], environment),
            'remotion render, tuned': () => measure([[remotion('tuned')]], environment),
          }),
      'encoding only, one FFmpeg, default threads': floor.whole,
      [`encoding only, same segments, ${workers} at a time`]: floor.segments,
    };
    const results = Object.entries(ways).map(([name, run]) => ({ name, run, taken: [] as Measurement[] }));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const { run, taken } of results) taken.push(await run());
    }
    const medians = results.map(({ name, taken }) => ({ name, result: median(taken) }));
    const floorWall = Math.min(
      ...medians.filter(({ name }) => name.startsWith('encoding')).map(({ result }) => result.wall),
    );
    const took = Array.from({ length: frames }, (_, i) => {
      const begun = performance.now();
      frameMarkup(source.element(first + i));
      return performance.now() - begun;
    }).sort((a, b) => a - b);
    console.log(`\n${film}, ${frames} frames\n`);
    console.log(
      table(
        HEAD,
        medians.map(({ name, result }) => row(name, frames, result, floorWall)),
      ),
    );
    const [some, more] = medians.map(({ result }) => result.peakMemory);
    console.log(`\nmarkup of a frame: ${took[Math.floor(frames / 2)]?.toFixed(2)} ms in the median`);
    console.log(`one further worker: ${((more ?? 0) - (some ?? 0)).toFixed(0)} MB`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (values.against === undefined) for (const film of values.film) await bench(film);
else {
  const sides = { there: resolve(here, values.against), here: root };
  const settings = {
    films: values.film,
    frames: values.frames,
    workers: Number(workers),
    rounds: Number(values.rounds),
  };
  await compare(sides, settings);
}
