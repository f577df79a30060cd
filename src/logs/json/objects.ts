import { numberIn } from '../numbers.ts';
import type { RecordBuilder } from '../records.ts';
import { type JsonObject, leaves } from './parse.ts';

/** Fields whose text says of which set the numbers of a row are. */
const SET_FIELD = /^(mode|split|phase|stage|subset|set|dataset_type)$/i;
const SET_NAME = /^(train|training|val|valid|validation|eval|evaluation|test|dev)$/i;

/** The set that a field tells, if it is such a field. */
export const setOf = (name: string, value: string): string | undefined =>
  SET_FIELD.test(name) && SET_NAME.test(value.trim()) ? value.trim() : undefined;

/** Whether a row sums a whole run up: the last entry of the Trainer's history. */
const isSummary = (row: JsonObject): boolean => 'train_runtime' in row && !('loss' in row);

/** Adds an object as a row: its numbers by their path, texts as words. */
export function addObject(rows: RecordBuilder, object: JsonObject, join = '/'): void {
  if (isSummary(object)) return;
  rows.row();
  const all = [...leaves(object, join)];
  const set = all
    .map(([path, leaf]) => (typeof leaf === 'string' ? setOf(path, leaf) : undefined))
    .find((one) => one !== undefined);
  const aside = set !== undefined && !/^train/i.test(set);
  for (const [path, leaf] of all) {
    const number = numberIn(leaf);
    const name = aside && !/^(epoch|step|global_step|iteration)s?$/i.test(path) ? `${set}/${path}` : path;
    // Within a validation, mmcv counts the batches of the validation.
    if (aside && /^(iter|batch)$/i.test(path)) continue;
    if (number !== undefined) rows.number(name, number);
    else if (typeof leaf === 'string') rows.word(name, leaf);
  }
}
