/** `npm run bench:start -- --against FOLDER`: how quick the command starts and how large it installs, against another checkout. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { npm } from '../scripts/npm.js';
import { table } from './measure.ts';

const HERE = resolve(import.meta.dirname, '..');

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    pairs: { type: 'string', default: '9' },
    film: { type: 'string', default: 'learning-rate-trio' },
  },
});
const pairs = Number(values.pairs);
if (values.against === undefined || !existsSync(join(values.against, 'package.json')) || !(pairs >= 1)) {
  process.stderr.write('bench:start: --against FOLDER names another checkout; --pairs N, 9 by default\n');
  process.exit(2);
}

/** Where a command is run: what is installed, or a checkout that cannot do it when installed. */
interface Place {
  readonly bin: string;
  /** The folder it is called in. */
  readonly cwd: string;
  /** Where it may keep things. */
  readonly kept: readonly string[];
}

interface Subject {
  readonly name: string;
  readonly checkout: string;
  readonly installed: Place;
  readonly megabytes: number;
  readonly packages: number;
}

interface Cost {
  /** Seconds of all processors in the process and its descendants. */
  readonly cpu: number;
  readonly wall: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'lossreel-start-'));

/** What files and folders take on disk, in megabytes, as `du -sm` says it. */
function sizeOf(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => statSync(join(entry.parentPath, entry.name)))
    .reduce((sum, { blocks, size }) => sum + (blocks > 0 ? blocks * 512 : size), 0);
  return Math.ceil(bytes / 2 ** 20);
}

/** Packs a checkout and installs it into an empty folder. The checkout is left as it is, but for a build of its own. */
function install(name: string, checkout: string): Subject {
  process.stderr.write(`packing and installing ${name}: ${checkout}\n`);
  const base = join(scratch, name);
  const cwd = join(base, 'installed');
  mkdirSync(cwd, { recursive: true });
  const packer = join(checkout, 'scripts', 'pack.js');
  const quiet = { stdio: 'ignore' } as const;
  if (existsSync(packer)) execFileSync(process.execPath, [packer, '--pack-destination', base], quiet);
  else npm(['pack', '--ignore-scripts', '--pack-destination', base], checkout, quiet);
  const tarball = readdirSync(base).find((file) => file.endsWith('.tgz')) ?? '';
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  npm(['install', ...flags, join(base, tarball)], cwd, quiet);
  const modules = join(cwd, 'node_modules');
  const list = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  const root = join(modules, 'lossreel');
  return {
    name,
    checkout,
    installed: {
      bin: join(root, 'bin', 'lossreel.js'),
      cwd,
      kept: [join(cwd, 'out'), join(root, 'out')],
    },
    megabytes: sizeOf(modules),
    packages: Object.keys(list.packages).length,
  };
}

const LEFT_OUT = new Set(['node_modules', 'out', 'dist', '.git']);

/** A copy of a checkout, with its packages, that may be written into. */
function copied({ name, checkout }: Subject): Place {
  const root = join(scratch, name, 'checkout');
  if (!existsSync(root)) {
    cpSync(checkout, root, {
      recursive: true,
      filter: (path) => path === checkout || !LEFT_OUT.has(basename(path)),
    });
    symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'), 'junction');
  }
  return { bin: join(root, 'bin', 'lossreel.js'), cwd: root, kept: [join(root, 'out')] };
}

const TIMES = /(\d+)m([\d.]+)s\s+(\d+)m([\d.]+)s\s*$/;

/**
 * Runs a command once. Its processor time, descendants included, is what bash counts of its children; without bash, as on
 * Windows, there is none, and the wall time stands for it.
 *
 * @returns null if the command fails
 */
function run({ bin, cwd }: Place, args: readonly string[]): Cost | null {
  const command = [process.execPath, bin, ...args];
  const started = performance.now();
  const viaBash = ['-c', '"$@" >/dev/null 2>&1; code=$?; times; exit $code', 'bash', ...command];
  const { status, stdout } =
    process.platform === 'win32'
      ? spawnSync(process.execPath, command.slice(1), { cwd, encoding: 'utf8' })
      : spawnSync('bash', viaBash, { cwd, encoding: 'utf8' });
  const wall = (performance.now() - started) / 1000;
  if (status !== 0) return null;
  const [, userMinutes, user, systemMinutes, system] = TIMES.exec(stdout) ?? [];
  if (process.platform === 'win32' || userMinutes === undefined) return { cpu: wall, wall };
  return { cpu: 60 * (Number(userMinutes) + Number(systemMinutes)) + Number(user) + Number(system), wall };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  /** Whether all that was kept is thrown away first. */
  readonly fromNothing?: true;
  /** What the ratio should at most be, of processor time or of wall time. */
  readonly asked?: { readonly ratio: number; readonly of: keyof Cost };
}

