import { spokenAt } from '../../story/claims.ts';
import type { Caption } from '../../story/story.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** The first and last frame at which a caption is not true; `null` if it always is. */
function untrue(
  { film, trace, story }: Subject,
  { message, start, end }: Caption,
): readonly [first: number, last: number] | null {
  const claim = film.claims?.[message.key];
  if (claim === undefined || claim === 'definition') return null;
  let found: [number, number] | null = null;
  for (let frame = start; frame < end; frame += 1) {
    if (claim(message.values, spokenAt(trace, story, frame))) continue;
    if (found === null) found = [frame, frame];
    else found[1] = frame;
  }
  return found;
}

/** The headings that a film makes claims about, with the frames at which they stand. */
const headings = ({ film, story }: Subject): readonly Caption[] =>
  story.parts.flatMap(({ heading: message, start, end }) =>
    message !== null && film.claims?.[message.key] !== undefined ? [{ message, start, end }] : [],
  );

/** Law 8: a caption is true at every frame at which it stands, as its film's claims have it; and a heading that they name. */
export function trueCaptions(subject: Subject): readonly Finding[] {
  const { film, story } = subject;
  if (film.claims === undefined) return [];
  return [...story.captions, ...headings(subject)].flatMap((caption): readonly Finding[] => {
    const words = `"${film.words.word(caption.message, 'en')}"`;
    const { key } = caption.message;
    if (film.claims?.[key] === undefined)
      return [
        {
          law: 8,
          frame: caption.start,
          what: `nothing makes the caption ${words} true`,
          todo: `add "${key}" to the film's claims: when it holds, or 'definition'`,
        },
      ];
    const span = untrue(subject, caption);
    if (span === null) return [];
    const [first, last] = span;
    return [
      {
        law: 8,
        frame: first,
        what: `${words} is not true ${first === last ? 'there' : `there, up to frame ${last}`}`,
        todo: 'let it begin at its event and end before it is overtaken, or say something else',
      },
    ];
  });
}
