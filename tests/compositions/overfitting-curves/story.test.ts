import { describe, expect, it } from 'vitest';
import { overfittingCurves as film } from '../../../compositions/overfitting-curves/index.ts';
import { seenAgain } from '../../../compositions/overfitting-curves/story.ts';
import { words } from '../../../compositions/overfitting-curves/words.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { readableCaptions } from '../../../src/film/laws/words.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { spokenAt } from '../../../src/story/claims.ts';
import { endOf, type Fps, type StepClock } from '../../../src/story/clock.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { labelLosses } from '../../../src/story/overfitting/commentary.ts';
import { counts } from '../../../src/story/overfitting/remedies.ts';
import { playheadAt } from '../../../src/story/playhead.ts';
import { partsOf } from '../../../src/story/story.ts';
import { colouredStages, simulated } from '../../helpers/films.ts';

const [stage] = colouredStages;
if (stage === undefined) throw new Error('no stage');

const tell = (props: unknown = {}, fps: Fps = 30) => {
  const trace = simulated(film, film.params.parse(props));
  const story = film.tell(trace, fps, DEFAULT_LOOK);
  return { trace, story, said: story.captions.map(({ message }) => words.word(message, 'en')) };
};
const { trace, story, said } = tell();
const partOf = <K extends (typeof story.parts)[number]['kind']>(kind: K) => {
  const [part] = partsOf(story, kind);
  if (part === undefined) throw new Error(`there is no ${kind}`);
  return part;
};

/** The words of a frame from left to right, line by line. */
const read = (frame: number): readonly string[] =>
  textBoxes(displayList(film.Scene({ trace, story, frame, stage })))
    .toSorted((a, b) => Math.round(a.box.bottom - b.box.bottom) || a.box.left - b.box.left)
    .map(({ text }) => text.words);

/** The first frame at which the given number of epochs is done. */
function firstFrame(clock: StepClock, epoch: number | undefined): number {
  const frames = Array.from({ length: endOf(clock) + 1 }, (_, frame) => frame);
  return frames.find((frame) => playheadAt(clock, frame).done >= (epoch ?? Number.POSITIVE_INFINITY)) ?? -1;
}

const small = { data: { train: 20, validation: 40, test: 40 }, network: { hidden: [6] } };

describe('the story', () => {
  it('lasts 60 to 75 seconds at its defaults, and about as long for any number of epochs', () => {
    expect(story.frames / 30).toBeGreaterThan(60);
    expect(story.frames / 30).toBeLessThan(75);
    expect(tell({ ...small, epochs: 300, remedies: [] }).story.frames / 30).toBeLessThan(50);
  });

  it.each([24, 30, 60] as const)(
    'marks the best epoch and the bend at the frames in which they are reached, at %d frames per second',
    (fps) => {
      const { story: at } = tell({}, fps);
      const [learn] = partsOf(at, 'learn');
      if (learn === undefined) throw new Error('nothing is learned');
      const { bestEpoch, bend } = trace.facts.shown;
      expect(firstFrame(learn.clock, bestEpoch)).toBe(learn.bestFrame);
      expect(firstFrame(learn.clock, bend?.epoch)).toBe(learn.bendFrame);
      expect(learn.bestFrame).toBeLessThan(learn.bendFrame);
      for (const [key, frame] of [
        ['captionBest', learn.bestFrame],
        ['captionBend', learn.bendFrame],
      ] as const) {
        const caption = at.captions.find(({ message }) => message.key === key);
        expect(caption?.start).toBeGreaterThanOrEqual(frame);
      }
    },
  );

  it('bends slowly, with the camera near, and shows the epoch until its caption has been read', () => {
    const { clock, near, far, bendFrame } = partOf('learn');
    const { bend } = trace.facts.shown;
    const step = (bend?.epoch ?? 0) - 1;
    expect((clock.landings[step] ?? 0) - (clock.moves[step] ?? 0)).toBeGreaterThan(30);
    expect(near.end).toBeLessThanOrEqual(bendFrame);
    const caption = story.captions.find(({ message }) => message.key === 'captionBend');
    expect(far.start).toBeGreaterThanOrEqual(caption?.end ?? Number.POSITIVE_INFINITY);
  });

  it('has a chapter for the task, the training, the answer, the remedies and the comparison', () => {
    const titles = story.chapters.map(({ title }) => words.word(title, 'en'));
    expect(titles).toEqual([
      'The task',
      'One network learns',
      'Why it believes the wrong label',
      '4 remedies, one network',
      'What helped?',
    ]);
  });
});

