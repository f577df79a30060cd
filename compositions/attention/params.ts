import { z } from 'zod';
import { real, whole } from '../../src/film/ranges.ts';
import { TASKS } from '../../src/sim/sequences/tasks.ts';
import { MASK_DIALECTS } from '../../src/story/attention/readings.ts';

/** Multiplications of all updates together, in millions, at most: twenty seconds. */
const MOST_WORK = 2000;

/** The params of the film of attention. Strict: an unknown field is an error. */
export const paramsSchema = z
  .strictObject({
    task: z
      .enum(TASKS)
      .default('agreement')
      .describe('the ending of a verb by its subject, or digits said again, in order or as they were'),
    digits: whole(2, 5, 4, 'digits to be sorted or copied'),
    data: z
      .strictObject({
        train: whole(20, 4000, 600, 'sequences to learn from; of two digits there are 90 in all'),
        test: whole(20, 200, 200, 'unseen sequences that everything is measured on'),
      })
      .prefault({}),
    model: z
      .strictObject({
        layers: whole(1, 2, 2, 'layers of attention, each followed by a network of one hidden layer'),
        heads: z
          .union([z.literal(1), z.literal(2), z.literal(4)])
          .default(4)
          .describe('heads of a layer, which share 16 numbers a token'),
        hidden: whole(4, 64, 16, 'hidden units after each layer of attention'),
      })
      .prefault({}),
    steps: whole(1, 1000, 240, 'updates by Adam'),
    batch: whole(1, 64, 16, 'sequences of an update'),
    rate: real(1e-5, 0.03, 0.01, 'learning rate at the start, from where it falls to 0'),
    mask: z.enum(MASK_DIALECTS).default('pytorch').describe('the library as which the mask is written'),
  })
  .check(({ value, issues }) => {
    const { task, digits, data, model, steps, batch } = value;
    const length = task === 'agreement' ? 9 : 2 * digits;
    const work = (steps * batch * length * model.layers * 3 * (1024 + 32 * model.hidden)) / 1e6;
    if (work > MOST_WORK)
      issues.push({
        code: 'custom',
        path: ['steps'],
        input: steps,
        message: `steps × batch × model must be at most ${MOST_WORK} million multiplications, not ${Math.round(work)} million: fewer steps, a smaller batch or model`,
      });
    const all = task === 'agreement' ? Number.POSITIVE_INFINITY : MOST_DIFFERENT[digits - 2];
    if (all !== undefined && data.train + data.test > all)
      issues.push({
        code: 'custom',
        path: ['data'],
        input: data,
        message: `${digits} digits have ${all} different sequences at most, train and test together`,
      });
  });

/** Sequences of two digits, three …, of which so many can be drawn without waiting for the last. */
const MOST_DIFFERENT = [85, 700] as const;

export type AttentionFilmParams = z.infer<typeof paramsSchema>;
