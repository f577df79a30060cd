import type { SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import type { OptimizerKind } from '../../src/sim/optimizers/registry.ts';
import { fullOrShort } from '../../src/story/captions.ts';
import { plain } from '../../src/story/numbers.ts';
import type { AnyWords } from '../../src/story/wording.ts';
import { lossText } from './figures.ts';
import { FORMULAS, rulesOf } from './formulas.ts';

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const count = (n: number): string => COUNTS[n] ?? String(n);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** 1st, 2nd, 3rd, 4th … */
const ordinal = (n: number): string =>
  `${n}${n % 10 === 1 && n !== 11 ? 'st' : n % 10 === 2 && n !== 12 ? 'nd' : n % 10 === 3 && n !== 13 ? 'rd' : 'th'}`;

const SURFACE_TITLES: Readonly<Record<SurfaceName, string>> = {
  ravine: 'the ravine',
  rosenbrock: 'Rosenbrock’s valley',
  beale: 'Beale’s plateau',
  himmelblau: 'Himmelblau’s four dips',
  saddle: 'the saddle',
};

const SURFACE_CAPTIONS: Readonly<Record<SurfaceName, string>> = {
  ravine: 'A ravine: far steeper across than along.',
  rosenbrock: 'Rosenbrock: a bent valley whose floor hardly falls.',
  beale: 'Beale: flat ground, with a wall in each corner.',
  himmelblau: 'Himmelblau: four minima, all equally deep.',
  saddle: 'A saddle: flat in the middle, a minimum on each side.',
};

const LESSONS: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'SGD: straight against the gradient, nothing else.',
  momentum: 'Momentum: earlier gradients keep pushing.',
  nesterov: 'Nesterov: momentum that looks one step ahead.',
  adagrad: 'AdaGrad: an axis that was steep gets a smaller rate.',
  rmsprop: 'RMSprop: an axis that is steep gets a smaller rate.',
  adam: 'Adam: momentum and a rate per axis, both at once.',
  adamw: 'AdamW: Adam, and the parameters shrink a little.',
};

/** More than one lingered: by name where there are two and their names are short. */
const lingered = (counted: string, named: string | null): string =>
  fullOrShort(`${named ?? counted} lingered where it is flat.`, `${counted} lingered where it is flat.`);

