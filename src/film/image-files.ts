import { InputError, readIdx } from '../sim/data/idx.ts';
import { type LabelledImages, splitImages } from '../sim/data/images.ts';
import type { Seed } from '../sim/random.ts';
import type { InputRef, Inputs } from './film.ts';

/** Params that may name IDX files of images and of their labels, at `data`, and how many images are asked for. */
interface ImageData {
  readonly images?: string | undefined;
  readonly labels?: string | undefined;
  readonly train: number;
  readonly test: number;
}

/** Fewer images than this cannot be split. */
const MIN_IMAGES = 20;

/** The image files named in a film's params, for its `inputs`. */
export const imageFiles = ({ data }: { readonly data: ImageData }): readonly InputRef[] =>
  (['images', 'labels'] as const).flatMap((file) => {
    const path = data[file];
    return path === undefined ? [] : [{ name: `data.${file}`, path }];
  });

/**
 * The images of the files named in a film's params, split by the seed; `null` if it names none.
 *
 * @param classes labels are below this
 * @throws InputError if a file is missing or malformed, or holds too few images
 */
export function filedImages(
  data: ImageData,
  classes: number,
  seed: Seed,
  inputs: Inputs,
): { readonly train: LabelledImages; readonly test: LabelledImages } | null {
  if (data.images === undefined) return null;
  const [images, labels] = [inputs['data.images'], inputs['data.labels']];
  const name = `data.images '${data.images}'`;
  if (images === undefined || labels === undefined) throw new InputError(`${name}: the file was not read`);
  const all = readIdx(
    { name, bytes: images },
    { name: `data.labels '${data.labels}'`, bytes: labels },
    classes,
  );
  if (all.count < MIN_IMAGES)
    throw new InputError(`${name}: ${all.count} images; at least ${MIN_IMAGES} are needed`);
  return splitImages(all, data, seed);
}
