import { fixed, plain } from '../../src/story/numbers.ts';
import type { Texts } from './english.ts';
import { rateText, times } from './figures.ts';

const COUNTS = ['kein', 'ein', 'zwei', 'drei', 'vier', 'fünf'];
const count = (n: number): string => COUNTS[n] ?? String(n);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const afterSteps = (steps: number): string => (steps === 1 ? 'nach 1 Schritt' : `nach ${steps} Schritten`);

export const german: Texts = {
  title: () => 'Die Lernrate',
  subtitle: ({ runs }) =>
    runs === 1
      ? 'Ein Start, ein Lauf, eine Zahl'
      : `${capital(count(runs))} Läufe, ein Start, nur eine Zahl anders`,

  landscapeHeading: () => 'Die Verlustlandschaft',
  loss: () => 'Verlust',
  parameter: () => 'x',
  globalMinimum: () => 'globales Minimum',
  localMinimum: () => 'lokales Minimum',
  onlyMinimum: () => 'einziges Minimum',
  start: () => 'Start',
  at: ({ x }) => `x = ${fixed(x, 3)}`,

  runHeading: ({ run, runs, rate }) =>
    runs === 1 ? `Lernrate ${rateText(rate)}` : `Lauf ${run} von ${runs}: Lernrate ${rateText(rate)}`,
  rate: ({ rate }) => `Rate ${rateText(rate)}`,
  readoutStep: () => 'Schritt',
  readoutRate: () => 'Rate',
  readoutLoss: () => 'Verlust',
  outOf: ({ step, steps }) => `${step} / ${steps}`,
  stepOutOf: ({ step, steps }) => `Schritt ${step} / ${steps}`,
  equationRate: () => 'Rate',
  equationGradient: () => 'Gradient',
  slope: () => 'Steigung, Pfeil bergauf',
  phaseIdle: () => 'bereit',
  phaseGradient: () => 'Gradient',
  phaseStep: () => 'Schritt',
  phaseDone: () => 'fertig',
  chart: ({ epsilon }) => `Verlust − min + ${plain(epsilon)}, log`,
  chartSteps: () => 'Schritte',
  offChart: ({ x }) => `x = ${fixed(x, 1)}`,
  threshold: ({ threshold, rate }) =>
    `Rate ${rateText(rate)} ${rate > threshold ? '>' : '<'} 2 / L″ = ${fixed(threshold, 3)}`,

  verdict: ({ kind, period, steps, wells, side, slow, onHill }) => {
    switch (kind) {
      case 'settles':
        return wells === 'one'
          ? 'erreicht das Minimum'
          : wells === 'equal'
            ? `erreicht das ${side === 'left' ? 'linke' : 'rechte'} Minimum`
            : 'erreicht das globale Minimum';
      case 'stuck':
        return onHill ? 'steckt auf dem Hügel fest' : 'steckt im lokalen Minimum fest';
      case 'crawling':
        return slow ? `kriecht ${afterSteps(steps)} noch` : `ist ${afterSteps(steps)} noch unterwegs`;
      case 'cycle':
        return period === null ? 'kommt nie zur Ruhe' : `schwingt endlos mit Periode ${period}`;
      case 'diverges':
        return 'divergiert ins Unendliche';
    }
  },

  captionLandscape: () => 'Höhe ist Verlust: Tiefer ist besser.',
  captionTilted: ({ global }) =>
    global === 'left'
      ? 'Links liegt das globale Minimum, rechts das lokale.'
      : 'Rechts liegt das globale Minimum, links das lokale.',
  captionEqual: () => 'Zwei gleich tiefe Täler: zwei globale Minima.',
  captionSingle: () => 'Hier ist nur ein Tal: das einzige Minimum.',
  captionStart: ({ runs }) =>
    runs === 1
      ? 'Ein Start und eine Lernrate.'
      : `${capital(count(runs))} Läufe, ein Start. Nur die Lernrate ist anders.`,
  captionSlope: () => 'Der Pfeil in Cyan zeigt bergauf, jeder Schritt bergab.',
  captionRateUp: ({ rate, ratio }) => `Rate ${rateText(rate)}: ${times(ratio)}-mal so groß.`,
  captionRateDown: ({ rate }) => `Rate ${rateText(rate)}: eine kleinere.`,
  captionRateSame: ({ rate }) => `Noch einmal Rate ${rateText(rate)}.`,
  captionBalances: () => 'Oben ist die Steigung 0: Kein Schritt führt weg.',
  captionTooShort: () => 'Kein Schritt reicht über den Hügel.',
  captionStays: () => 'Der Lauf bleibt in diesem Tal und kommt zur Ruhe.',
  captionOnItsWay: ({ steps }) => `${capital(afterSteps(steps))} noch in Bewegung: Ausgang offen.`,
  captionFades: () => 'Es wird flach: Die Schritte schrumpfen vor dem Hügel.',
  captionWrongDip: ({ step }) => `Schritt ${step} springt über den Hügel, ins flachere Tal.`,
  captionCrawls: ({ longest }) =>
    `Kein Schritt ist länger als ${plain(Number(longest.toPrecision(2)))}: Der Weg ist weit.`,
  captionLeaps: ({ step }) => `Schritt ${step} springt über den Hügel ins andere Tal.`,
  captionRolls: () => 'Zum Tal hin wird es flach: Die Schritte schrumpfen.',
  captionOvershoots: ({ threshold }) =>
    `Über 2 / L″ = ${fixed(threshold, 3)} schießt er zu weit (L″: Krümmung).`,
  captionRestless: () => 'Immer wieder übers Ziel hinaus, ohne Ruhe zu finden.',
  captionGrows: () => 'Jeder Sprung landet höher, also wird der nächste länger.',
  captionVerdict: ({ rate, ...values }) => `Rate ${rateText(rate)} ${german.verdict(values)}.`,
  captionCompare: ({ steps }) =>
    steps === 1 ? 'Derselbe eine Schritt im Vergleich.' : `Dieselben ${steps} Schritte im Vergleich.`,
  captionEndings: ({ runs, endings }) =>
    endings === 1
      ? `${capital(count(runs))} Läufe, ein und dasselbe Ende.`
      : `${capital(count(runs))} Läufe, ${count(endings)} verschiedene Enden.`,
  captionLesson: ({ trap }) =>
    trap
      ? 'Solche Minima sind eine eindimensionale Geschichte.'
      : 'Eine Dimension ist erst der Anfang der Geschichte.',

  compareHeading: () => 'Im Vergleich',
  lessonHeading: () => 'Eine eindimensionale Geschichte',
  lesson: ({ trap }) =>
    trap
      ? 'Auf einer Linie kommen kurze Schritte an keinem Tal vorbei. Bei Millionen Parametern sind die meisten flachen Stellen Sattelpunkte: In irgendeine Richtung geht es noch bergab.'
      : 'Auf einer Linie gibt es nur zwei Richtungen. Bei Millionen Parametern sind die meisten flachen Stellen Sattelpunkte: In irgendeine Richtung geht es noch bergab.',
  ending: () => 'Eine Zahl hat entschieden',
};
