import { filesBelow, type LogFile } from '../files.ts';
import type { Mapping } from '../place.ts';
import { allennlp } from './allennlp.ts';
import { burn } from './burn.ts';
import { dvclive } from './dvclive.ts';
import type { Laid, Layout } from './layout.ts';
import { mlflow } from './mlflow.ts';
import { catboost, mmengine, stableBaselines, trainer } from './one-of-many.ts';
import { swanlab } from './swanlab.ts';
import { tensorboard } from './tensorboard.ts';

/** Ways in which programs spread a log over a folder, the more particular first. */
const LAYOUTS: readonly Layout[] = [
  mlflow,
  dvclive,
  allennlp,
  burn,
  catboost,
  mmengine,
  trainer,
  stableBaselines,
  tensorboard,
  swanlab,
];

/** What of a folder is read together, and the files that are left. */
export function layoutsOf(
  path: string,
  root: string,
  map: Mapping,
): { readonly laid: readonly Laid[]; readonly rest: readonly LogFile[] } {
  let rest = filesBelow(path);
  const laid: Laid[] = [];
  for (const layout of LAYOUTS)
    for (const one of layout({ files: rest, root, path, map })) {
      const taken = new Set(one.taken);
      laid.push(one);
      rest = rest.filter((file) => !taken.has(file));
    }
  return { laid, rest };
}
