import { plain } from '../../src/story/numbers.ts';
import type { Texts } from './english.ts';
import { hundredths, lossText } from './figures.ts';
import type { RemedyKind } from './params.ts';

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const percent = (share: number): string => `${hundredths(share)}\u00a0%`;
const epochs = (n: number): string => (n === 1 ? '1 Epoche' : `${n} Epochen`);

/** The remedies' names within a sentence. */
const REMEDIES: Readonly<Record<RemedyKind, string>> = {
  'weight-decay': 'Weight Decay',
  dropout: 'Dropout',
  'more-data': 'mehr Daten',
  'early-stopping': 'frühes Stoppen',
};

export const german: Texts = {
  title: () => 'Überanpassung',
  subtitle: () => 'Wenn ein Netz das Rauschen lernt',

  dataHeading: () => 'Die Aufgabe',
  learnHeading: ({ seeds }) => `${seeds} Netze lernen`,
  remedyHeading: ({ remedy, remedies, kind }) =>
    remedies === 1 ? german.remedyName({ kind }) : `Gegenmittel ${remedy}/${remedies}: ${REMEDIES[kind]}`,
  remediesChapter: ({ remedies }) => `${remedies} Gegenmittel`,
  compareHeading: ({ remedies }) => (remedies === 0 ? 'Was bleibt' : 'Was geholfen hat'),
  epochOutOf: ({ epoch, epochs: all }) => `Epoche ${epoch} / ${all}`,

  truth: () => 'Wahrheit',
  wrongLabel: () => 'falsches Label',
  boundary: () => 'gelernt',
  train: () => 'Training',
  validation: () => 'Validierung',
  gap: () => 'Lücke',
  epoch: () => 'Epoche',
  loss: () => 'Verlust',
  band: ({ seeds }) => `Mittel ± 1 σ, ${seeds} Läufe`,
  best: ({ epoch }) => `Minimum: Epoche ${epoch}`,
  stop: ({ epoch }) => `Stopp: ${epoch}`,
  without: () => 'ohne Gegenmittel',
  remedyName: ({ kind }) => capital(REMEDIES[kind]),
  remedyLabel: ({ kind, amount }) => {
    switch (kind) {
      case 'weight-decay':
        return `Weight Decay ${plain(amount)}`;
      case 'dropout':
        return `Dropout ${percent(amount)}`;
      case 'more-data':
        return `${plain(amount)} × die Daten`;
      case 'early-stopping':
        return `Geduld ${plain(amount)}`;
    }
  },
  remedyRow: (values) =>
    values.kind === 'early-stopping'
      ? `frühes Stoppen, ${german.remedyLabel(values)}`
      : german.remedyLabel(values),
  stoppedAt: ({ epoch, kept }) => `Stopp: ${epoch}, behält ${kept}`,
  effect: ({ kind, effect }) => {
    switch (effect) {
      case 'better':
        if (kind === 'early-stopping') return 'tiefer, an diesen Punkten gewählt';
        return 'Ende tiefer, Minimum auch';
      case 'calmer':
        return 'Ende tiefer, Minimum nicht';
      case 'none':
        return 'Ende etwa gleich';
      case 'worse':
        return 'Ende höher';
    }
  },
  validationLoss: () => 'Validierungsverlust',
  classPoints: ({ label, count }) => `${count} der Klasse ${label === 1 ? 'A' : 'B'}`,
  wrongCount: ({ wrong }) => (wrong === 1 ? '1 falsches Label' : `${wrong} falsche Labels`),
  truthLong: () => 'wahre Grenze',
  checking: ({ validation }) => `${validation} zum Prüfen`,
  bestValue: () => 'Minimum',
  finalValue: () => 'am Ende',

  captionTask: ({ train }) => `${train} Punkte, zwei Klassen, die zu trennen sind.`,
  captionTruth: ({ wrong }) =>
    wrong === 0
      ? 'Gestrichelt: die Wahrheit. Jedes Label stimmt.'
      : `Gestrichelt: die Wahrheit. Rauschen: ${wrong === 1 ? 'ein falsches Label' : `${wrong} falsche Labels`}.`,
  captionValidation: ({ validation }) => `${validation} weitere Punkte zum Prüfen werden nie gelernt.`,
  captionRuns: ({ seeds }) => `Dünne Linien: ${seeds} Läufe. Dicke mit Band: ihr Mittel.`,
  captionShape: () => 'Beide Verluste fallen: Das Gelernte stimmt bisher.',
  captionOnlyTrain: () => 'Training hilft nur bei den gelernten Punkten.',
  captionBest: ({ epoch }) => `Epoche ${epoch}: kleinster Validierungsverlust im Mittel.`,
  captionNever: () => 'Der Validierungsverlust sinkt nie unter den Startwert.',
  captionNoise: ({ noise }) =>
    noise
      ? 'Ab hier biegt sich die Grenze um falsche Labels.'
      : 'Ab hier lernt es seine Punkte, nicht die Wahrheit.',
  captionApart: () => 'Trainingsverlust fällt weiter, Validierungsverlust steigt.',
  captionApartStill: () => 'Ab hier sinkt kein Verlust mehr.',
  captionGap: ({ best, final }) =>
    `Lücke: ${lossText(best)} in der besten Epoche, ${lossText(final)} am Ende.`,
  captionNoOverfit: ({ epochs: all }) => `Nach ${epochs(all)} kaum Überanpassung, wenn überhaupt.`,
  captionRemedy: ({ kind, amount, epochs: all, points }) => {
    switch (kind) {
      case 'weight-decay':
        return 'Weight Decay zieht jedes Gewicht gegen null.';
      case 'dropout':
        return `Dropout schaltet zufällig ${percent(amount)} der Neuronen ab.`;
      case 'more-data':
        return `Mehr Daten: ${points * amount} statt nur ${points}.`;
      case 'early-stopping':
        return amount >= all
          ? `Frühes Stoppen wartet ${epochs(amount)}: Es stoppt nie.`
          : `Frühes Stoppen: nach ${epochs(amount)} ohne Verbesserung.`;
    }
  },
  captionEffect: ({ kind, effect, final, without }) => {
    const [a, b] = [lossText(final), lossText(without)];
    if (kind === 'early-stopping' && effect === 'better')
      return `Jeder Lauf behält sein Bestes: ${a} statt ${b}.`;
    switch (effect) {
      case 'better':
        return `Am Ende ${a} statt ${b}; auch das Minimum ist tiefer.`;
      case 'calmer':
        return `Am Ende ${a} statt ${b}; das Minimum ist nicht tiefer.`;
      case 'none':
        return a === b
          ? `Am Ende ebenfalls ${a}: kaum ein Unterschied.`
          : `Am Ende ${a} statt ${b}; kaum ein Unterschied.`;
      case 'worse':
        return `Am Ende ${a} statt ${b}; hier schadet es.`;
    }
  },
  captionWinner: ({ kind, final }) =>
    kind === null
      ? `Ohne Gegenmittel: ${lossText(final)}. Keines endet tiefer.`
      : `Am Ende am tiefsten: ${REMEDIES[kind]}, ${lossText(final)}.`,
  captionLesson: () => 'Nur nie gelernte Punkte zeigen die Überanpassung.',
};
