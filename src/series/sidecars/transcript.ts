import type { Trace } from '../../sim/trace.ts';
import type { Caption, Language, Message, Wording } from '../../story/captions.ts';
import { fixed, plain, scientific, written } from '../../story/numbers.ts';
import type { Story } from '../../story/story.ts';
import { chaptersOf } from './chapters.ts';
import { clockTime } from './clock-time.ts';
import type { SubtitleSpan } from './subtitles.ts';
import { type Sound, TRANSCRIPT_TEXT } from './transcript-text.ts';

/** What a transcript is written from. */
export interface Told {
  readonly trace: Pick<Trace, 'film' | 'params' | 'seed' | 'runs'>;
  readonly story: Pick<Story, 'frames' | 'captions' | 'chapters'>;
  readonly word: Wording;
  /** What is heard beside tones and ticks, in order of time; absent in a silent film. */
  readonly sounds?: readonly Sound[];
}

/** What is said or heard from a frame of the piece on. */
interface Line {
  readonly frame: number;
  readonly text: string;
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
export function transcript({ trace, story, word, sounds }: Told, span: SubtitleSpan): string {
  const { fps, language, first, last } = span;
  const text = TRANSCRIPT_TEXT[language];
  const time = (frame: number): string => clockTime(Math.max(0, frame - first) / fps);
  const spoken = ({ start, end, message }: Caption): Line => ({
    frame: Math.max(0, start - first),
    text: `**${time(start)}–${time(Math.min(end, last + 1))}** ${escaped(word(message, language))}`,
  });
  const heard = ({ seconds, kind }: Sound): Line => {
    const frame = Math.floor(seconds * fps);
    return { frame: frame - first, text: `**${time(frame)}** *(${text.heard[kind]})*` };
  };
  const lines = [
    ...story.captions.filter(({ start, end }) => start <= last && end > first).map(spoken),
    ...(sounds ?? []).map(heard).filter(({ frame }) => frame >= 0 && frame <= last - first),
  ].sort((a, b) => a.frame - b.frame);
  const chapters = chaptersOf(story.chapters, span);
  const sections = chapters.flatMap(({ frame, title }, i) => {
    const until = chapters[i + 1]?.frame ?? Number.POSITIVE_INFINITY;
    const within = lines.filter((line) => line.frame >= frame && line.frame < until);
    return [
      `## ${clockTime(frame / fps)} ${escaped(word(title, language))}`,
      ...within.map((line) => line.text),
    ];
  });
  const length = clockTime((last + 1 - first) / fps);
  const { film, seed, params, runs } = trace;
  return `${[
    `# ${escaped(word(TITLE, language))}`,
    text.intro(length, plain(runs.length)),
    ...(sounds === undefined ? [] : [text.sound]),
    ...(last + 1 - first < story.frames ? [text.part(first, last, story.frames)] : []),
    ...sections,
    `## ${text.runs}`,
    runTable(runs, language),
    `## ${text.asked}`,
    text.made,
    `\`\`\`json\n${JSON.stringify({ film, seed, params }, null, 2)}\n\`\`\``,
  ].join('\n\n')}\n`;
}

function runTable(runs: Told['trace']['runs'], language: Language): string {
  const { columns, status } = TRANSCRIPT_TEXT[language];
  const rows = runs.map(({ id, label, status: ended, losses }) => [
    written(escaped(label), language),
    `\`${id}\``,
    status[ended],
    plain(losses.length - 1),
    written(lossText(losses[0] ?? 0), language),
    written(lossText(losses.at(-1) ?? 0), language),
  ]);
  const rule = columns.map((_, i) => (i < 3 ? '---' : '---:'));
  return [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
