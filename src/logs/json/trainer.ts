import { place } from '../place.ts';
import { nothing } from '../reader.ts';
import { recordBuilder } from '../records.ts';
import { addObject } from './objects.ts';
import { isObject } from './parse.ts';
import type { DocumentShape } from './producer.ts';

/** trainer_state.json of transformers' Trainer, and of all that is built on it, such as TRL. */
export const trainer: DocumentShape = {
  producer: 'transformers-trainer_state',
  read(value, source) {
    if (!isObject(value) || !Array.isArray(value.log_history)) return undefined;
    const rows = recordBuilder();
    for (const entry of value.log_history) if (isObject(entry)) addObject(rows, entry);
    const placed = place(rows.done(), { ...source.map, usual: 'step' });
    if (placed === undefined || placed.series.length === 0)
      return nothing(
        source,
        this.producer,
        'log_history holds no points: by default the Trainer logs each 500 steps, and the run was shorter',
      );
    return {
      runs: [{ id: source.id, producer: this.producer, series: placed.series }],
      warnings: placed.says,
    };
  },
};