describe('what it says', () => {
  it('names the best epoch of the run shown and its own loss', () => {
    const { bestEpoch, bestValidationLoss } = trace.facts.shown;
    expect(said).toContain(
      `Epoch ${bestEpoch}: validation loss is at its lowest, ${bestValidationLoss.toFixed(2)}.`,
    );
  });

  it.each<[string, object, string, string?]>([
    [
      'too little is learned',
      { network: { hidden: [2] } },
      'At new points it scores hardly better than a coin toss.',
      'captionFall',
    ],
    [
      'it scores like a coin toss',
      { ...small, data: { ...small.data, train: 10 }, epochs: 2 },
      'At new points it scores no better than a coin toss.',
      'captionFall',
    ],
    [
      'nothing is overfitted',
      { ...small, epochs: 8 },
      'At the last epoch, validation loss is at its lowest.',
      'captionBend',
    ],
    [
      'no label is wrong',
      { ...small, data: { ...small.data, flipped: 0 }, epochs: 4 },
      '20 points, every label right.',
    ],
    [
      'patience never runs out',
      { ...small, epochs: 5, remedies: [{ kind: 'early-stopping', patience: 9 }] },
      'It waits 9 epochs for a new best: it never stops.',
    ],
    [
      'no remedy helps',
      { ...small, epochs: 10, remedies: [{ kind: 'dropout', share: 0.9 }] },
      'No remedy helps in more than half of the runs.',
    ],
  ])('is other if %s', (_, props, sentence, never) => {
    const other = tell({ remedies: [], ...props });
    expect(other.said.some((words) => words.startsWith(sentence))).toBe(true);
    expect(other.story.captions.map(({ message }) => message.key)).not.toContain(never);
  });

  const unusual: Readonly<Record<string, object>> = {
    'a wave of 20 points': { data: { truth: 'wave', train: 20 }, network: { hidden: [12] } },
    'many wrong labels': { data: { flipped: 0.4 }, network: { hidden: [12] }, epochs: 40 },
    'eight points': { data: { train: 8, validation: 20, test: 20 }, network: { hidden: [8] } },
    'steps far too long': { network: { hidden: [12], learningRate: 0.1 }, epochs: 30 },
    'steep starts': { network: { hidden: [8], learningRate: 0.1, spread: 10 }, epochs: 40 },
    'two epochs': { network: { hidden: [8] }, epochs: 2 },
    'one unit': { network: { hidden: [1] }, epochs: 30 },
    'one batch': { network: { hidden: [12], learningRate: 0.05, batch: 400 }, epochs: 60 },
    'patience of one, and of thirty': {
      network: { hidden: [12] },
      epochs: 150,
      remedies: [1, 30].map((patience) => ({ kind: 'early-stopping', patience })),
    },
    'dropout three times': {
      network: { hidden: [8] },
      epochs: 30,
      remedies: [0.1, 0.5, 0.123].map((share) => ({ kind: 'dropout', share })),
    },
  };
  it.each(Object.entries(unusual))('is true and fits with %s', (_, props) => {
    const params = film.params.parse(props);
    const subject = subjectOf(film, params, simulated(film, params));
    const read = film.words.languages.flatMap((language) => readableCaptions(subject, language));
    expect(describeFindings([...trueCaptions(subject), ...read])).toEqual([]);
  });

  it('would not be true with other values, or at another time', () => {
    const asked = (key: string, frame: number, values: object): boolean => {
      const caption = story.captions.find(({ message }) => message.key === key);
      const claim = film.claims?.[key];
      if (caption === undefined || claim === undefined || claim === 'definition') throw new Error(key);
      return claim({ ...caption.message.values, ...values }, spokenAt(trace, story, frame));
    };
    const { bestFrame, bendFrame, end } = partOf('learn');
    const test = partOf('test').end - 1;
    expect([asked('captionBest', bestFrame, {}), asked('captionBest', bestFrame - 1, {})]).toEqual([
      true,
      false,
    ]);
    expect([asked('captionBend', bendFrame, {}), asked('captionBend', bendFrame - 1, {})]).toEqual([
      true,
      false,
    ]);
    expect([asked('captionFall', bestFrame, {}), asked('captionFall', bendFrame, {})]).toEqual([true, false]);
    expect([asked('captionApart', end - 1, {}), asked('captionApart', bestFrame, {})]).toEqual([true, false]);
    const others: readonly (readonly [key: string, values: object])[] = [
      ['captionTask', { wrong: 4 }],
      ['captionValidation', { validation: 50 }],
      ['captionValidation', { wrong: 0 }],
      ['captionMost', { n: 7 }],
      ['captionMost', { name: words.say('dropout') }],
      ['captionMost', { name: words.say('weight-decay') }],
      ['captionHarm', { n: 2 }],
      ['captionHarm', { name: words.say('early-stopping') }],
      ['captionStop', { epoch: 42 }],
      ['captionStop', { n: 39 }],
      ['captionStop', { end: 38 }],
      ['captionAnswer', { from: 0.86 }],
      ['captionAnswer', { to: 0.9 }],
      ['captionFresh', { to: 0.85 }],
      ['captionFresh', { from: 0.49 }],
      ['caption-weight-decay', { n: 2 }],
      ['caption-weight-decay', { plain: 1 }],
      ['caption-weight-decay', { same: true }],
      ['caption-more-data', { more: 50 }],
      ['caption-more-data', { outvoted: false }],
      ['caption-more-data', { n: 20 }],
      ['caption-early-stopping', { never: true }],
      ['caption-dropout', { share: 0.1 }],
    ];
    for (const [key, values] of others)
      expect([key, asked(key, test, {}), asked(key, test, values)]).toEqual([key, true, false]);
  });
});

