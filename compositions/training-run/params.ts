import { z } from 'zod';

const share = (low: number, high: number, usual: number) => z.number().min(low).max(high).default(usual);

/** What counts as an event. */
const events = z.strictObject({
  rise: share(0, 1, 0.05).describe(
    'a loss has risen when it ends above its lowest value by this share of it',
  ),
  flat: share(0.001, 0.2, 0.02).describe(
    'a plateau: the smoothed loss falls by less than this share of its whole fall',
  ),
  plateau: share(0.1, 1, 0.3).describe('a plateau lasts for this share of the run, or longer'),
  spike: share(3, 100, 8).describe(
    'a spike rises this many times as far above the values before it as neighbouring ones lie apart',
  ),
  cut: share(0.1, 0.95, 0.6).describe(
    'the rate is cut when it falls at once to this share of what it was, or less',
  ),
});

/** The params of the film of a training log. Strict: an unknown field is an error. */
export const paramsSchema = z.strictObject({
  logs: z
    .array(z.string().min(1))
    .max(200)
    .default([])
    .describe('paths of the log’s files; without, a small log that comes with the film'),
  map: z
    .strictObject({
      train: z.string().min(1).optional().describe('series that is the training loss'),
      val: z.string().min(1).optional().describe('series that is the validation loss or score'),
      test: z.string().min(1).optional().describe('series that is the test loss'),
      metric: z.string().min(1).optional().describe('series that is a score'),
      rate: z.string().min(1).optional().describe('series that is the learning rate'),
      gradient: z.string().min(1).optional().describe('series that is the norm of the gradient'),
      step: z.string().min(1).optional().describe('column that counts the steps'),
      group: z.string().min(1).optional().describe('column that tells the runs of a table apart'),
    })
    .prefault({})
    .describe('what cannot be known from a log'),
  restart: z
    .enum(['auto', 'join', 'split', 'latest'])
    .default('auto')
    .describe(
      'what a step that falls back means. join: one run goes on; split: another run begins; latest: the later part counts; auto: latest where it falls back into the run, split where it begins anew',
    ),
  provenance: z
    .enum(['base', 'full'])
    .default('base')
    .describe(
      'what the film’s provenance keeps of the log’s files: base name, size and hash; full: also their paths, the host and the names of their columns',
    ),
  several: z
    .enum(['auto', 'group', 'race'])
    .default('auto')
    .describe(
      'several runs as a mean with a band, or as a race; auto: a mean where their names differ in a number alone that follows "seed"',
    ),
  duration: z
    .union([z.literal('auto'), z.number().min(20).max(180)])
    .default('auto')
    .describe(
      'length of the film in seconds, at pace 1; auto: as long as it takes to show each point and to say what there is to say, 45 at most',
    ),
  smoothing: z
    .union([z.literal('auto'), z.number().min(0).max(0.999)])
    .default('auto')
    .describe(
      'factor of TensorBoard’s debiased average, 0 for none; auto: reaching over a fiftieth of the points where the series is rough',
    ),
  events: events.prefault({}).describe('what counts as an event'),
});

export type RunParams = z.infer<typeof paramsSchema>;
