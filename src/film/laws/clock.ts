import { canonicalJson } from '../../../audio/index.ts';
import { FRAME_RATES } from '../../story/frame-rates.ts';
import type { Story } from '../../story/story.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

const BY_SCRIPT = 'lay the story out with script(): it rounds boundaries from the running time';

const said = ({ parts, captions }: Story): string =>
  canonicalJson([parts.map(({ id }) => id), captions.map(({ message }) => message)]);

/** Law 4: a different frame rate changes the clock and nothing else; the duration is the same to within a frame. */
export function anyFrameRate({ film, trace, story, look }: Subject): readonly Finding[] {
  return FRAME_RATES.flatMap((fps): readonly Finding[] => {
    const told = film.tell(trace, fps, look);
    const off = Math.abs(told.frames / fps - story.frames / story.fps);
    return [
      ...(said(told) === said(story)
        ? []
        : [
            {
              law: 4,
              what: `parts or captions are different at ${fps} fps`,
              todo: 'use fps for timing only',
            },
          ]),
      ...(off <= 1 / 24
        ? []
        : [
            {
              law: 4,
              what: `at ${fps} fps the film is ${off.toFixed(2)} s longer or shorter`,
              todo: BY_SCRIPT,
            },
          ]),
    ];
  });
}

/** Law 4: parts follow each other without gaps from the first frame to the last. */
export function gapless({ story }: Subject): readonly Finding[] {
  let at = 0;
  const findings = story.parts.flatMap(({ id, start, end }): readonly Finding[] => {
    const sound = start === at && end > start;
    at = end;
    return sound
      ? []
      : [
          {
            law: 4,
            frame: start,
            what: `part "${id}" does not start where the previous one ends`,
            todo: BY_SCRIPT,
          },
        ];
  });
  if (at === story.frames) return findings;
  return [...findings, { law: 4, what: `the parts end at frame ${at} of ${story.frames}`, todo: BY_SCRIPT }];
}
