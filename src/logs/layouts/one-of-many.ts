import { readLog } from '../files.ts';
import { byNumbers } from '../folder.ts';
import { LogError } from '../series.ts';
import { EVENTS, grouped, type Layout, lastPart } from './layout.ts';

// Programs that write the same numbers into several files: one is read.

/** CatBoost's train_dir: the JSON names sets and metrics; its tables and event files say the same. */
export const catboost: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*\/)?)catboost_training\.json$/)].map(([folder, own]) => ({
    taken: files.filter(({ name }) => name.startsWith(folder)),
    read: async () => {
      const [file] = own[0] ?? [];
      if (file === undefined) throw new LogError(`${root}: no catboost_training.json`);
      return readLog(file, map, lastPart(folder, root));
    },
  }));

/** Of an output folder of the Trainer the history that is longest: of the last checkpoint, or of the folder itself. */
export const trainer: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*?\/)?)(?:checkpoint-\d+\/)?trainer_state\.json$/)].map(([folder]) => {
    const own = files.filter(
      ({ name }) =>
        name.startsWith(folder) && /^(checkpoint-\d+\/)?trainer_state\.json$/.test(name.slice(folder.length)),
    );
    const last =
      own.find(({ name }) => name === `${folder}trainer_state.json`) ??
      [...own].sort((a, b) => byNumbers(a.name, b.name)).at(-1);
    return {
      taken: files.filter(
        ({ name }) => name.startsWith(folder) && (own.some((one) => one.name === name) || EVENTS.test(name)),
      ),
      read: async () => {
        if (last === undefined) throw new LogError(`${root}: no trainer_state.json`);
        return readLog(last, map, lastPart(folder, root));
      },
    };
  });

/** Work folders of MMEngine, whose other files say the same as scalars.json. */
export const mmengine: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*\/)?)vis_data\/scalars\.json$/)].map(([folder, own]) => ({
    taken: files.filter(({ name }) => name.startsWith(folder)),
    read: async () => {
      const [file] = own[0] ?? [];
      if (file === undefined) throw new LogError(`${root}: no scalars.json`);
      return readLog(file, map, lastPart(folder, root));
    },
  }));

/** stable-baselines3's folder: the table, beside which other formats say the same. */
export const stableBaselines: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*\/)?)progress\.(?:csv|json)$/)].map(([folder, own]) => ({
    taken: files.filter(
      ({ name }) =>
        name.startsWith(folder) &&
        (/^(progress\.(csv|json)|log\.txt)$/.test(name.slice(folder.length)) || EVENTS.test(name)),
    ),
    read: async () => {
      const file = own.find(([{ name }]) => name.endsWith('.csv'))?.[0] ?? own[0]?.[0];
      if (file === undefined) throw new LogError(`${root}: no progress.csv`);
      return readLog(file, map, lastPart(folder, root));
    },
  }));
