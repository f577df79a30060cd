import type { ReactElement, ReactNode } from 'react';
import { CAPTION, captionLines } from '../../story/captions.ts';
import { contains, type FrameRange } from '../../story/clock.ts';
import { WORDS_FADE } from '../../story/script.ts';
import type { Moment } from '../moment.ts';
import { SIZE } from '../stage.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { textWidth } from './Text.tsx';

/**
 * The base of every frame of a film: the background below everything, the part's heading and the current caption on top.
 *
 * @param props.aside at the right end of the heading, the progress of the part
 * @param props.widest the widest `aside` of the part: the heading leaves room for it, so that its size stays the same
 */
export function Sheet(props: {
  readonly m: Moment;
  readonly aside?: string;
  readonly widest?: string;
  readonly children: ReactNode;
}): ReactElement {
  const { m, aside = '', widest = aside, children } = props;
  const { width, height, theme } = m.stage;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect x={0} y={0} width={width} height={height} fill={theme.background} />
      {children}
      {heading(m, aside, widest)}
      {caption(m)}
    </svg>
  );
}

/** How much of something is there that fades in at the start of a range and out at its end, 0 to 1. */
function faded({ frame, story }: Moment, { start, end }: FrameRange, coming = true, going = true): number {
  const frames = Math.max(1, Math.round(WORDS_FADE * story.fps));
  return Math.min(1, coming ? (frame - start + 1) / frames : 1, going ? (end - frame) / frames : 1);
}

/** Space between a heading and what is next to it. */
const GAP = 40;

function heading(m: Moment, aside: string, widest: string): ReactElement | null {
  const { stage, story, part, text, word } = m;
  if (part.heading === null) return null;
  const [at, said] = [story.parts.indexOf(part), word(part.heading)];
  const [before, after] = [story.parts[at - 1], story.parts[at + 1]].map((other) =>
    other?.heading ? word(other.heading) : '',
  );
  const last = at === story.parts.length - 1;
  const { x, y, width } = stage.header;
  const room = widest === '' ? 0 : GAP + textWidth(stage, widest);
  return (
    // The first picture is seen before the film runs.
    <Fade in={faded(m, part, at > 0 && said !== before, said !== after && !last)}>
      {text(said, [x, y + 52], { size: SIZE.heading, bold: true, width: width - room })}
      {text(aside, [x + width, y + 52], { fill: 'quiet', anchor: 'end' })}
    </Fade>
  );
}

const LEADING = SIZE.caption * 1.25;

/** The caption of a frame in its own band: it fades in, stands, and has gone before the next one comes. */
function caption(m: Moment): ReactElement | null {
  const { stage, story, frame, text, word } = m;
  const current = story.captions.find((range) => contains(range, frame));
  if (current === undefined || !stage.burnCaptions) return null;
  const limit = CAPTION.lineLength[stage.format === 'landscape' ? 'wide' : 'narrow'];
  const lines = captionLines(word(current.message), limit);
  const { x, y, width, height } = stage.captions;
  const cap = stage.type.semibold.capHeight * SIZE.caption;
  const top = y + (height - cap - LEADING * (lines.length - 1)) / 2 + cap;
  return (
    <Fade in={faded(m, current)}>
      {each(lines, (words, i) =>
        text(words, [x + width / 2, top + i * LEADING], {
          size: SIZE.caption,
          bold: true,
          fill: 'caption',
          anchor: 'middle',
        }),
      )}
    </Fade>
  );
}
