import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { allFilmFlags } from '../cli/film-flags.ts';
import { filmJob } from '../cli/film-job.ts';
import { tellJob } from '../cli/tell.ts';
import { frameSource } from '../src/film/frame-source.ts';
import { FINAL } from '../src/render/encode/encoder.ts';
import type { FrameSource } from '../src/render/paint/frame-painter.ts';
import type { FrameRange } from '../src/story/clock.ts';
import { equalWorkSource } from './equal-work-scene.tsx';
import { floorOf, writeRaw } from './floor.ts';
import { type Command, type Measurement, measure, median, table } from './measure.ts';

/** The checkouts compared. */
export interface Sides {
  readonly there: string;
  readonly here: string;
}

/** What is measured, and how often. */
export interface Comparison {
  readonly films: readonly string[];
  /** First and last frame, `0-299`; whole films by default. */
  readonly frames: string | undefined;
  readonly workers: number;
  readonly rounds: number;
}

type Row = readonly [what: string, there: string, here: string, ratio: string];

const HEAD = ['what', 'there', 'here', 'here / there'] as const;

const number = (what: string, there: number, here: number, digits: number, unit: string): Row => [
  what,
  `${there.toFixed(digits)}${unit}`,
  `${here.toFixed(digits)}${unit}`,
  (here / there).toFixed(2),
];

/** The engines of both checkouts and the floor, taking turns; medians. */
async function measured(
  render: (root: string, folder: string) => Command,
  { there, here }: Sides,
  source: FrameSource,
  range: FrameRange,
  { workers, rounds }: Comparison,
): Promise<{ readonly there: Measurement; readonly here: Measurement; readonly floor: Measurement }> {
  const folder = await mkdtemp(join(tmpdir(), 'lossreel-bench-'));
  // Each side is compiled by its own rules, whatever the working directory.
  const environmentOf = (root: string) => ({
    ...process.env,
    NODE_ENV: 'production',
    TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
  });
  try {
    const raw = join(folder, 'frames.yuv');
    const size = await writeRaw(source, range, raw);
    const floor = floorOf(source.fps, range, raw, size, FINAL, workers, folder);
    const ways = {
      there: () => measure([[render(there, folder)]], environmentOf(there)),
      here: () => measure([[render(here, folder)]], environmentOf(here)),
      floor: floor.segments,
    };
    const taken: Record<keyof typeof ways, Measurement[]> = { there: [], here: [], floor: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ['there', 'here', 'floor'] as const) taken[way].push(await ways[way]());
    }
    return { there: median(taken.there), here: median(taken.here), floor: median(taken.floor) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Compares the native engines of two checkouts, side by side, and prints one table. */
export async function compare(sides: Sides, settings: Comparison): Promise<void> {
  const rows: Row[] = [];
  const equal = equalWorkSource();
  const { there, here, floor } = await measured(
    (root, folder) => [
      ...([process.execPath, '--import', join(root, 'node_modules/tsx/dist/esm/index.mjs')] as const),
      ...[join(root, 'bench/equal-work-render.ts'), join(folder, 'equal.mp4'), String(settings.workers)],
    ],
    sides,
    equal,
    { start: 0, end: equal.frames },
    settings,
  );
  rows.push(number('equal work, of the floor', there.wall / floor.wall, here.wall / floor.wall, 2, '×'));
  rows.push(number('its CPU, of the floor’s', there.cpu / floor.cpu, here.cpu / floor.cpu, 2, '×'));
  for (const film of settings.films) {
    const source = frameSource(tellJob(await filmJob(film, allFilmFlags({})), true));
    const [first = 0, last = source.frames - 1] = settings.frames?.split('-').map(Number) ?? [];
    const found = await measured(
      (root, folder) => [
        ...([process.execPath, join(root, 'bin/lossreel.js'), 'render', film, '--force'] as const),
        ...['--workers', String(settings.workers), '--out', folder, '--cache', join(folder, 'cache')],
        ...['--frames', `${first}-${last}`],
      ],
      sides,
      source,
      { start: first, end: last + 1 },
      settings,
    );
    const share = (side: Measurement): number => found.floor.wall / side.wall;
    rows.push(
      number(`${film}: of the floor’s frames a second`, share(found.there), share(found.here), 2, ''),
    );
    rows.push(
      number(
        `${film}: CPU, of the floor’s`,
        found.there.cpu / found.floor.cpu,
        found.here.cpu / found.floor.cpu,
        2,
        '×',
      ),
    );
    rows.push(
      number(
        `${film}: frames a second`,
        (last + 1 - first) / found.there.wall,
        (last + 1 - first) / found.here.wall,
        1,
        '',
      ),
    );
    rows.push(number(`${film}: peak memory`, found.there.peakMemory, found.here.peakMemory, 0, ' MB'));
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  console.log(
    `\n${machine}, Node ${process.versions.node}, ${settings.workers} workers, medians of ${settings.rounds}\n`,
  );
  console.log(table(HEAD, rows));
}