/** The words of the film in English; the other languages have the same keys. */
export const english = {
  title: () => 'The optimizer race',
  subtitle: ({ optimizers, races }: { optimizers: number; races: number }) => {
    const field = `${capital(count(optimizers))} optimizer${optimizers === 1 ? '' : 's'}`;
    return races === 1 ? `${field}, one start` : `${field}, ${count(races)} surfaces`;
  },

  raceHeading: ({ race, races, surface }: { race: number; races: number; surface: SurfaceName }) =>
    races === 1 ? capital(SURFACE_TITLES[surface]) : `Race ${race} of ${races}: ${SURFACE_TITLES[surface]}`,
  lessonChapter: () => 'How each of them steps',
  surface: ({ surface }: { surface: SurfaceName }) => capital(SURFACE_TITLES[surface]),
  formula: ({ surface }: { surface: SurfaceName }) => FORMULAS[surface],
  rule: ({ kind, line }: { kind: OptimizerKind; line: number }) =>
    rulesOf('means of g, g²')[kind][line] ?? '',
  stepOutOf: ({ step, steps }: { step: number; steps: number }) => `step ${step} / ${steps}`,
  chart: ({ epsilon }: { epsilon: number }) => `L − least L + ${plain(epsilon)}, log`,
  chartSteps: ({ steps }: { steps: number }) => (steps === 1 ? '1 step' : `${steps} steps`),
  low: () => 'low',
  high: () => 'high loss',
  minimum: () => 'minimum',
  start: () => 'start',
  rate: ({ rate }: { rate: number }) => `η = ${plain(Number(rate.toPrecision(3)))}`,
  loss: ({ least }: { least: number }) => (least === 0 ? 'loss' : 'L − least L'),
  field: () => 'the field',
  ranking: () => 'ranking',
  out: () => 'diverged',
  partGradient: () => '− gradient',
  partMemory: () => 'momentum',
  partScale: () => 'rate per axis',
  partStep: ({ step }: { step: number }) => `step ${step}`,
  place: ({ place }: { place: number }) => String(place),

  captionSurface: ({ surface }: { surface: SurfaceName }) => SURFACE_CAPTIONS[surface],
  captionField: ({ optimizers }: { optimizers: number }) =>
    optimizers === 1
      ? 'One optimizer, one start.'
      : `${capital(count(optimizers))} optimizers, one start: each has its own rule.`,
  captionSameField: ({ optimizers }: { optimizers: number }) =>
    optimizers === 1
      ? 'The same optimizer with the same settings.'
      : `The same ${count(optimizers)}, with the same settings.`,
  captionNewField: ({ optimizers }: { optimizers: number }) =>
    optimizers === 1 ? 'Now with one optimizer.' : `Now with a field of ${count(optimizers)}.`,
  captionLesson: ({ kind, afterAdagrad }: { kind: OptimizerKind; afterAdagrad: boolean }) =>
    kind === 'rmsprop' && afterAdagrad ? 'RMSprop: likewise, but it forgets old slopes.' : LESSONS[kind],
  captionStandings: ({ step, first, last }: { step: number; first: string; last: string }) =>
    fullOrShort(`Step ${step}: ${first} leads, ${last} is last.`, `Step ${step}: ${first} leads.`),
  captionAlone: ({ step, loss }: { step: number; loss: number }) =>
    `Step ${step}: the loss is down to ${lossText(loss)}.`,
  captionFormer: ({ name }: { name: string }) => `${name} won the race before.`,
  captionLead: ({ name, step }: { name: string; step: number }) =>
    step <= 1 ? `${name} has led from the first step on.` : `From step ${step} on, ${name} leads.`,
  captionLinger: ({ names, first, second }: { names: number; first: string; second: string }) =>
    names === 1
      ? `${first} lingered where the ground is flat.`
      : lingered(`${capital(count(names))} of them`, names === 2 ? `${first} and ${second}` : null),
  captionLateLead: ({ name, step }: { name: string; step: number }) =>
    `Only at step ${step} did ${name} get ahead.`,
  captionOut: ({ name, step, others }: { name: string; step: number; others: number }) =>
    fullOrShort(
      `${name} diverges at step ${step}${others === 0 ? '' : '; the race goes on'}.`,
      `${name} diverges at step ${step}.`,
    ),
  captionAllOut: ({ optimizers }: { optimizers: number }) =>
    optimizers === 1 ? 'It has diverged: the rate is too high.' : 'All of them have diverged: nobody wins.',
  captionWinner: ({ first, loss, last }: { first: string; loss: number; last: string | null }) =>
    last === null
      ? `${first} ends at a loss of ${lossText(loss)}.`
      : fullOrShort(`${first} wins; ${last} comes last.`, `${first} wins.`),
  captionTie: ({ names }: { names: number }) => `${capital(count(names))} of them end at the very same loss.`,
  captionWinners: ({ winners, races }: { winners: number; races: number }) =>
    winners === 1
      ? `${capital(count(races))} surfaces, one winner.`
      : `${capital(count(races))} surfaces, ${count(winners)} winners.`,
  captionMover: ({ name, from, to }: { name: string; from: number; to: number }) =>
    `${name} ${to < from ? 'climbs' : 'falls'} from ${ordinal(from)} to ${ordinal(to)}.`,
  captionUnmoved: () => 'Nobody changes places.',
  captionFinal: () => 'The final order.',

  compareHeading: ({ winners, races }: { winners: number; races: number }) =>
    races === 1
      ? 'The result'
      : winners > 1
        ? 'Another surface, another winner'
        : winners === 1
          ? 'One winner on every surface'
          : 'No winner',
};

/** The words of the film in one language. */
export type Texts = AnyWords<typeof english>;
