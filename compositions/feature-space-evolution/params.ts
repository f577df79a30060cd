import { z } from 'zod';

const data = z
  .strictObject({
    images: z
      .string()
      .min(1)
      .optional()
      .describe('IDX file of images, packed with gzip or not; without it digits are drawn'),
    labels: z.string().min(1).optional().describe('IDX file of their classes, 0 to 9'),
    train: z
      .number()
      .int()
      .min(20)
      .max(60_000)
      .default(1200)
      .describe('images to learn from; smaller files are shared out in the ratio of train and test'),
    test: z.number().int().min(20).max(10_000).default(1000).describe('images to be tested on: the points'),
    size: z.number().int().min(8).max(28).default(14).describe('side of a drawn image in pixels'),
    variety: z.number().min(0).max(2).default(0.9).describe('how much drawn images of a class differ'),
    noise: z.number().min(0).max(1).default(0.15).describe('noise on drawn images, as a share of full ink'),
  })
  .refine(({ images, labels }) => (images === undefined) === (labels === undefined), {
    message: 'images and labels are given together or not at all',
  });

const network = z.strictObject({
  hidden: z
    .array(z.number().int().min(1).max(128))
    .min(1)
    .max(4)
    .default([32, 16, 3])
    .refine((sizes) => (sizes.at(-1) ?? 0) >= 2, { message: 'the last hidden layer needs at least 2 units' })
    .describe('units of the hidden layers; the last one is what the film shows'),
  learningRate: z.number().min(1e-5).max(10).default(0.05),
  batch: z.number().int().min(1).max(1000).default(32).describe('images in one update'),
  weightDecay: z.number().min(0).max(1).default(0.02).describe('pull of the weights towards zero'),
});

/** Everything the feature-space evolution can be asked to do. Strict: an unknown field is an error. */
export const paramsSchema = z
  .strictObject({
    data: data.prefault({}).describe('what is learned'),
    network: network.prefault({}).describe('what learns'),
    epochs: z.number().int().min(2).max(200).default(45).describe('passes through the training images'),
    projection: z
      .strictObject({
        kind: z
          .enum(['pca', 'star'])
          .default('pca')
          .describe('pca: a plane through the last hidden layer; star: ten axes of the ten probabilities'),
        epoch: z
          .number()
          .int()
          .min(1)
          .optional()
          .describe('the epoch that the plane is fitted to; the last one without it'),
      })
      .prefault({})
      .describe('from which side the points are seen, the same for every epoch'),
  })
  .refine(({ epochs, projection: { epoch = 1 } }) => epoch <= epochs, {
    path: ['projection', 'epoch'],
    message: 'is later than the last epoch',
  });

export type FeatureSpaceParams = z.infer<typeof paramsSchema>;
