import type { Status } from '../../sim/trace.ts';
import type { Language } from '../../story/captions.ts';

/** A sound that says something by itself. */
export interface Sound {
  /** From the film's start. */
  readonly seconds: number;
  readonly kind: 'chime' | 'alarm';
}

/** The words of a transcript that no film provides. */
export interface TranscriptText {
  readonly intro: (length: string, runs: string) => string;
  readonly sound: string;
  readonly heard: Readonly<Record<Sound['kind'], string>>;
  readonly part: (first: number, last: number, frames: number) => string;
  readonly runs: string;
  readonly columns: readonly [
    run: string,
    id: string,
    outcome: string,
    steps: string,
    start: string,
    end: string,
  ];
  readonly status: Readonly<Record<Status, string>>;
  readonly asked: string;
  readonly made: string;
}

export const TRANSCRIPT_TEXT: Readonly<Record<Language, TranscriptText>> = {
  en: {
    intro: (length, runs) =>
      `A film of ${length} minutes about ${runs} simulated ${runs === '1' ? 'run' : 'runs'}. Every caption stands below its chapter, with the time at which it is shown.`,
    sound:
      'The sound follows the runs: each step ticks, and pitch, where a tone is heard, rises and falls with the loss.',
    heard: { chime: 'a chime', alarm: 'a low alarm' },
    part: (first, last, frames) => `This is a part of it: frames ${first} to ${last} of ${frames}.`,
    runs: 'The runs',
    columns: ['run', 'id', 'outcome', 'steps', 'loss at the start', 'loss at the end'],
    status: { completed: 'used up its steps', converged: 'converged', diverged: 'diverged' },
    asked: 'What was asked',
    made: 'All that is shown follows from this:',
  },
  de: {
    intro: (length, runs) =>
      `Ein Film von ${length} Minuten über ${runs === '1' ? 'einen simulierten Lauf' : `${runs} simulierte Läufe`}. Jeder Untertitel steht unter seinem Kapitel, mit der Zeit, zu der er gezeigt wird.`,
    sound:
      'Der Ton folgt den Läufen: Jeder Schritt tickt, und wo ein Ton zu hören ist, steigt und fällt er mit dem Verlust.',
    heard: { chime: 'ein Glockenton', alarm: 'ein tiefer Warnton' },
    part: (first, last, frames) => `Dies ist ein Teil davon: die Bilder ${first} bis ${last} von ${frames}.`,
    runs: 'Die Läufe',
    columns: ['Lauf', 'Kennung', 'Ausgang', 'Schritte', 'Verlust am Anfang', 'Verlust am Ende'],
    status: { completed: 'alle Schritte getan', converged: 'konvergiert', diverged: 'divergiert' },
    asked: 'Was gefragt war',
    made: 'Alles, was zu sehen ist, folgt daraus:',
  },
};
