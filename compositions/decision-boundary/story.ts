import { sum } from 'd3-array';
import { type Fps, type FrameRange, flowing, holding } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { quiz } from '../../src/story/quiz.ts';
import { type Remark, unhurried } from '../../src/story/remarks.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import type { Message } from '../../src/story/words.ts';
import {
  additions,
  answerMessage,
  closes,
  closingStep,
  isRinged,
  isShallow,
  lastUnit,
  luckMessage,
  momentOf,
  openingOf,
  removals,
  sideOf,
} from './commentary.ts';
import type { BoundaryRun, BoundaryTrace } from './simulation.ts';
import { runOf } from './view.ts';
import { words } from './words.ts';

const { say } = words;

export type BoundaryStory = ReturnType<typeof tell>;
export type BoundaryPart<K extends BoundaryStory['parts'][number]['kind']> = PartOf<BoundaryStory, K>;

/** Units of the first layer on their way to being held or free, and the one that is spoken of. */
interface Turn extends FrameRange {
  readonly free: readonly number[];
  readonly unit: number | null;
}

/** Seconds of the trainings, before they begin, and how much slower the steps around the moment are. */
const OPENING = { from: 0.3, seconds: 2.6 } as const;
const ONE = { from: 0.3, seconds: 4.2 } as const;
const FEWER = { from: 0.4, seconds: 2.6, pause: 0.9 } as const;
const LEARN = { from: 0.3, seconds: 5.6, slow: 5, around: 14 } as const;
/** Seconds of a unit's coming or going. */
const TURN = 0.8;
/** Seconds in which the maps of all widths come. */
const RUNGS = 1.8;

/** Durations of steps that take so long together. @param weight of a step, relative to the others */
function weighted(steps: number, seconds: number, weight: (step: number) => number): readonly number[] {
  const weights = Array.from({ length: steps }, (_, k) => weight(k));
  const all = sum(weights);
  return weights.map((one) => (one * seconds) / all);
}
/** The first fifth of a training is shown slower: there a boundary moves the fastest. */
const slowAtFirst = (steps: number, seconds: number): readonly number[] =>
  weighted(steps, seconds, (k) => (k < steps / 5 ? 4 : 1));
const updatesOf = ({ points }: BoundaryRun): number => points.length - 1;