const number = /^−?\d+\.\d\d$/;

/** Frames before the end of a part at which its picture has not begun to fade. */
const FADED = 20;

describe('what is printed in the picture', () => {
  it('is of the run whose map is shown, at the epoch beside it', () => {
    const { clock } = partOf('learn');
    const { series } = trace.runs[trace.facts.shown.run] ?? {};
    for (let epoch = 0; epoch <= 100; epoch += 5) {
      const frame = firstFrame(clock, epoch);
      const { done } = playheadAt(clock, frame);
      const text = read(Math.max(frame, partOf('learn').start + 30));
      const [train, validation] = text
        .filter((each) => number.test(each))
        .map((each) => each.replace('−', '-'));
      if (frame < partOf('learn').start + 30) continue;
      expect(train).toBe(series?.trainLoss[done]?.toFixed(2));
      expect(validation).toBe(series?.validationLoss[done]?.toFixed(2));
      expect(text).toContain(`${series?.trainErrors[done]} of 50`);
      expect(text).toContain(`${series?.validationErrors[done]} of 200`);
    }
  });

  it('is the number of runs in which each remedy gets fewer test points wrong', () => {
    const printed = read(partOf('test').end - FADED).filter((each) => /^\d of 8$/.test(each));
    expect(printed).toEqual(['7 of 8', '2 of 8', '8 of 8', '6 of 8']);
    expect(printed).toEqual(trace.facts.remedies.map(({ fewerIn }) => `${fewerIn} of 8`));
  });

  it('counts the wrong labels that the network gives at the epoch shown, of its own points', () => {
    for (const part of partsOf(story, 'remedy')) {
      const { believed = [] } = trace.shown[part.way] ?? {};
      for (const epoch of [50, 100]) {
        const frame = firstFrame(part.clock, epoch);
        const given = believed[playheadAt(part.clock, frame).done] ?? [];
        expect(read(frame)).toContain(`believed: ${given.filter(Boolean).length} of ${given.length}`);
      }
    }
  });

  it('is the loss of the label asked about while it bends once more, beside its point', () => {
    const part = partOf('why');
    const { again } = part;
    for (const frame of [again.start, Math.round((again.start + again.end) / 2), again.end]) {
      const own = labelLosses(trace)[seenAgain(part, trace, frame)];
      const [label] = read(frame).flatMap((each) => /^this label: (\d\.\d\d)$/.exec(each)?.[1] ?? []);
      expect(label).toBe(own?.toFixed(2));
    }
  });
});

