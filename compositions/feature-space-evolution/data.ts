import { DIGIT_CLASSES, drawDigits } from '../../src/sim/data/digits.ts';
import { InputError, readIdx } from '../../src/sim/data/idx.ts';
import { type LabelledImages, pickImages } from '../../src/sim/data/images.ts';
import { random, type Seed } from '../../src/sim/random.ts';
import type { InputRef, Inputs } from '../film.ts';
import type { FeatureSpaceParams } from './params.ts';

type DataParams = FeatureSpaceParams['data'];

/** Images to learn from, and others to be tested on. */
export interface Split {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

/** The files that the params name. */
export function inputsOf({ data: { images, labels } }: FeatureSpaceParams): readonly InputRef[] {
  return images === undefined || labels === undefined
    ? []
    : [
        { name: 'data.images', path: images },
        { name: 'data.labels', path: labels },
      ];
}

/** Fewer images than this cannot be shared out. */
const FEWEST = 20;

/** 0 … count − 1 in an order that the seed decides. */
function shuffled(count: number, seed: Seed): readonly number[] {
  const next = random(seed, 'which images');
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

/** As many of each as are asked for, or the whole file in the same ratio. */
function shareOut(
  count: number,
  { train, test }: DataParams,
): { readonly train: number; readonly test: number } {
  if (count >= train + test) return { train, test };
  const kept = Math.max(1, Math.round((count * test) / (train + test)));
  return { train: count - kept, test: kept };
}

function readFiles(params: DataParams, seed: Seed, images: Uint8Array, labels: Uint8Array): Split {
  const all = readIdx(
    { name: `data.images '${params.images}'`, bytes: images },
    { name: `data.labels '${params.labels}'`, bytes: labels },
    DIGIT_CLASSES,
  );
  if (all.count < FEWEST) {
    throw new InputError(
      `data.images '${params.images}': ${all.count} images; at least ${FEWEST} are needed`,
    );
  }
  const order = shuffled(all.count, seed);
  const { train, test } = shareOut(all.count, params);
  return {
    train: pickImages(all, order.slice(0, train)),
    test: pickImages(all, order.slice(train, train + test)),
  };
}

/**
 * What is learned: drawn digits, or the files that the params name, of which the seed picks those to learn from and,
 * apart from them, those to be tested on.
 *
 * @throws InputError when a file is missing or malformed
 */
export function dataOf({ data }: FeatureSpaceParams, seed: Seed, inputs: Inputs): Split {
  if (data.images === undefined) {
    return {
      train: drawDigits(data.train, data, seed, 'digits to learn from'),
      test: drawDigits(data.test, data, seed, 'digits to be tested on'),
    };
  }
  const [images, labels] = [inputs['data.images'], inputs['data.labels']];
  if (images === undefined || labels === undefined) {
    throw new InputError(`data.images '${data.images}': the file was not read`);
  }
  return readFiles(data, seed, images, labels);
}
