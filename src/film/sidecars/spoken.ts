import { CAPTION, evenLines } from '../../story/captions.ts';
import type { Fps } from '../../story/clock.ts';
import type { Narrated } from '../../story/narration.ts';

/** Something to be read, in frames that need not be whole. */
export interface SpokenCaption {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** A text in so many pieces of about equal length, divided between words. */
function divided(text: string, pieces: number): readonly string[] {
  const found: string[] = [];
  let [piece, done] = ['', 0];
  for (const word of text.split(' ')) {
    const longer = piece === '' ? word : `${piece} ${word}`;
    const end = done + [...longer].length;
    const goal = ([...text].length * (found.length + 1)) / pieces;
    // A word that passes the goal by more than half of itself begins the next piece.
    if (piece !== '' && found.length < pieces - 1 && end - [...word].length / 2 > goal) {
      found.push(piece);
      done += [...piece].length + 1;
      piece = word;
    } else piece = longer;
  }
  return [...found, piece];
}

/**
 * What a recording says, as captions: two lines each, of 42 characters, for as long as it takes to say them.
 *
 * @param beyond the frame before which the last one goes
 * @returns `null` if it does not say what it says, or too fast to be read
 */
export function spokenCaptions(
  { recording: { text }, start, end }: Narrated,
  beyond: number,
  fps: Fps,
): readonly SpokenCaption[] | null {
  if (text === undefined) return null;
  const all = [...text].length;
  const limit = CAPTION.lineLength.wide;
  const slow = Math.max(end, Math.min(beyond, start + (all / CAPTION.charactersPerSecond) * fps));
  const at = (characters: number): number => start + ((slow - start) * characters) / (all + 1);
  for (let pieces = Math.ceil(all / (CAPTION.lines * limit)); pieces <= text.split(' ').length; pieces += 1) {
    const lines = divided(text, pieces).map((piece) => ({ piece, lines: evenLines(piece, limit) }));
    if (lines.some((one) => one.lines === null)) continue;
    let done = 0;
    const captions = lines.map(({ piece, lines: two }): SpokenCaption => {
      const from = at(done);
      done += [...piece].length + 1;
      return { start: from, end: Math.min(at(done), from + CAPTION.longest * fps), lines: two ?? [] };
    });
    const readable = captions.every(({ start: from, end: to, lines: two }) => {
      const seconds = (to - from) / fps;
      return (
        seconds >= CAPTION.shortest && [...two.join(' ')].length <= CAPTION.charactersPerSecond * seconds
      );
    });
    return readable ? captions : null;
  }
  return null;
}
