import type { Trace } from '../../sim/trace.ts';
import type { Caption, Message, Wording } from '../../story/captions.ts';
import { fixed, plain, scientific } from '../../story/numbers.ts';
import type { Story } from '../../story/story.ts';
import { chaptersOf } from './chapters.ts';
import { clockTime } from './clock-time.ts';
import type { SubtitleSpan } from './subtitles.ts';
import { TRANSCRIPT_TEXT } from './transcript-text.ts';

/** What a transcript is written from. */
export interface Told {
  readonly trace: Pick<Trace, 'film' | 'params' | 'seed' | 'runs'>;
  readonly story: Pick<Story, 'frames' | 'captions' | 'chapters'>;
  readonly word: Wording;
}

const TITLE: Message = { key: 'title', values: {} };

/** Characters that Markdown would read as markup. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, '\\$&');

/** A loss: four decimals, or a power of ten where they would not tell it. */
const lossText = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3 ? scientific(value, 3) : fixed(value, 4);

/**
 * The film as an article in Markdown: what was asked, what is said and when, chapter by chapter, and what came of each
 * run. For those who do not see or hear the film, and for searching it.
 *
 * @param span of the film that was rendered; times count from its first frame
 */
export function transcript({ trace, story, word }: Told, span: SubtitleSpan): string {
  const { fps, language, first, last } = span;
  const text = TRANSCRIPT_TEXT[language];
  const time = (frame: number): string => clockTime(Math.max(0, frame - first) / fps);
  const spoken = ({ start, end, message }: Caption): string =>
    `**${time(start)}–${time(Math.min(end, last + 1))}** ${escaped(word(message, language))}`;
  const chapters = chaptersOf(story.chapters, span);
  const captions = story.captions.filter(({ start, end }) => start <= last && end > first);
  const sections = chapters.flatMap(({ frame, title }, i) => {
    const until = chapters[i + 1]?.frame ?? Number.POSITIVE_INFINITY;
    const within = captions.filter(({ start }) => {
      const at = Math.max(0, start - first);
      return at >= frame && at < until;
    });
    return [`## ${time(frame + first)} ${escaped(word(title, language))}`, ...within.map(spoken)];
  });
  const length = clockTime((last + 1 - first) / fps);
  const part = last + 1 - first < story.frames ? [text.part(first, last, story.frames)] : [];
  const rows = trace.runs.map(
    ({ id, label, status, losses }) =>
      `| ${escaped(label)} | \`${id}\` | ${text.status[status]} | ${plain(losses.length - 1)} | ${lossText(losses[0] ?? 0)} | ${lossText(losses.at(-1) ?? 0)} |`,
  );
  return `${[
    `# ${escaped(word(TITLE, language))}`,
    text.intro(length, plain(trace.runs.length)),
    ...part,
    ...sections,
    `## ${text.runs}`,
    [
      `| ${text.columns.join(' | ')} |`,
      `|${text.columns.map((_, i) => (i < 3 ? '---' : '---:')).join('|')}|`,
      ...rows,
    ].join('\n'),
    `## ${text.asked}`,
    text.made(trace.film, trace.seed),
    `\`\`\`json\n${JSON.stringify(trace.params, null, 2)}\n\`\`\``,
  ].join('\n\n')}\n`;
}
