import { fixed } from '../../src/story/numbers.ts';
import type { Texts } from './english.ts';
import { hundredths } from './figures.ts';

const percent = (share: number): string => `${hundredths(share)}\u00a0%`;
const epochs = (n: number): string => (n === 1 ? '1 Epoche' : `${n} Epochen`);
const times = (n: number): string => (n === 1 ? 'einmal' : n === 2 ? 'zweimal' : `${n}-mal`);

export const german: Texts = {
  title: () => 'Der Merkmalsraum',
  subtitle: ({ points, steps }) => `${points} Bilder, ${epochs(steps)}, ein fester Blickwinkel`,

  dataHeading: () => 'Zehn Klassen',
  viewHeading: () => 'Vom Bild zum Punkt',
  cloudHeading: () => 'Vor dem Training',
  trainingHeading: () => 'Das Training',
  classHeading: ({ digit }) => `Eine Klasse: die ${digit}`,
  sampleHeading: ({ digit }) => `Ein Bild: eine ${digit}`,

  digit: ({ digit }) => String(digit),
  pixels: () => 'Bild',
  layer: ({ units }) => String(units),
  point: () => 'Punkt',
  readoutEpoch: () => 'Epoche',
  readoutAccuracy: () => 'Genauigkeit',
  readoutWrong: () => 'falsch (Ring)',
  readoutRight: () => 'richtig',
  readoutClass: () => 'es ist eine',
  readoutGuess: () => 'das Netz sagt',
  sure: () => 'sicher',
  outOf: ({ step, steps }) => `${step} / ${steps}`,
  percentage: ({ share }) => `${fixed(100 * share, 1)}\u00a0%`,
  count: ({ n }) => String(n),
  chart: ({ epsilon }) => `Verlust + ${epsilon}, log`,
  chartEpochs: () => 'Epochen',
  plane: ({ projection, share }) =>
    `${projection === 'pca' ? 'Hauptebene' : 'Sternkoordinaten'}: ${percent(share)} der Varianz`,
  takenFor: ({ digit }) => `die ${digit} wird gelesen als`,
  changes: () => 'Wechsel',

  captionDrawn: ({ varied }) =>
    varied ? 'Zehn Ziffern aus Strichen, keine zwei gleich.' : 'Zehn Ziffern aus Strichen.',
  captionRead: () => 'Zehn Bildklassen, aus einer Datei gelesen.',
  captionSplit: ({ train, test }) => `${train} zum Lernen, ${test} zum Testen.`,
  captionCode: ({ projection, dimensions }) =>
    projection === 'pca'
      ? `Die letzte verborgene Schicht gibt ${dimensions} Zahlen aus.`
      : 'Jedes Bild bekommt zehn Wahrscheinlichkeiten.',
  captionPoint: ({ projection }) =>
    projection === 'pca'
      ? 'Von einer festen Seite gesehen: ein Punkt.'
      : 'Zehn Achsen ziehen am Punkt, eine je Klasse.',
  captionVariance: ({ share, epoch }) =>
    `In Epoche ${epoch} gewählt, zeigt sie ${percent(share)} der Varianz.`,
  captionCloud: ({ mixed }) =>
    mixed ? 'Vor dem Training sind alle Klassen eine Wolke.' : 'Die Klassen sind schon vorher verschieden.',
  captionRings: ({ wrong }) => `Ein Ring heißt falsch geraten: jetzt ${percent(wrong)}.`,
  captionEpoch: ({ train }) => `Je Epoche sieht das Netz ${train} Bilder einmal.`,
  captionLinear: () => 'Zwischen Epochen laufen die Punkte geradeaus.',
  captionFirst: ({ digit, epoch, share }) =>
    `Zuerst die ${digit}: ${percent(share)} richtig in Epoche ${epoch}.`,
  captionHalfway: ({ epoch, share, wrong }) =>
    `Halbzeit, Epoche ${epoch}: ${percent(share)} richtig, ${wrong} falsch.`,
  captionNone: ({ share }) => `Keine Klasse kommt auf ${percent(share)}.`,
  captionTrained: ({ epoch, share, apart }) =>
    apart
      ? `Epoche ${epoch}: ${percent(share)} richtig, in eigenen Clustern.`
      : `Epoche ${epoch}: ${percent(share)} richtig, doch Klassen überlappen.`,
  captionDiverged: ({ epoch }) => `Nach Epoche ${epoch} divergiert das Training.`,
  captionClass: ({ digit }) => `Nur die ${digit}: die Klasse mit den meisten Fehlern.`,
  captionClassPerfect: ({ digit }) => `Nur die ${digit}, von Anfang bis Ende.`,
  captionMistakes: ({ wrong, images, guess, taken, guesses }) => {
    if (guess === null) return `Am Ende sind alle ${images} richtig.`;
    const stay = wrong === 1 ? 'bleibt' : 'bleiben';
    const as = guesses === 1 ? `als ${guess}` : 2 * taken > wrong ? `meist als ${guess}` : null;
    return as === null
      ? `${wrong} von ${images} bleiben falsch, verteilt auf ${guesses} Ziffern.`
      : `${wrong} von ${images} ${stay} falsch, ${as} gelesen.`;
  },
  captionSample: ({ changes }) =>
    changes === 0
      ? 'Ein Bild; das Netz blieb bei seiner Meinung.'
      : `Ein Bild: Das Netz entschied sich ${times(changes)} um.`,
  captionStar: () => 'Der Stern: So sicher ist es bei jeder Ziffer.',
  captionVerdict: ({ guess, share, digit }) =>
    guess === digit
      ? `Am Ende sagt es ${guess} mit ${percent(share)}: richtig.`
      : `Am Ende sagt es ${guess} mit ${percent(share)}, doch es ist eine ${digit}.`,

  ending: ({ mixed, apart }) =>
    apart
      ? mixed
        ? 'Aus einer Wolke wurden Cluster'
        : 'Die Cluster sind getrennt'
      : 'Die Klassen überlappen noch',
  before: () => 'vor dem Training',
  after: ({ epoch }) => `nach ${epochs(epoch)}`,
  right: ({ share }) => `${percent(share)} richtig`,
};
