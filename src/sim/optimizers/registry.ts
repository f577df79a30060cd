import { z } from 'zod';
import { PRECISIONS, type Precision, type Semantics } from '../frameworks/framework.ts';
import { settled } from '../frameworks/offers.ts';
import {
  createSchedule,
  looseScheduleSchema,
  type ScheduleParams,
  settledSchedule,
} from '../schedules/registry.ts';
import { semanticsField } from '../schedules/schedule.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam, adamW } from './adam.ts';
import { adabelief, adan, ademamix, adopt, yogi } from './adam-variants.ts';
import { adamax } from './adamax.ts';
import { asgd } from './asgd.ts';
import { clipped } from './clipping.ts';
import { FIELDS, type FieldName, type Hyper } from './fields.ts';
import { ftrl } from './ftrl.ts';
import { momentum, nesterov, sgd } from './gradient-descent.ts';
import { madgrad } from './madgrad.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { OFFERS, type OptimizerKind } from './offers.ts';
import type { Optimizer } from './optimizer.ts';
import { prodigy } from './prodigy.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { scheduleFreeAdamW, scheduleFreeSgd } from './schedule-free.ts';
import { scheduled } from './scheduled.ts';
import { lion, rprop, signSgd, signum } from './signs.ts';
import { sm3 } from './sm3.ts';
import { fromage, lamb, lars, novograd } from './trust-ratio.ts';

/** An optimizer as data. Which hyper-parameters it has depends on its kind and the library. */
export interface OptimizerParams extends Partial<Omit<Hyper, 'learningRate'>> {
  readonly kind: OptimizerKind;
  /** The library whose rule and defaults it follows; PyTorch if missing. */
  readonly semantics?: Semantics;
  /** `float64` if missing. */
  readonly precision?: Precision;
  readonly learningRate: number;
  /** How the rate changes; constant if missing. */
  readonly schedule?: ScheduleParams;
}

/** As {@link OptimizerParams}, with what is missing filled in by the schema. */
export type OptimizerInput = Partial<Omit<OptimizerParams, 'kind'>> & { readonly kind: OptimizerKind };

/** Every kind of optimizer, in the order in which they are listed. */
export const OPTIMIZER_KINDS = Object.keys(OFFERS) as readonly OptimizerKind[];

/** Where a kind allows other values than the rest do. */
const SPECIAL: Partial<Record<OptimizerKind, Partial<Record<FieldName, z.ZodType>>>> = {
  adadelta: {
    learningRate: z
      .number()
      .min(-1)
      .max(1000)
      .describe('learning rate; PyTorch: lr; −1 is what Optax does without one: it climbs'),
  },
  lars: { epsilon: z.number().min(0).max(1).describe('added to the length of the gradient; Optax: eps') },
};

/** Each hyper-parameter's schema with an id, under which a JSON Schema holds it once for all kinds. */
const defined = new Map(
  Object.entries(FIELDS).map(([name, schema]: readonly [string, z.ZodType]) => [
    name,
    schema.meta({ ...schema.meta(), id: `optimizer.${name}` }),
  ]),
);
const precisionField = z
  .enum(PRECISIONS)
  .meta({ id: 'Precision', description: 'format of the parameters; float64 if not said' });

/** The member of the union for a kind: every hyper-parameter that the kind has in any library. */
function memberOf(kind: OptimizerKind): z.ZodObject {
  const libraries = Object.values(OFFERS[kind].in) as readonly Partial<Record<FieldName, unknown>>[];
  const names = [...new Set(libraries.flatMap((settings) => Object.keys(settings)))] as readonly FieldName[];
  const fields = names.map((name) => [name, field(kind, name, libraries)] as const);
  return z
    .strictObject({
      kind: z.literal(kind),
      ...Object.fromEntries(fields),
      semantics: semanticsField.optional(),
      precision: precisionField.optional(),
      schedule: looseScheduleSchema.optional(),
    })
    .check((context) => {
      const { semantics, precision, schedule, ...given } = context.value as OptimizerInput;
      const filled = filledIn({ ...given, ...(semantics === undefined ? {} : { semantics }) });
      if (typeof filled === 'string') {
        context.issues.push({ code: 'custom', message: filled, input: context.value, path: [] });
        return;
      }
      const ownSchedule = schedule && settledSchedule(following(schedule, semantics));
      if (typeof ownSchedule === 'string') {
        context.issues.push({ code: 'custom', message: ownSchedule, input: schedule, path: ['schedule'] });
        return;
      }
      const whole = { ...filled, semantics, precision, schedule: ownSchedule };
      context.value = Object.fromEntries(
        Object.entries(whole).filter(([, value]) => value !== undefined),
      ) as typeof context.value;
    });
}

