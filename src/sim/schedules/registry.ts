import { z } from 'zod';
import { settledKind } from '../frameworks/offered.ts';
import { cosine, warmRestarts, warmupCosine } from './cosine.ts';
import { cyclic, oneCycle } from './cycles.ts';
import {
  constant,
  exponential,
  inverseTime,
  linear,
  piecewise,
  polynomial,
  stairs,
  warmingUp,
} from './decays.ts';
import { SCHEDULE_OFFERS, type ScheduleKind } from './offers.ts';
import {
  type Rate,
  type RateAt,
  SCHEDULE_FIELDS,
  type ScheduleSettings,
  semanticsField,
} from './schedule.ts';

/** A schedule as data: `{ kind: 'cosine', semantics: 'keras', decaySteps: 10 }`. */
export interface ScheduleParams extends ScheduleSettings {
  readonly kind: ScheduleKind;
}

const KINDS = Object.keys(SCHEDULE_OFFERS) as [ScheduleKind, ...ScheduleKind[]];

/**
 * Every schedule as data, in one flat object, with nothing filled in: what a schedule within an optimizer looks like,
 * which follows the optimizer's library unless it names its own.
 */
export const looseScheduleSchema = z
  .strictObject({
    kind: z.enum(KINDS).describe('the schedule'),
    semantics: semanticsField.optional(),
    ...z.object(SCHEDULE_FIELDS).partial().shape,
  })
  .meta({ id: 'Schedule', description: 'how the learning rate changes from step to step' });

/** A schedule with its library's defaults, or a refusal of one line. */
export const settledSchedule = (params: ScheduleParams): ScheduleParams | string =>
  settledKind(SCHEDULE_OFFERS, params, contradiction);

/**
 * Every schedule as data. Which of the fields a kind has depends on the library, and a field that it does not have is
 * refused by name. Missing ones get the library's defaults.
 */
export const scheduleSchema = looseScheduleSchema.check((context) => {
  const filled = settledSchedule(context.value);
  if (typeof filled === 'string') {
    context.issues.push({ code: 'custom', message: filled, input: context.value, path: [] });
  } else {
    context.value = filled as typeof context.value;
  }
});

/** What is wrong with settings that are each right. */
function contradiction({ kind, semantics, ...settings }: ScheduleParams): string | undefined {
  const {
    boundaries = [],
    values,
    scales,
    warmupSteps = 0,
    decaySteps = 1,
    riseShare = 0,
    totalSteps = 1,
  } = settings;
  if (boundaries.some((boundary, i) => i > 0 && boundary <= (boundaries[i - 1] ?? 0))) {
    return `boundaries must rise: ${boundaries.join(', ')}`;
  }
  if (values !== undefined && values.length !== boundaries.length + 1) {
    return `${boundaries.length} boundaries need ${boundaries.length + 1} values, not ${values.length}`;
  }
  if (scales !== undefined && scales.length !== boundaries.length) {
    return `${boundaries.length} boundaries need as many scales, not ${scales.length}`;
  }
  const inclusive = semantics === 'optax' && kind === 'warmup-cosine';
  if (inclusive && decaySteps <= warmupSteps) {
    return `decaySteps include the warm-up in Optax: they must be more than its ${warmupSteps}, not ${decaySteps}`;
  }
  if (kind === 'one-cycle' && semantics !== 'optax' && !(riseShare * totalSteps > 1)) {
    return `one-cycle needs a rise of more than one step: ${riseShare} of ${totalSteps} is too short`;
  }
  return undefined;
}

const fixed =
  (make: (settings: ScheduleSettings, base: number) => RateAt) =>
  (settings: ScheduleSettings, base: number): ((step: number) => Rate) => {
    const rateAt = make(settings, base);
    return (step) => ({ rate: rateAt(step) });
  };

const RULES: Readonly<
  Record<ScheduleKind, (settings: ScheduleSettings, base: number) => (step: number) => Rate>
> = {
  constant: fixed(constant),
  step: fixed(stairs),
  piecewise: fixed(piecewise),
  exponential: fixed(exponential),
  polynomial: fixed(polynomial),
  linear: fixed(linear),
  'inverse-time': fixed(inverseTime),
  cosine: fixed(cosine),
  'warmup-cosine': fixed(warmupCosine),
  'warmup-constant': fixed((settings, base) => warmingUp(settings, base, () => base)),
  'warmup-exponential': fixed((settings, base) => warmingUp(settings, base, exponential(settings, base))),
  'warm-restarts': fixed(warmRestarts),
  'one-cycle': oneCycle,
  cyclic,
};

/**
 * A schedule as a pure function of the number of steps done.
 *
 * @param params missing settings get the library's defaults
 * @param base the learning rate it starts from; the peak of those that rise
 * @throws Error of one line for settings that the library does not have
 */
export function createSchedule(params: ScheduleParams, base: number): (step: number) => Rate {
  const settings = settledSchedule(params);
  if (typeof settings === 'string') throw new Error(settings);
  return RULES[settings.kind](settings, base);
}
