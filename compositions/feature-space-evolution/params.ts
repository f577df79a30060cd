import { z } from 'zod';
import { real, whole, wholes } from '../../src/film/ranges.ts';

const data = z
  .strictObject({
    images: z
      .string()
      .min(1)
      .optional()
      .describe('IDX file of images, optionally gzipped; if omitted, digits are drawn'),
    labels: z.string().min(1).optional().describe('IDX file of their labels, 0 to 9'),
    train: whole(20, 60_000, 1200, 'training images; smaller files are split in the ratio of train to test'),
    test: whole(20, 10_000, 1000, 'test images, shown as points'),
    size: whole(8, 28, 14, 'width and height of a drawn image in pixels'),
    variety: real(0, 2, 0.9, 'how much drawn images of the same class differ'),
    noise: real(0, 1, 0.15, 'noise on drawn images, as a fraction of full ink'),
  })
  .refine(({ images, labels }) => (images === undefined) === (labels === undefined), {
    message: 'images and labels must be given together or not at all',
  });

const network = z.strictObject({
  hidden: wholes(
    [1, 128],
    [1, 4],
    [32, 16, 3],
    'units per hidden layer; the film shows the last layer',
  ).refine((sizes) => (sizes.at(-1) ?? 0) >= 2, { message: 'the last hidden layer needs at least 2 units' }),
  learningRate: real(1e-5, 10, 0.05, 'learning rate of SGD'),
  batch: whole(1, 1000, 32, 'images per minibatch'),
  weightDecay: real(0, 1, 0.02, 'weight decay λ, added to the gradient'),
});

/** The params of the feature-space evolution. Strict: an unknown field is an error. */
export const paramsSchema = z
  .strictObject({
    data: data.prefault({}).describe('the images'),
    network: network.prefault({}).describe('the network and how it is trained'),
    epochs: whole(2, 200, 45, 'passes over the training images'),
    projection: z
      .strictObject({
        kind: z
          .enum(['pca', 'star'])
          .default('pca')
          .describe(
            'pca: principal plane of the last hidden layer; star: star coordinates of the ten class probabilities',
          ),
        epoch: z
          .number()
          .int()
          .min(1)
          .optional()
          .describe('epoch that the plane is fitted to (default: the last)'),
      })
      .prefault({})
      .describe('how the points are projected; the same for every epoch'),
  })
  .refine(({ epochs, projection: { epoch = 1 } }) => epoch <= epochs, {
    path: ['projection', 'epoch'],
    message: 'is later than the last epoch',
  });

export type FeatureSpaceParams = z.infer<typeof paramsSchema>;
