import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Command, measure, table } from './measure.ts';

/**
 * Cost of the example series from an empty cache, with nothing changed, with one film lost, when the wording of one
 * caption changes (at the same length: otherwise everything after it would move), and when the params of one episode do.
 * Whole processes, in a copy of this checkout whose sources are edited along the way.
 */
const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
const root = fileURLToPath(new URL('..', import.meta.url));
/** What a checkout is not made of. */
const LEFT_OUT = new Set(['node_modules', 'out', 'dist', '.git']);

const folder = await mkdtemp(join(tmpdir(), 'lossreel-incremental-'));
const copy = join(folder, 'lossreel');
const out = join(copy, 'out');

/** Replaces the only occurrence of something in a source of the copy. */
async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(copy, path), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${path} does not contain '${from}' exactly once`);
  await writeFile(join(copy, path), text.replace(from, to));
}

try {
  await cp(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const series: Command = [
    process.execPath,
    join(copy, 'bin', 'lossreel.js'),
    'series',
    join(copy, 'series.json'),
    '--scale',
    values.scale,
    '--out',
    out,
  ];
  const environment = { ...process.env, NODE_ENV: 'production' };
  const render = async (): Promise<number> => (await measure([[series]], environment)).wall;
  const cold = await render();
  const rows: [what: string, seconds: number][] = [['an empty cache', cold]];
  rows.push(['nothing changed', await render()]);
  for (const ending of ['mp4', 'srt']) await rm(join(out, `optimizers.${ending}`));
  rows.push(['one film lost', await render()]);
  await edit('compositions/learning-rate-trio/english.ts', 'Height is loss', 'Height is cost');
  rows.push(['the words of one caption', await render()]);
  await edit(
    'series.json',
    '"film": "overfitting-curves",',
    '"film": "overfitting-curves", "params": { "seeds": 9 },',
  );
  rows.push(['the params of one episode', await render()]);
  console.log(`the example series at scale ${values.scale}\n`);
  console.log(
    table(
      ['changed', 'wall s', 'share'],
      rows.map(([what, wall]) => [what, wall.toFixed(2), `${((100 * wall) / cold).toFixed(1)} %`]),
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