const CASES: readonly Case[] = [
  { name: '--version', args: ['--version'], asked: { ratio: 1 / 6, of: 'cpu' } },
  { name: '--help', args: ['--help'], asked: { ratio: 1 / 6, of: 'cpu' } },
  { name: 'list, nothing kept', args: ['list'], fromNothing: true, asked: { ratio: 1 / 20, of: 'wall' } },
  { name: 'list, once more', args: ['list'] },
  {
    name: `still ${values.film}`,
    args: ['still', values.film, '--frame', '100'],
    asked: { ratio: 1 / 2, of: 'cpu' },
  },
];

/** Where a subject can do what a case asks for; null if nowhere. */
function placeFor(subject: Subject, { args }: Case): Place | null {
  return (
    [() => subject.installed, () => copied(subject)]
      .map((place) => place())
      .find((place) => run(place, args) !== null) ?? null
  );
}

function once(place: Place, { args, fromNothing }: Case): Cost {
  if (fromNothing) for (const folder of place.kept) rmSync(folder, { recursive: true, force: true });
  return run(place, args) ?? { cpu: Number.NaN, wall: Number.NaN };
}

const seconds = (value: number): string => (Number.isNaN(value) ? 'fails' : value.toFixed(2));
const ratio = (before: number, now: number): string =>
  Number.isNaN(before / now)
    ? ''
    : now < before
      ? `1/${(before / now).toFixed(1)}`
      : `${(now / before).toFixed(1)}×`;

function rowOf(before: Subject, now: Subject, asked: Case): readonly string[] {
  const places = [before, now].map((subject) => placeFor(subject, asked));
  const all: Cost[][] = [[], []];
  for (let pair = 0; pair < pairs; pair++)
    // The order alternates, so that neither gains by coming second.
    for (const i of pair % 2 === 0 ? [0, 1] : [1, 0]) {
      const place = places[i];
      if (place) all[i]?.push(once(place, asked));
    }
  const of = (i: number, what: keyof Cost): number => median((all[i] ?? []).map((cost) => cost[what]));
  const mark = (i: number): string => (places[i] && places[i] !== [before, now][i]?.installed ? ' *' : '');
  return [
    asked.name,
    ...(['cpu', 'wall'] as const).flatMap((what) => [
      `${seconds(of(0, what))}${mark(0)}`,
      `${seconds(of(1, what))}${mark(1)}`,
      ratio(of(0, what), of(1, what)),
    ]),
    asked.asked ? `${asked.asked.of} ≤ 1/${Math.round(1 / asked.asked.ratio)}` : '',
  ];
}

try {
  const before = install('before', resolve(values.against));
  const now = install('now', HERE);
  const rows = CASES.map((each) => {
    process.stderr.write(`${each.name}: ${pairs} pairs\n`);
    return rowOf(before, now, each);
  });
  const version = process.platform === 'win32' ? ' (no processor time is known here: wall time twice)' : '';
  process.stdout.write(
    `${table(['command', 'cpu s before', 'now', 'ratio', 'wall s before', 'now', 'ratio', 'asked'], rows)}\n`,
  );
  process.stdout.write(
    `\nmedians of ${pairs} alternating pairs of whole processes${version}\n` +
      `${rows.some((row) => row.some((cell) => cell.endsWith(' *'))) ? '* cannot be done when installed: run from a copy of the checkout\n' : ''}\n`,
  );
  process.stdout.write(
    `${table(
      ['installed', 'before', 'now', 'ratio'],
      [
        [
          'MB on disk',
          String(before.megabytes),
          String(now.megabytes),
          ratio(before.megabytes, now.megabytes),
        ],
        ['packages', String(before.packages), String(now.packages), ratio(before.packages, now.packages)],
      ],
    )}\n`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
