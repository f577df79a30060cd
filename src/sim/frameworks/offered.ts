import { z } from 'zod';
import type { Library } from './framework.ts';
import { type Offer, settled } from './offers.ts';

/** The fields that things on offer have, whatever their kind and library. */
type Fields = Readonly<Record<string, z.ZodType>>;
type Unchanging<T> = T extends readonly (infer Item)[] ? readonly Item[] : T;
/** The values of some fields, each of which may be missing. */
export type Given<F extends Fields> = { readonly [K in keyof F]?: Unchanging<z.output<F[K]>> | undefined };

/** A thing on offer as data: its library, PyTorch if missing, and its settings, the library's own if missing. */
export type Chosen<Where extends Library, F extends Fields> = {
  readonly semantics?: Where | undefined;
} & Given<F>;
/** The same where there are several kinds. */
export type ChosenKind<Kind extends string, Where extends Library, F extends Fields> = {
  readonly kind: Kind;
} & Chosen<Where, F>;

/** How data about something on offer are read. */
export interface Reader<Params> {
  /** Fills in the library's defaults; refuses by name what the library does not have. */
  readonly schema: z.ZodType<Params, Params>;
  /** The same without checking types and ranges. @throws Error of one line for what the library does not have */
  whole(params: Params): Params;
}

interface About<Where extends Library> {
  readonly id: string;
  readonly description: string;
  readonly libraries: readonly Where[];
}

function reader<Params extends object>(
  { id, description }: { readonly id: string; readonly description: string },
  shape: Fields,
  settle: (params: Params) => Params | string,
): Reader<Params> {
  const schema = z
    .strictObject(shape)
    .check((context) => {
      const filled = settle(context.value as Params);
      if (typeof filled === 'string') {
        context.issues.push({ code: 'custom', message: filled, input: context.value, path: [] });
      } else {
        context.value = filled as typeof context.value;
      }
    })
    .meta({ id, description });
  return {
    schema: schema as unknown as z.ZodType<Params, Params>,
    whole: (params) => {
      const filled = settle(params);
      if (typeof filled === 'string') throw new Error(filled);
      return filled;
    },
  };
}

const shapeOf = <Where extends Library>(
  { id, libraries }: About<Where>,
  fields: Fields,
  first: Fields = {},
): Fields => ({
  ...first,
  semantics: z
    .enum(libraries as [Where, ...Where[]])
    .optional()
    .meta({
      id: `${id}.semantics`,
      description: `the library whose rule and defaults are followed; ${
        (libraries as readonly Library[]).includes('pytorch') ? "PyTorch's if not said" : 'it has to be said'
      }`,
    }),
  ...z.object(fields).partial().shape,
});

/** Reads what libraries offer under one name. @param wrong what is wrong with settings that are each right */
export function offered<Where extends Library, F extends Fields>(
  about: About<Where>,
  offer: Offer<Where>,
  fields: F,
  wrong: (whole: Chosen<Where, F>) => string | undefined = () => undefined,
): Reader<Chosen<Where, F>> {
  return reader(about, shapeOf(about, fields), (params: Chosen<Where, F>) => {
    const { semantics, ...given } = params;
    const filled = settled(offer, given, semantics);
    if (typeof filled === 'string') return filled;
    const whole = { ...(semantics === undefined ? {} : { semantics }), ...filled } as Chosen<Where, F>;
    return wrong(whole) ?? whole;
  });
}

/**
 * The params of one of several kinds with its library's defaults, or a refusal of one line.
 *
 * @param wrong what is wrong with settings that are each right
 */
export function settledKind<
  Kind extends string,
  Where extends Library,
  Params extends { readonly kind: Kind; readonly semantics?: Where | undefined },
>(
  offers: Readonly<Record<Kind, Offer<Where>>>,
  params: Params,
  wrong: (whole: Params) => string | undefined,
): Params | string {
  const { kind, semantics, ...given } = params;
  const filled = settled(offers[kind], given, semantics);
  if (typeof filled === 'string') return filled;
  const whole = { kind, ...(semantics === undefined ? {} : { semantics }), ...filled } as unknown as Params;
  return wrong(whole) ?? whole;
}

/** Reads what libraries offer under several names. @param wrong what is wrong with settings that are each right */
export function offeredKinds<Kind extends string, Where extends Library, F extends Fields>(
  about: About<Where>,
  offers: Readonly<Record<Kind, Offer<Where>>>,
  fields: F,
  wrong: (whole: ChosenKind<Kind, Where, F>) => string | undefined = () => undefined,
): Reader<ChosenKind<Kind, Where, F>> {
  const kinds = Object.keys(offers) as [Kind, ...Kind[]];
  const shape = shapeOf(about, fields, { kind: z.enum(kinds) });
  return reader(about, shape, (params: ChosenKind<Kind, Where, F>) => settledKind(offers, params, wrong));
}
