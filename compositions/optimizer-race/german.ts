import type { SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import type { OptimizerKind } from '../../src/sim/optimizers/registry.ts';
import { fullOrShort } from '../../src/story/captions.ts';
import { plain } from '../../src/story/numbers.ts';
import type { Texts } from './english.ts';
import { lossText } from './figures.ts';
import { FORMULAS, rulesOf } from './formulas.ts';

const COUNTS = ['kein', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben'];
const count = (n: number): string => COUNTS[n] ?? String(n);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const SURFACE_TITLES: Readonly<Record<SurfaceName, string>> = {
  ravine: 'die Schlucht',
  rosenbrock: 'das Rosenbrock-Tal',
  beale: 'das Beale-Plateau',
  himmelblau: 'Himmelblaus vier Täler',
  saddle: 'der Sattel',
};

const SURFACE_CAPTIONS: Readonly<Record<SurfaceName, string>> = {
  ravine: 'Eine Schlucht: quer viel steiler als längs.',
  rosenbrock: 'Rosenbrock: ein krummes Tal, dessen Sohle kaum fällt.',
  beale: 'Beale: flaches Land mit einer Wand in jeder Ecke.',
  himmelblau: 'Himmelblau: vier Minima, alle gleich tief.',
  saddle: 'Ein Sattel: mittig flach, auf jeder Seite ein Minimum.',
};

const LESSONS: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'SGD: genau gegen den Gradienten, sonst nichts.',
  momentum: 'Momentum: Frühere Gradienten schieben mit.',
  nesterov: 'Nesterov: Momentum, das einen Schritt vorausschaut.',
  adagrad: 'AdaGrad: Wo eine Achse steil war, sinkt die Rate.',
  rmsprop: 'RMSprop: Wo eine Achse steil ist, sinkt die Rate.',
  adam: 'Adam: Momentum und eine Rate je Achse zugleich.',
  adamw: 'AdamW: Adam, dazu schrumpfen die Parameter etwas.',
};

/** More than one lingered: by name where there are two and their names are short. */
const lingered = (counted: string, named: string | null): string =>
  fullOrShort(`${named ?? counted} verharrten, wo es flach ist.`, `${counted} verharrten, wo es flach ist.`);

export const german: Texts = {
  title: () => 'Das Rennen der Optimierer',
  subtitle: ({ optimizers, races }) =>
    `${capital(count(optimizers))} Optimierer, ${races === 1 ? 'ein Start' : `${count(races)} Flächen`}`,

  raceHeading: ({ race, races, surface }) =>
    races === 1
      ? capital(SURFACE_TITLES[surface])
      : `Rennen ${race} von ${races}: ${SURFACE_TITLES[surface]}`,
  lessonChapter: () => 'Wie jeder seinen Schritt macht',
  surface: ({ surface }) => capital(SURFACE_TITLES[surface]),
  formula: ({ surface }) => FORMULAS[surface],
  rule: ({ kind, line }) => rulesOf('Mittel von g, g²')[kind][line] ?? '',
  stepOutOf: ({ step, steps }) => `Schritt ${step} / ${steps}`,
  chart: ({ epsilon }) => `L − min L + ${plain(epsilon)}, log`,
  chartSteps: ({ steps }) => (steps === 1 ? '1 Schritt' : `${steps} Schritte`),
  low: () => 'niedrig',
  high: () => 'hoher Verlust',
  minimum: () => 'Minimum',
  start: () => 'Start',
  rate: ({ rate }) => `η = ${plain(Number(rate.toPrecision(3)))}`,
  loss: ({ least }) => (least === 0 ? 'Verlust' : 'L − min L'),
  field: () => 'das Feld',
  ranking: () => 'Rangliste',
  out: () => 'divergiert',
  partGradient: () => '− Gradient',
  partMemory: () => 'Momentum',
  partScale: () => 'η je Achse',
  partStep: ({ step }) => `Schritt ${step}`,
  place: ({ place }) => String(place),

  captionSurface: ({ surface }) => SURFACE_CAPTIONS[surface],
  captionField: ({ optimizers }) =>
    optimizers === 1
      ? 'Ein Optimierer, ein Start.'
      : `${capital(count(optimizers))} Optimierer, ein Start: Jeder hat seine Regel.`,
  captionSameField: ({ optimizers }) =>
    optimizers === 1
      ? 'Derselbe Optimierer, gleich eingestellt.'
      : `Dieselben ${count(optimizers)}, gleich eingestellt.`,
  captionNewField: ({ optimizers }) =>
    optimizers === 1 ? 'Nun mit einem Optimierer.' : `Nun mit ${count(optimizers)} Optimierern.`,
  captionLesson: ({ kind, afterAdagrad }) =>
    kind === 'rmsprop' && afterAdagrad ? 'RMSprop: ebenso, vergisst aber alte Steigungen.' : LESSONS[kind],
  captionStandings: ({ step, first, last }) =>
    fullOrShort(`Schritt ${step}: ${first} vorn, ${last} hinten.`, `Schritt ${step}: ${first} vorn.`),
  captionAlone: ({ step, loss }) => `Schritt ${step}: Verlust nur noch ${lossText(loss)}.`,
  captionFormer: ({ name }) => `${name} gewann das Rennen davor.`,
  captionLead: ({ name, step }) =>
    step <= 1 ? `${name} führt vom ersten Schritt an.` : `Ab Schritt ${step} führt ${name}.`,
  captionLinger: ({ names, first, second }) =>
    names === 1
      ? `${first} verharrte, wo es flach ist.`
      : lingered(`${capital(count(names))} von ihnen`, names === 2 ? `${first} und ${second}` : null),
  captionLateLead: ({ name, step }) => `Erst ab Schritt ${step} liegt ${name} vorn.`,
  captionOut: ({ name, step, others }) =>
    fullOrShort(
      `${name} divergiert bei Schritt ${step}${others === 0 ? '' : '; es geht weiter'}.`,
      `${name} divergiert bei Schritt ${step}.`,
    ),
  captionAllOut: ({ optimizers }) =>
    optimizers === 1 ? 'Er ist divergiert: Die Rate ist zu hoch.' : 'Alle sind divergiert: Niemand gewinnt.',
  captionWinner: ({ first, loss, last }) =>
    last === null
      ? `${first} endet mit Verlust ${lossText(loss)}.`
      : fullOrShort(`${first} siegt; ${last} ist Letzter.`, `${first} siegt.`),
  captionTie: ({ names }) => `${capital(count(names))} enden bei genau demselben Verlust.`,
  captionWinners: ({ winners, races }) => `${capital(count(races))} Flächen, ${count(winners)} Sieger.`,
  captionMover: ({ name, from, to }) =>
    `${name} ${to < from ? 'klettert' : 'fällt'} von Platz ${from} auf ${to}.`,
  captionUnmoved: () => 'Alle behalten ihren Platz.',
  captionFinal: () => 'Der Endstand.',

  compareHeading: ({ winners, races }) =>
    races === 1
      ? 'Das Ergebnis'
      : winners > 1
        ? 'Andere Fläche, anderer Sieger'
        : winners === 1
          ? 'Ein Sieger auf jeder Fläche'
          : 'Kein Sieger',
};
