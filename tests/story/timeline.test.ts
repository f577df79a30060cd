import { describe, expect, it } from 'vitest';
import { CAPTION_GAP, captionSeconds, type Message } from '../../src/story/captions.ts';
import { contains, FRAME_RATES, frameAt, progress, secondsAt } from '../../src/story/clock.ts';
import { easeInOut, easeOut } from '../../src/story/ease.ts';
import { beatAt } from '../../src/story/story.ts';
import { captionsEnd, layOut, timeCaptions } from '../../src/story/timeline.ts';

const message = (key: string): Message => ({ key, values: {} });
const word = ({ key }: Message): string => key;

describe('easing', () => {
  it.each([
    ['in and out', easeInOut],
    ['out', easeOut],
  ])('%s goes from 0 to 1 and never back', (_name, ease) => {
    expect([ease(0), ease(1)]).toEqual([0, 1]);
    for (let i = 1; i <= 1000; i += 1) expect(ease(i / 1000)).toBeGreaterThanOrEqual(ease((i - 1) / 1000));
  });

  it('in and out is at half its way at half its time, and at rest at both ends', () => {
    expect(easeInOut(0.5)).toBe(0.5);
    expect(easeInOut(0.001)).toBeLessThan(1e-7);
    expect(1 - easeInOut(0.999)).toBeLessThan(1e-7);
  });
});

describe.each(FRAME_RATES)('at %d frames a second', (fps) => {
  it('a frame shows at its own time', () => {
    for (let frame = 0; frame < 4000; frame += 7) expect(frameAt(secondsAt(frame, fps), fps)).toBe(frame);
  });

  it('passages follow each other without a gap, and rounding does not add up', () => {
    const seconds = Array.from({ length: 60 }, (_, i) => 0.31 + (i % 7) * 0.1);
    const placed = layOut(
      seconds.map((length, i) => ({ id: `${i}`, seconds: length, captions: [] })),
      fps,
    );
    placed.forEach(({ start }, i) => {
      expect(start).toBe(placed[i - 1]?.end ?? 0);
    });
    const total = seconds.reduce((sum, length) => sum + length, 0);
    expect(Math.abs((placed.at(-1)?.end ?? 0) / fps - total)).toBeLessThanOrEqual(0.5 / fps + 1e-9);
  });
});

describe('captions in time', () => {
  const cues = timeCaptions(
    [
      { at: 0.2, message: message('first') },
      { at: 0, message: message('wanted at once') },
      { at: 20, message: message('late') },
    ],
    word,
  );

  it('wait for the one before, and never come before they are wanted', () => {
    expect(cues[0]?.from).toBe(0.2);
    expect(cues[1]?.from).toBe((cues[0]?.to ?? 0) + CAPTION_GAP);
    expect(cues[2]?.from).toBe(20);
  });

  it('stand as long as they take to read', () => {
    for (const { from, to, message: said } of cues)
      expect(to - from).toBeCloseTo(captionSeconds(said, word), 9);
    expect(captionsEnd(cues)).toBe(cues.at(-1)?.to);
    expect(captionsEnd([])).toBe(0);
  });

  it('move with their passage', () => {
    const [, second] = layOut(
      [
        { id: 'a', seconds: 3, captions: [] },
        { id: 'b', seconds: 5, captions: cues.slice(0, 1) },
      ],
      30,
    );
    expect(second?.captions[0]?.start).toBe(96);
  });
});

describe('a range of frames', () => {
  it('holds its start and not its end, and is over at its end', () => {
    const range = { start: 10, end: 20 };
    expect([9, 10, 19, 20].map((frame) => contains(range, frame))).toEqual([false, true, true, false]);
    expect([0, 10, 15, 20, 99].map((frame) => progress(range, frame))).toEqual([0, 0, 0.5, 1, 1]);
    expect([4, 5].map((frame) => progress({ start: 5, end: 5 }, frame))).toEqual([0, 1]);
  });
});

describe('the beat at a frame', () => {
  const story = {
    fps: 30,
    frames: 20,
    beats: [
      { id: 'a', start: 0, end: 10 },
      { id: 'b', start: 10, end: 20 },
    ],
    captions: [],
    chapters: [],
    posterFrame: 0,
  } as const;

  it('is the one that holds it', () => {
    expect([0, 9, 10, 19].map((frame) => beatAt(story, frame).id)).toEqual(['a', 'a', 'b', 'b']);
  });

  it.each([-1, 20, Number.NaN])('%d outside the film is refused', (frame) => {
    expect(() => beatAt(story, frame)).toThrow(/outside the film \(0–19\)/);
  });
});