/** Tells the film: a question, a cut, too few of them, the training, how its cuts add up, what each does, and how few do. */
export function tell(trace: BoundaryTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const laid = script(words, fps, look);
  const { story, readBy } = laid;
  const main = runOf(trace, 'main');
  const ringed = isRinged(trace);
  const [width = 1] = params.hidden;
  const count = facts.data.length;
  const layers = params.hidden.length;
  const units = sum(params.hidden);
  const heading = layers === 1 ? say('fewerHeading', { n: units }) : say('deepHeading', { n: units, layers });

  const opening = openingOf(trace);
  const [one] = trace.runs.filter(({ id, hidden }) => hidden[0] === 1 && (id !== 'main' || width === 1));
  const fewer = trace.runs.find(({ id, hidden }) => id !== 'main' && (hidden[0] ?? 0) > 1);
  const before = Math.max(one === undefined ? 0 : 1, fewer?.hidden[0] ?? 0);

  const oneCues: readonly Cue[] = [
    [0.2, say('captionData', { n: count })],
    say('captionUnit', { activation: params.activation }),
  ];
  const oneEnd = readBy(oneCues) + 0.1;

  const moment = momentOf(trace);
  const steps = updatesOf(main);
  const paced = weighted(steps, LEARN.seconds, (k) =>
    Math.abs(k - moment) <= LEARN.around ? LEARN.slow : 1,
  );
  const last = lastUnit(trace);
  const closing = closes(trace) ? closingStep(trace) : null;
  const event: readonly Remark[] =
    moment <= 0 || moment >= steps
      ? []
      : closing !== null
        ? [
            {
              step: closing,
              message: say('captionCloses', {
                step: closing,
                last: last === null || last.since > closing ? 0 : last.unit + 1,
              }),
            },
          ]
        : falls(main, moment)
          ? [{ step: moment, message: say('captionFalls', { step: moment }) }]
          : [];
  const { cues, seconds } = unhurried(
    [
      { step: null, message: say('captionMore', { added: width - before }) },
      ...event,
      ...(closing !== null ? [{ step: null, message: say('captionRound') }] : []),
    ],
    paced,
    laid,
    { begin: LEARN.from, lands: 1 },
  );
  const learned: Cue[] = [...cues];
  const done = Math.max(LEARN.from + sum(seconds) + 0.15, readBy(learned) + 0.15);
  learned.push([
    done,
    say('captionEnd', {
      steps,
      errors: main.outcome.errors,
      area: main.outcome.agreement,
      round: closing === null ? null : main.outcome.roundness,
    }),
  ]);

  const added = additions(trace);
  const addedMessages = added.map(({ free, look: seen, errors }, i): Message => {
    const n = free.filter((share) => share === 1).length;
    return i === 0
      ? say('captionAlone', { look: seen })
      : say('captionAdded', { n, look: seen, ringed, errors, all: count });
  });
  const taken = removals(trace);
  const takenMessages = taken.map(({ unit, errors, look: seen }) => {
    if (errors === main.outcome.errors) return say('captionUnused', { unit: unit + 1, errors });
    const side = seen === 'open' && ringed ? sideOf(trace, unit) : null;
    return say('captionWithout', { unit: unit + 1, errors, side });
  });
  const everything: readonly number[] = added.at(-1)?.free ?? [];
  const nothing = everything.map(() => 0);

  const ladderCues: readonly Cue[] = [[0.4, luckMessage(trace)], answerMessage(trace)];

  return story([
    part('question', {
      minSeconds: OPENING.from + OPENING.seconds + 0.5,
      heading: say('title'),
      chapter: say('oneChapter'),
      captions: [[0.7, say('captionQuestion', { ringed })]],
      after: 0.5,
      layOut: ({ clock }) => ({
        clock: clock(
          OPENING.from,
          weighted(opening.steps, OPENING.seconds, () => 1),
          flowing,
        ),
        from: opening.from,
        run: 'main',
      }),
    }),
    ...(one === undefined
      ? []
      : [
          part('one', {
            heading: say('oneHeading'),
            captions: [
              ...oneCues,
              [
                oneEnd,
                say('captionOne', {
                  errors: one.outcome.errors,
                  n: count,
                }),
              ],
            ],
            layOut: ({ clock, caption }) => ({
              clock: clock(ONE.from, slowAtFirst(updatesOf(one), ONE.seconds), flowing),
              from: 0,
              run: one.id,
              judged: caption(2, 0.5),
            }),
          }),
        ]),
    ...(fewer === undefined
      ? []
      : (() => {
          const walks = isShallow(trace) && fewer.hidden[0] === 2 && ringed && !fewer.outcome.closed;
          const left = say('captionWrong', {
            errors: fewer.outcome.errors,
            n: count,
            look: !ringed ? 'any' : fewer.outcome.closed ? 'closed' : 'open',
          });
          const asking = quiz(laid, {
            question: say('captionAsk', { ringed, units: fewer.hidden[0] ?? 0 }),
            asked: 0.3,
            seen: FEWER.from + FEWER.seconds,
            pause: FEWER.pause,
            answer: walks ? say('captionWalk') : left,
          });
          const proof = walks ? [say('captionOnce'), say('captionTwice')] : [];
          return [
            part('fewer', {
              heading: say('fewerHeading', { n: fewer.hidden[0] ?? 0 }),
              captions: [...asking.captions, ...proof],
              layOut: ({ clock, range, caption }) => ({
                clock: clock(FEWER.from, slowAtFirst(updatesOf(fewer), FEWER.seconds), flowing),
                from: 0,
                run: fewer.id,
                beat: range(asking.beat.from, asking.beat.seconds),
                answered: caption(1, 0.5),
                walk: walks ? { ...caption(1, 6.6), plot: caption(1, 0.9) } : null,
              }),
            }),
          ];
        })()),
    part('learn', {
      heading,
      chapter: say('learnChapter'),
      captions: learned,
      after: 0.6,
      poster: true,
      layOut: ({ clock, range, caption }) => ({
        clock: clock(LEARN.from, seconds, holding(0.2)),
        from: 0,
        run: 'main',
        truth: range(0.2, 0.8),
        radii: closing === null ? null : caption(event.length + 1, 0.6),
      }),
    }),
    part('sum', {
      heading: say('sumHeading'),
      chapter: say('sumChapter'),
      captions: addedMessages.map((message): Cue => [0.7, message]),
      layOut: ({
        range,
        caption,
      }): { readonly turns: readonly Turn[]; readonly before: readonly number[] } => ({
        turns: [
          { ...range(0.05, 0.6), free: nothing, unit: null },
          ...added.map(({ free }, i) => ({
            ...caption(i, TURN),
            free,
            unit: free.filter((share) => share === 1).length - 1,
          })),
        ],
        before: everything,
      }),
    }),
    ...(taken.length === 0
      ? []
      : [
          part('without', {
            heading: say('withoutHeading'),
            captions: takenMessages.map((message): Cue => [0.2, message]),
            layOut: ({
              caption,
              last: lastRange,
            }): { readonly turns: readonly Turn[]; readonly before: readonly number[] } => ({
              turns: [
                ...taken.map(({ free, unit }, i) => ({ ...caption(i, TURN), free, unit })),
                { ...lastRange(TURN + 0.1, TURN), free: everything, unit: null },
              ],
              before: everything,
            }),
            after: TURN + 0.25,
          }),
        ]),
    part('ladder', {
      heading: say('ladderHeading'),
      captions: ladderCues,
      after: 0.9,
      poster: true,
      layOut: ({ range, caption }) => ({
        shrink: range(0, 0.9),
        rungs: range(0.5, RUNGS),
        told: range(RUNGS, 0.5),
        round: range(RUNGS + 0.6, 0.5),
        answer: caption(ladderCues.length - 1, 0.6),
      }),
    }),
  ]);
}

/** Whether the wrong points around a step become fewer by half, by a tenth of all at least. */
function falls({ series: { errors = [] } }: BoundaryRun, step: number): boolean {
  const [from = 0, to = 0] = [errors[Math.max(0, step - 15)], errors[Math.min(errors.length - 1, step + 15)]];
  return to <= from / 2 && from - to >= 5;
}