/** A hyper-parameter that may be missing, with its default where no library is said. */
function field(
  kind: OptimizerKind,
  name: FieldName,
  libraries: readonly Partial<Record<FieldName, unknown>>[],
): z.ZodType {
  const schema: z.ZodType = SPECIAL[kind]?.[name] ?? defined.get(name) ?? FIELDS[name];
  const standard = ('pytorch' in OFFERS[kind].in ? libraries[0]?.[name] : undefined) ?? undefined;
  const { description } = schema.meta() ?? {};
  const told = {
    ...(description === undefined ? {} : { description }),
    ...(standard === undefined ? {} : { default: standard }),
  };
  return schema.optional().meta(told);
}

/** A schedule that follows its optimizer's library unless it names its own. */
const following = (schedule: ScheduleParams, semantics: Semantics | undefined): ScheduleParams =>
  semantics === undefined ? schedule : { semantics, ...schedule };

/** Of these Keras takes one at most. */
const KERAS_CLIPPING = ['clipNorm', 'clipValue', 'globalClipNorm'] as const satisfies readonly FieldName[];

/** The params with the library's defaults, or a refusal. */
function filledIn(params: OptimizerInput): OptimizerParams | string {
  const { kind, semantics, precision: _precision, schedule: _schedule, ...given } = params;
  const ways = KERAS_CLIPPING.filter(
    (way) => (given as Readonly<Record<string, unknown>>)[way] !== undefined,
  );
  if (semantics === 'keras' && ways.length > 1) {
    return `Keras clips in one way only: one of ${KERAS_CLIPPING.join(', ')}, not ${ways.join(' and ')}`;
  }
  const filled = settled(OFFERS[kind], given, semantics);
  return typeof filled === 'string' ? filled : ({ kind, ...filled } as OptimizerParams);
}

const members = OPTIMIZER_KINDS.map(memberOf) as [z.ZodObject, ...z.ZodObject[]];

/**
 * Every optimizer as data: a union by `kind`, strict, one member a kind. Missing hyper-parameters get the defaults of
 * the library that `semantics` names, PyTorch's otherwise; a kind that it lacks, or a hyper-parameter that its optimizer
 * does not have, is refused by name.
 */
export const optimizerSchema = z.discriminatedUnion('kind', members) as unknown as z.ZodType<
  OptimizerParams,
  OptimizerInput
>;

type Rule = (settings: Hyper & { readonly semantics: Semantics; readonly precision: Precision }) => Optimizer;

const RULES: Readonly<Record<OptimizerKind, Rule>> = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam,
  adamw: adamW,
  adadelta,
  adamax,
  nadam,
  radam,
  lion,
  adafactor,
  muon,
  lamb,
  rprop,
  'schedule-free-sgd': scheduleFreeSgd,
  'schedule-free-adamw': scheduleFreeAdamW,
  ftrl,
  yogi,
  lars,
  adabelief,
  novograd,
  adan,
  sm3,
  fromage,
  'sign-sgd': signSgd,
  signum,
  adopt,
  ademamix,
  madgrad,
  prodigy,
  asgd,
};

/**
 * Creates the optimizer described by data such as `{ kind: 'adam', semantics: 'keras', learningRate: 0.05 }`.
 *
 * @throws Error of one line for a kind or hyper-parameter that the library does not have
 */
export function createOptimizer(params: OptimizerInput): Optimizer {
  const filled = filledIn(params);
  if (typeof filled === 'string') throw new Error(filled);
  const { kind, semantics = 'pytorch', precision = 'float64', schedule } = params;
  const make = (learningRate: number, momentum?: number): Optimizer => {
    const moved = momentum === undefined ? {} : 'beta1' in filled ? { beta1: momentum } : { momentum };
    // A rule reads the hyper-parameters that its kind has, and those are all there.
    const settings = {
      ...filled,
      ...moved,
      learningRate,
      semantics,
      precision,
    } as unknown as Parameters<Rule>[0];
    return clipped(RULES[kind](settings), params, precision);
  };
  if (schedule === undefined) return make(filled.learningRate);
  return scheduled(make, createSchedule(following(schedule, params.semantics), filled.learningRate));
}
