import { describe, expect, it } from 'vitest';
import {
  changeCounts,
  confusionsOf,
  learnedIn,
  rightShare,
  sortedShares,
} from '../../src/story/class-claims.ts';
import { falls, givenSince, lowestOf, rises, runsOut } from '../../src/story/learning-claims.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { unhurried } from '../../src/story/remarks.ts';
import { script } from '../../src/story/script.ts';
import { filmWords } from '../../src/story/words.ts';

const words = filmWords('small', {
  en: { title: 'Small', a: 'a remark of some thirty letters', b: 'another one that is as long' },
});
const sheet = script(words, 30, DEFAULT_LOOK);
const [a, b] = [words.say('a'), words.say('b')];

describe('remarks on a run', () => {
  const even = Array<number>(10).fill(0.2);

  it('begin when their step is reached, which waits for what is said before', () => {
    const remarks = [
      { step: null, message: a },
      { step: 3, message: b },
    ];
    const { cues, seconds } = unhurried(remarks, even, sheet, { begin: 0.5, lands: 0.9 });
    const reached = 0.5 + seconds.slice(0, 3).reduce((sum, each) => sum + each, 0);
    const read = sheet.readBy(cues.slice(0, 1));
    expect(reached).toBeGreaterThanOrEqual(read);
    expect(cues[1]).toEqual([reached + 0.04, b]);
    // Held until it has been read; the steps after that take as long as ever.
    expect(reached + 0.9 * (seconds[3] ?? 0)).toBeGreaterThanOrEqual(sheet.readBy(cues));
    expect(seconds.slice(4)).toEqual(even.slice(4));
  });

  it('take no time if there are none', () => {
    expect(unhurried([], even, sheet, { begin: 0.5, lands: 0.9 })).toEqual({ cues: [], seconds: even });
  });
});

describe('what claims ask of learning curves', () => {
  const losses = { trainLoss: [1, 0.8, 0.5, 0.3], validationLoss: [1, 0.7, 0.6, 0.9] };

  it('is where they are lowest, and whether they rise or fall from there', () => {
    expect([lowestOf(losses), rises(losses), falls(losses)]).toEqual([2, true, true]);
    expect(rises({ ...losses, validationLoss: [1, 0.7, 0.6, 0.605] })).toBe(false);
    expect(falls({ ...losses, trainLoss: [1, 0.8, 0.5, 0.5] })).toBe(false);
  });

  it('is whether a patience runs out', () => {
    expect([1, 2, 3].map((patience) => runsOut([3, 2, 1, 2, 2], patience))).toEqual([true, true, false]);
  });

  it('is which labels are given from an epoch on', () => {
    const given = [
      [false, true],
      [true, false],
      [true, true],
    ];
    expect([1, 2].map((epoch) => givenSince(given, epoch))).toEqual([[0], [1]]);
  });
});

describe('what claims ask of a classifier', () => {
  const given = {
    labels: [0, 0, 1, 1],
    predictions: [
      [1, 1, 1, 1],
      [0, 0, 1, 0],
    ],
    positions: [
      [
        [0, 0],
        [3, 0],
        [1, 0],
        [2, 0],
      ],
      [
        [0, 0],
        [1, 0],
        [8, 0],
        [9, 0],
      ],
    ],
    depths: null,
  } as const;

  it('is what is right, what is learned, how often answers change, and how many points are among their own', () => {
    const [first = [], second = []] = confusionsOf(given);
    expect([rightShare(first), rightShare(second)]).toEqual([0.5, 0.75]);
    expect([learnedIn(first), learnedIn([[3], [0, 2]])]).toEqual([[], [0, 1]]);
    expect(changeCounts(given)).toEqual([1, 1, 0, 1]);
    expect(sortedShares(given)).toEqual([0, 1]);
  });
});
