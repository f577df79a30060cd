import type { Run } from './series.ts';

/** A path without its folders. */
export const baseName = (path: string): string =>
  path
    .replace(/[/\\]+$/, '')
    .split(/[/\\]/)
    .at(-1) ?? path;

/** A name without folders and endings, as a run's id. */
export const plainName = (name: string): string =>
  baseName(name)
    .replace(/^(events\.out\.tfevents).*$/, '$1')
    .replace(/(?<=.)\.(csv|tsv|txt|log|jsonl?|db|gz|wandb|swanlab|zip|npz)\b/g, '');

/** Runs with one id each: those that share one are numbered. */
export function distinct(runs: readonly Run[]): readonly Run[] {
  const seen = new Map<string, number>();
  return runs.map((run) => {
    const times = (seen.get(run.id) ?? 0) + 1;
    seen.set(run.id, times);
    return times === 1 ? run : { ...run, id: `${run.id} [${times}]` };
  });
}