describe('a remedy', () => {
  it('is compared with none run by run', () => {
    expect(counts(trace).map(({ fewer, more }) => [fewer, more])).toEqual([
      [7, 1],
      [2, 6],
      [8, 0],
      [6, 1],
    ]);
    expect(said).toContain('More data helps in 8 of 8 runs.');
    expect(said).toContain('Here dropout hurts in 6 of 8 runs.');
  });
});

describe('the answer', () => {
  it('begins at the best epoch, where the label is not given, and ends where its loss is low', () => {
    const part = partOf('why');
    const { bestEpoch } = trace.facts.shown;
    const losses = labelLosses(trace);
    expect(seenAgain(part, trace, part.again.start)).toBe(bestEpoch);
    expect(seenAgain(part, trace, part.end - 1)).toBe(100);
    expect([losses[bestEpoch], losses[100]].map((loss) => loss?.toFixed(2))).toEqual(['0.97', '0.30']);
    expect(said).toContain('Bending cuts this label’s loss: 0.97 to 0.30.');
  });

  it('counts on new points only those whose labels are right', () => {
    const right = [trace.facts.shown.bestEpoch, 100].map((epoch) => {
      const losses = trace.checked[epoch]?.filter((_, i) => !trace.points.validation[i]?.flipped) ?? [];
      expect(losses).toHaveLength(180);
      return (losses.reduce((sum, loss) => sum + loss, 0) / 180).toFixed(2);
    });
    expect(said).toContain(`New points with right labels: loss up from ${right[0]} to ${right[1]}.`);
  });

  it('ends on what stopping at the best epoch would have done to the run shown', () => {
    expect(said.at(-1)).toBe('Stop at the lowest validation loss: 38 of 400 wrong, not 69.');
  });
});

describe('what is heard', () => {
  const sheet = film.score(trace, story, DEFAULT_LOOK);
  /** The note that a voice was last heard on. */
  const pitchOf = (id: string, frame: number): number => {
    const at = frame * 1600;
    const phrase = sheet.voices
      .find((voice) => voice.id === id)
      ?.phrases.findLast(({ start }) => start <= at);
    return phrase?.pitch.findLast(([sample]) => sample <= at)?.[1] ?? Number.NaN;
  };
  const interval = (frame: number): number => pitchOf('validation', frame) / pitchOf('train', frame);

  it('is a fifth while both losses are alike, and far more once they have parted', () => {
    const { clock, bestFrame } = partOf('learn');
    // The losses differ a little there: by a note of the scale at most.
    expect(interval((clock.onsets[0] ?? 0) + 5)).toBeGreaterThanOrEqual(1.5);
    expect(interval((clock.onsets[0] ?? 0) + 5)).toBeLessThan(1.7);
    expect(interval(bestFrame - 2)).toBeLessThan(2.3);
    expect(interval(endOf(clock) + 5)).toBeGreaterThan(3);
  });

  it('comes to rest on a chord over A', () => {
    const frame = story.frames - 20;
    const pitches = [1, 2, 3, 4].map((n) => pitchOf(`cadence-${n}`, frame));
    expect(pitches).toEqual([110, 165, 220, 275]);
  });
});
