import type { InputRef, Inputs } from '../../src/film/film.ts';
import { DIGIT_CLASSES, drawDigits } from '../../src/sim/data/digits.ts';
import { InputError, readIdx } from '../../src/sim/data/idx.ts';
import { splitImages } from '../../src/sim/data/images.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { FeatureSpaceParams } from './params.ts';

/** The files named in the params. */
export const inputsOf = ({ data }: FeatureSpaceParams): readonly InputRef[] =>
  (['images', 'labels'] as const).flatMap((file) => {
    const path = data[file];
    return path === undefined ? [] : [{ name: `data.${file}`, path }];
  });

/** Fewer images than this cannot be split. */
const MIN_IMAGES = 20;

/**
 * The data set: drawn digits, or the files named in the params, split by the seed into training and test images.
 *
 * @throws InputError if a file is missing or malformed
 */
export function dataOf({ data }: FeatureSpaceParams, seed: Seed, inputs: Inputs) {
  if (data.images === undefined) {
    return {
      train: drawDigits(data.train, data, seed, 'digits to learn from'),
      test: drawDigits(data.test, data, seed, 'digits to be tested on'),
    };
  }
  const [images, labels] = [inputs['data.images'], inputs['data.labels']];
  const name = `data.images '${data.images}'`;
  if (images === undefined || labels === undefined) throw new InputError(`${name}: the file was not read`);
  const all = readIdx(
    { name, bytes: images },
    { name: `data.labels '${data.labels}'`, bytes: labels },
    DIGIT_CLASSES,
  );
  if (all.count < MIN_IMAGES)
    throw new InputError(`${name}: ${all.count} images; at least ${MIN_IMAGES} are needed`);
  return splitImages(all, data, seed);
}
