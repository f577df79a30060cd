import { describe, expect, it } from 'vitest';
import type { Film } from '../../../src/film/film.ts';
import type { Finding } from '../../../src/film/laws/finding.ts';
import { MOTION_LAWS } from '../../../src/film/laws/laws.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { openPainter } from '../../../src/render/still.ts';
import { createStage } from '../../../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { looksOf } from '../../helpers/looks.ts';
import { smallFilm } from '../../helpers/small-film.tsx';
import { BROKEN, drawing } from './broken-films.tsx';

const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
const painterAt = (scale: number) => openPainter({ width: stage.width, height: stage.height, scale });
const painters = { small: await painterAt(0.25), smallest: await painterAt(1 / 120) };

/** What law 9 finds in a film, and the frames that it has drawn. */
function asked(film: typeof smallFilm, all: boolean) {
  const frames = new Set<number>();
  const scene = (props: Parameters<typeof film.Scene>[0]) => {
    frames.add(props.frame);
    return film.Scene(props);
  };
  const subject = subjectOf({ ...film, Scene: scene } as unknown as Film, film.params.parse({}));
  const looks = all ? {} : { looks: looksOf(subject.story) };
  const findings = MOTION_LAWS.flatMap(({ ask }) => ask({ subject, stages: [stage], painters, ...looks }));
  return { findings, frames: frames.size };
}

/** A finding without the numbers that depend on which frames were seen. */
const toldOf = ({ law, frame, what, where }: Finding) =>
  what.includes('flash') ? { law } : { law, frame, what: what.replace(/[\d.]+ s/, '… s'), where };

const moving = BROKEN.filter(([, , says]) => says.some((line) => line.startsWith('law 9')));

/** Something that comes or goes at a frame at which nothing else does. */
const jumps = [33, 34, 35, 36, 37, 38].flatMap((at) => [
  [`a picture comes at ${at}`, (frame: number) => frame >= at] as const,
  [`a picture goes at ${at}`, (frame: number) => frame < at] as const,
  [
    `a picture is there from ${at} on for five frames`,
    (frame: number) => frame >= at && frame < at + 5,
  ] as const,
]);
const jumping = jumps.map(
  ([what, shown]) =>
    [
      what,
      drawing((frame) =>
        shown(frame) ? <rect x={300} y={300} width={600} height={300} fill="#e69f00" /> : null,
      ),
    ] as const,
);

/** White for some frames of every few. */
const strobes = [2, 3, 4, 5, 6, 7, 8].flatMap((period) =>
  Array.from({ length: period - 1 }, (_, i) => i + 1).map(
    (white) =>
      [
        `a picture is white for ${white} of ${period} frames`,
        drawing((frame) => (
          <rect
            x={200}
            y={300}
            width={600}
            height={300}
            fill={frame % period < white ? '#ffffff' : '#0b1020'}
          />
        )),
      ] as const,
  ),
);

describe('looks at some of the frames', () => {
  it.each([...moving.map(([what, film]) => [what, film] as const), ...jumping])(
    'find what all frames do where %s',
    (_, film) => {
      const [all, some] = [asked(film, true), asked(film, false)];
      expect(all.findings).not.toEqual([]);
      expect(some.findings.map(toldOf)).toEqual(all.findings.map(toldOf));
    },
  );

  it.each(strobes)('find flashes where %s', (_, film) => {
    expect(asked(film, false).findings).toContainEqual(
      expect.objectContaining({ what: expect.stringContaining('flash more than 3 times a second') }),
    );
  });

  it('are few where nothing is found, and of all parts and captions at the beginning and end', () => {
    const { findings, frames } = asked(smallFilm, false);
    expect(findings).toEqual([]);
    const { story } = subjectOf(smallFilm as unknown as Film, smallFilm.params.parse({}));
    expect(frames).toBeLessThan(0.5 * story.frames);
    const looks = new Set(looksOf(story));
    for (const { start, end } of [...story.parts, ...story.captions])
      for (const frame of [start, start + 1, end - 1, end])
        expect(looks.has(frame) || frame >= story.frames).toBe(true);
  });
});
