import { place } from '../place.ts';
import { recordBuilder } from '../records.ts';
import { addObject } from './objects.ts';
import { isObject } from './parse.ts';
import type { DocumentShape } from './producer.ts';

/** skorch's history: a list of epochs, each with its batches, which are left out. */
export const skorch: DocumentShape = {
  producer: 'skorch-history',
  read(value, source) {
    if (!Array.isArray(value)) return undefined;
    const entries = value.filter(isObject);
    if (!entries.some((entry) => Array.isArray(entry.batches) && 'epoch' in entry)) return undefined;
    const rows = recordBuilder();
    for (const entry of entries) addObject(rows, entry);
    const placed = place(rows.done(), { ...source.map, usual: 'epoch' });
    return {
      runs: [{ id: source.id, producer: this.producer, series: placed?.series ?? [] }],
      warnings: placed?.says ?? [],
    };
  },
};
