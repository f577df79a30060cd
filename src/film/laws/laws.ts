import type { DisplayList } from '../../render/paint/display-list.ts';
import type { Painter } from '../../render/paint/picture.ts';
import type { Stage } from '../../scene/stage.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Language } from '../../story/look.ts';
import { anyFrameRate, gapless } from './clock.ts';
import { anyOrder, keepsToParams, repeats } from './determinism.ts';
import { type Finding, placed } from './finding.ts';
import { contrastingWords, legibleWords } from './legibility.ts';
import { type MotionPainters, watchable } from './motion.ts';
import { finiteTrace } from './numbers.ts';
import { drawn } from './portable.ts';
import { soundCues } from './sound.ts';
import { type Subject, settledFrames } from './subject.ts';
import { trueCaptions } from './truth.ts';
import { readableCaptions } from './words.ts';
import { knownKeys } from './words-files.ts';

/** What a law of the whole film is asked of. */
interface Question {
  readonly subject: Subject;
  /** To draw on where one stage tells as much as all. */
  readonly stage: Stage;
  readonly languages: readonly Language[];
  /** The film's trace at another seed. */
  readonly reseeded: () => Trace;
}

/** One law, or a part of one. */
export interface Law<Asked> {
  readonly law: number;
  /** What it demands. */
  readonly says: string;
  readonly ask: (asked: Asked) => readonly Finding[];
}

/** The laws of a film as a whole. */
export const FILM_LAWS: readonly Law<Question>[] = [
  {
    law: 1,
    says: 'the same params and seed give the same trace, story, cue sheet and markup',
    ask: ({ subject, stage }) => repeats(subject, stage),
  },
  {
    law: 1,
    says: 'another seed keeps params and runs',
    ask: ({ subject, reseeded }) => keepsToParams(subject, reseeded()),
  },
  {
    law: 2,
    says: 'a frame does not depend on which frame was drawn before it',
    ask: ({ subject, stage }) => anyOrder(subject, stage),
  },
  {
    law: 3,
    says: 'losses and points have the same length, and every number in the runs is finite',
    ask: ({ subject }) => finiteTrace(subject),
  },
  {
    law: 4,
    says: 'a different frame rate changes only the clock; parts follow each other without gaps',
    ask: ({ subject }) => [...anyFrameRate(subject), ...gapless(subject)],
  },
  {
    law: 5,
    says: 'no language has words, or needs values, that English has not',
    ask: ({ subject: { film }, languages }) =>
      languages.flatMap((language) => knownKeys(film.words, language)),
  },
  {
    law: 5,
    says: 'captions fit on two lines and stay up long enough to read',
    ask: ({ subject, languages }) =>
      languages.flatMap((language) => placed(readableCaptions(subject, language), { languages: [language] })),
  },
  { law: 7, says: 'every cue lies inside the film', ask: ({ subject }) => soundCues(subject) },
  {
    law: 8,
    says: 'what is said is true for as long as it stands',
    ask: ({ subject }) => trueCaptions(subject),
  },
];

/** A frame as drawn, and what to look at it with. */
interface Picture {
  readonly list: DisplayList;
  readonly stage: Stage;
  /** Of the stage's format, at a small scale; without, contrast is not asked. */
  readonly painter: Painter | undefined;
}

/** The laws of each frame; that it can be drawn at all is asked of all of them first. */
export const DRAWING_LAWS: readonly Omit<Law<never>, 'ask'>[] = [
  { law: 3, says: 'every number drawn is finite' },
  { law: 6, says: 'only portable SVG is drawn, and ids are unique in a frame' },
];
export const PICTURE_LAWS: readonly Law<Picture>[] = [
  {
    law: 5,
    says: 'words are inside the safe area, apart and large enough',
    ask: ({ list, stage }) => placed(legibleWords(list, stage), { languages: [stage.language] }),
  },
  {
    law: 5,
    says: 'words have enough contrast',
    ask: ({ list, stage, painter }) =>
      painter === undefined
        ? []
        : placed(contrastingWords(list, painter, stage.width), { themes: [stage.theme.name] }),
  },
];

/** A film as it runs, every frame of it. */
interface Running {
  readonly subject: Subject;
  /** A stage for each theme, of one format. */
  readonly stages: readonly [Stage, ...Stage[]];
  readonly painters: MotionPainters;
  /** The frames to look at; all, if omitted. */
  readonly looks?: readonly number[];
}

/** The laws of all frames together. */
export const MOTION_LAWS: readonly Law<Running>[] = [
  {
    law: 9,
    says: 'the first frame shows something; nothing large comes or goes at once, stands still for long or flashes',
    ask: ({ subject, stages, painters, looks }) => watchable(subject, stages, painters, looks),
  },
];

/** The laws of each frame, asked of a film's frames on a stage. @param painter for contrast, in the settled frames */
export function askFrames(
  subject: Subject,
  stage: Stage,
  frames: readonly number[],
  painter?: Painter,
): readonly Finding[] {
  const settled = new Set(settledFrames(subject.story));
  const findings = frames.flatMap((frame): readonly Finding[] => {
    const { list, findings: wrong } = drawn(subject, stage, frame);
    if (list === undefined || wrong.length > 0)
      return placed(wrong, { themes: [stage.theme.name], languages: [stage.language] });
    const picture = { list, stage, painter: settled.has(frame) ? painter : undefined };
    return PICTURE_LAWS.flatMap(({ ask }) => ask(picture)).map((finding) => ({ ...finding, frame }));
  });
  return placed(findings, { formats: [stage.format] });
}
