import { PbfReader } from 'pbf';
import { isObject, leaves, parseJson } from '../json/parse.ts';
import { numberIn } from '../numbers.ts';
import { place } from '../place.ts';
import { nothing, type Reader, whole } from '../reader.ts';
import { type RecordBuilder, recordBuilder } from '../records.ts';
import type { Reading } from '../series.ts';
import { chunks } from './chunks.ts';

const MAGIC = [0x3a, 0x57, 0x26, 0x42];
const HEADER = 7;

interface Item {
  key: string;
  nested: string[];
  json: string;
}

/** The fields of a history record; their order within a row is random. */
function readHistory(pbf: PbfReader): { readonly items: readonly Item[]; readonly step: number } {
  const history = { items: [] as Item[], step: 0 };
  pbf.readMessage((field, into: typeof history, from) => {
    if (field === 1)
      into.items.push(
        from.readMessage(
          (inner, item: Item, value) => {
            if (inner === 1) item.key = value.readString();
            else if (inner === 2) item.nested.push(value.readString());
            else if (inner === 16) item.json = value.readString();
          },
          { key: '', nested: [], json: '' },
        ),
      );
    else if (field === 2)
      from.readMessage((inner, step: typeof history, value) => {
        if (inner === 1) step.step = value.readVarint(true);
      }, into);
  }, history);
  return history;
}

/** Takes one value of a row: a number as it is, an object by its fields, a text or a flag as a word. */
function take(rows: RecordBuilder, name: string, value: unknown): void {
  if (isObject(value)) {
    if (!('_type' in value)) for (const [path, leaf] of leaves(value, '/', name)) take(rows, path, leaf);
    return;
  }
  const number = numberIn(value);
  if (number !== undefined) rows.number(name, number);
  else if (typeof value === 'string') rows.word(name, value);
}

interface Told {
  id: string;
  finished: boolean;
  big: boolean;
}

function readRecord(bytes: Uint8Array, rows: RecordBuilder, told: Told): void {
  new PbfReader(bytes).readFields((field, into: Told, pbf) => {
    if (field === 2) {
      const { items, step } = readHistory(pbf);
      rows.row();
      if (!items.some(({ key, nested }) => (nested[0] ?? key) === '_step')) rows.number('_step', step);
      for (const { key, nested, json } of items) {
        into.big ||= /^-?\d{16,}$/.test(json);
        take(rows, nested.length > 0 ? nested.join('/') : key, parseJson(json));
      }
    } else if (field === 17)
      pbf.readMessage((inner, run: Told, from) => {
        if (inner === 1) run.id = from.readString();
      }, into);
    else if (field === 18) {
      into.finished = true;
      pbf.skip(pbf.type);
    }
  }, told);
}

/** W&B's own file of a run, offline or not. */
export const wandb: Reader = {
  family: 'wandb-offline',
  knows: ({ bytes }) => MAGIC.every((byte, i) => bytes[i] === byte),
  begin: whole((bytes, source): Reading => {
    const { records, torn } = chunks(bytes, HEADER);
    const rows = recordBuilder();
    const told: Told = { id: '', finished: false, big: false };
    for (const record of records) readRecord(record, rows, told);
    const placed = place(rows.done(), { ...source.map, usual: '_step' });
    if (placed === undefined || placed.series.length === 0)
      return nothing(source, 'wandb-offline', 'no points: the run was killed before it wrote one');
    const warnings = [...placed.says];
    if (torn !== undefined)
      warnings.push(
        `${source.name}: torn at byte ${torn} of ${bytes.length}; what is whole before it is used`,
      );
    else if (!told.finished) warnings.push(`${source.name}: the run never said that it ended`);
    if (told.big) warnings.push(`${source.name}: whole numbers beyond 2^53 are rounded`);
    return {
      runs: [{ id: told.id || source.id, producer: 'wandb-offline', series: placed.series }],
      warnings,
    };
  }),
};
