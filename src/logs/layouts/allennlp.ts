import { readFileSync } from 'node:fs';
import { addObject } from '../json/objects.ts';
import { isObject, parseJson } from '../json/parse.ts';
import { place } from '../place.ts';
import { recordBuilder } from '../records.ts';
import type { Reading } from '../series.ts';
import { grouped, type Layout, lastPart } from './layout.ts';

/** AllenNLP's serialization folder: a file of metrics for each epoch. */
export const allennlp: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*\/)?)metrics_epoch_(\d+)\.json$/)].map(([folder, own]) => ({
    taken: files.filter(
      ({ name }) => name.startsWith(folder) && /^metrics(_epoch_\d+)?\.json$/.test(name.slice(folder.length)),
    ),
    read: async (): Promise<Reading> => {
      const rows = recordBuilder();
      const order = [...own].sort(([, [a]], [, [b]]) => Number(a) - Number(b));
      for (const [{ path }, [epoch = '']] of order) {
        const metrics = parseJson(readFileSync(path, 'utf8'));
        if (isObject(metrics)) addObject(rows, { epoch: Number(epoch), ...metrics });
      }
      const placed = place(rows.done(), { ...map, usual: 'epoch' });
      const id = lastPart(folder, root);
      // What was best so far is no value of its epoch.
      const series = (placed?.series ?? []).filter(
        ({ name }) => !/^best_|^training_(epochs|start_epoch)$/.test(name),
      );
      return { runs: [{ id, producer: 'allennlp', series }], warnings: placed?.says ?? [] };
    },
  }));
