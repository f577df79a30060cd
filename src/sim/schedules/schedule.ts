import { z } from 'zod';
import { SEMANTICS } from '../frameworks/framework.ts';

const steps = (what: string) => z.number().int().min(1).max(1_000_000).describe(what);
const share = (what: string) => z.number().min(0).max(1).describe(what);
const rate = (what: string) => z.number().min(0).max(1000).describe(what);
const factor = (what: string) => z.number().min(0).max(1e6).describe(what);
const start = z
  .number()
  .int()
  .min(0)
  .max(1_000_000)
  .describe('first step of the decay; Optax: transition_begin');

/** One cosine of Optax' sgdr_schedule. */
const cycle = z.strictObject({
  initialRate: rate('rate at its start'),
  peakRate: rate('rate after its warm-up; the learning rate by default').optional(),
  warmupSteps: z.number().int().min(0).max(1_000_000).describe('steps of the warm-up, a part of decaySteps'),
  decaySteps: steps('its length'),
  endRate: rate('rate at its end').default(0),
});
type Given<T> = { readonly [K in keyof T]: T[K] };
export type CosineCycle = Given<z.infer<typeof cycle>>;

/** Every setting of a schedule, whatever its kind; which of them a library has is in the table of offers. */
export const SCHEDULE_FIELDS = {
  factor: factor('of the rate during the first steps'),
  totalSteps: steps(
    'length of the whole schedule; PyTorch: total_iters, total_steps; Optax: transition_steps',
  ),
  stepSize: steps('steps between falls; PyTorch: step_size'),
  gamma: factor('of the rate at each fall'),
  boundaries: z
    .array(z.number().int().min(0).max(1_000_000))
    .max(100)
    .describe('steps at which the rate jumps'),
  values: z
    .array(rate('rate'))
    .max(101)
    .describe("Keras: the rates, one more than boundaries; the first is the start's"),
  scales: z.array(factor('scale')).max(100).describe('Optax: a factor of the rate for each boundary'),
  decaySteps: steps('length of the decay; PyTorch: T_max, T_0, total_iters; Optax: transition_steps'),
  decayRate: factor('of the rate over decaySteps; PyTorch: gamma'),
  staircase: z.boolean().describe('only after whole decaySteps'),
  begin: start,
  endRate: rate('rate at the end'),
  power: z.number().min(0).max(100).describe('exponent of the polynomial'),
  cycle: z.boolean().describe('Keras: whether to begin again after decaySteps'),
  startFactor: share('of the rate at the start; PyTorch: start_factor'),
  endFactor: share('of the rate at the end; PyTorch: end_factor'),
  minRate: rate('lowest rate; PyTorch: eta_min'),
  alpha: share('lowest rate as a fraction of the highest'),
  exponent: z.number().min(0).max(100).describe('of the cosine; Optax'),
  initialRate: rate('rate at the start of the warm-up; Keras: initial_learning_rate; Optax: init_value'),
  warmupSteps: z.number().int().min(0).max(1_000_000).describe('length of the warm-up'),
  lengthFactor: z
    .number()
    .min(1)
    .max(100)
    .describe('of the length at each restart; PyTorch: T_mult; Keras: t_mul'),
  heightFactor: factor('of the rate at each restart; Keras: m_mul'),
  cycles: z.array(cycle).min(1).max(50).describe('Optax: the cosines one by one'),
  riseShare: share('of the steps in which the rate rises; pct_start'),
  fallShare: share('of the steps after which the last fall begins; Optax: pct_final'),
  anneal: z.enum(['cosine', 'linear']).describe('curve of rise and fall; PyTorch: anneal_strategy'),
  divFactor: z.number().min(1).max(1e9).describe('peak over start; div_factor'),
  finalDivFactor: z.number().min(1).max(1e9).describe('start over end; final_div_factor'),
  threePhase: z.boolean().describe('PyTorch: a fall to the start before the one to the end'),
  cycleMomentum: z.boolean().describe('PyTorch: whether momentum or β₁ moves too, the other way round'),
  baseMomentum: share('lowest momentum'),
  maxMomentum: share('highest momentum'),
  peakRate: rate('highest rate; PyTorch: max_lr'),
  upSteps: steps('length of each rise; PyTorch: step_size_up'),
  downSteps: steps('length of each fall; PyTorch: step_size_down, as many as upSteps by default'),
  mode: z.enum(['triangular', 'triangular2', 'exp-range']).describe('how the height of the cycles changes'),
} as const;

type Fields = {
  readonly [K in keyof typeof SCHEDULE_FIELDS]?: Given<z.infer<(typeof SCHEDULE_FIELDS)[K]>> | undefined;
};

export const semanticsField = z.enum(SEMANTICS).meta({
  id: 'Semantics',
  description: "the library whose rule and defaults are followed; PyTorch's if not said",
});

export interface ScheduleSettings extends Fields {
  readonly semantics?: (typeof SEMANTICS)[number] | undefined;
}

/** The rate for step + 1 as a function of the number of steps done. */
export type RateAt = (step: number) => number;

/** What a schedule sets: the rate and, where it moves that too, the momentum (or β₁). */
export interface Rate {
  readonly rate: number;
  readonly momentum?: number;
}
