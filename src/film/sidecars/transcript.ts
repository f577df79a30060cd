import type { Run, Trace } from '../../sim/trace.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { Narrated } from '../../story/narration.ts';
import type { Caption, Story } from '../../story/story.ts';
import { type FilmWords, type Message, written } from '../../story/words.ts';
import { chaptersOf } from './chapters.ts';
import { clockTime } from './clock-time.ts';
import type { Piece } from './subtitles.ts';

/** A sound that means something by itself. */
export interface Sound {
  /** Frame, from the film's start. */
  readonly seconds: number;
  readonly kind: 'chime' | 'alarm';
}

/** What a transcript is written from. */
export interface Told {
  readonly trace: Pick<Trace, 'film' | 'params' | 'seed' | 'runs'>;
  readonly story: Pick<Story, 'frames' | 'parts' | 'captions' | 'chapters'>;
  readonly words: FilmWords;
  /** Sounds other than tones and ticks, in chronological order; absent in a silent film. */
  readonly sounds?: readonly Sound[];
  /** Where a voice speaks, in a film that has sound. */
  readonly narrated?: readonly Narrated[];
  /** Whether steps tick. */
  readonly ticks?: boolean;
}

/** Something said or heard from a frame of the excerpt on. */
interface Line {
  readonly frame: number;
  readonly text: string;
}

/** Words by key, escaped for Markdown. */
type Say = (key: string, values?: Message['values']) => string;

/** Characters that Markdown would read as markup. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, '\\$&');

/**
 * The film as an article in Markdown: the params, what is said and when, chapter by chapter, and the outcome of each
 * run. For people who cannot see or hear the film, and for full-text search.
 */
export function transcript(
  { trace, story, words, sounds, narrated = [], ticks = false }: Told,
  piece: Piece,
): string {
  const { fps, language, start: first, end: beyond } = piece;
  const frames = beyond - first;
  const word: Say = (key, values) => escaped(words.word({ key, values: values ?? {} }, language));
  const time = (frame: number): string => clockTime(Math.max(0, frame - first) / fps);
  const spoken = ({ start, end, message }: Caption): Line => ({
    frame: Math.max(0, start - first),
    text: `**${time(start)}–${time(Math.min(end, beyond))}** ${word(message.key, message.values)}`,
  });
  const heard = ({ seconds, kind }: Sound): Line => {
    const frame = Math.floor(seconds * fps);
    return { frame: frame - first, text: `**${time(frame)}** *(${word('heard', { kind })})*` };
  };
  const told = ({ start, end, recording: { text = '' } }: Narrated): Line => ({
    frame: Math.max(0, Math.round(start) - first),
    text: `**${time(start)}–${time(Math.min(end, beyond))}** *(${word('heard', { kind: 'voice' })})* ${escaped(text)}`.trimEnd(),
  });
  const inside = ({ start, end }: FrameRange): boolean => start < beyond && end > first;
  const lines = [
    ...narrated.filter(inside).map(told),
    ...story.captions.filter(inside).map(spoken),
    ...(sounds ?? []).map(heard).filter(({ frame }) => frame >= 0 && frame < frames),
  ].sort((a, b) => a.frame - b.frame);
  const chapters = chaptersOf(story.chapters, piece);
  const sections = chapters.flatMap(({ frame, title }, i) => {
    const until = chapters[i + 1]?.frame ?? Number.POSITIVE_INFINITY;
    const within = lines.filter((line) => line.frame >= frame && line.frame < until);
    return [
      `## ${clockTime(frame / fps)} ${word(title.key, title.values)}`,
      ...within.map((line) => line.text),
    ];
  });
  const length = clockTime(frames / fps);
  const { film, seed, params, runs } = trace;
  return `${[
    `# ${word('title')}`,
    word('transcriptIntro', {
      length,
      runs: runs.length,
      made: runs.every(isLogged) ? 'logged' : 'simulated',
    }),
    ...(sounds === undefined ? [] : [word('transcriptSound', { ticks })]),
    ...(frames < story.frames
      ? [word('transcriptPart', { first, last: beyond - 1, frames: story.frames })]
      : []),
    ...sections,
    `## ${word('transcriptRuns')}`,
    runTable(runs, word, (label) => written(escaped(label), language)),
    `## ${word('transcriptAsked')}`,
    word('transcriptMade'),
    `\`\`\`json\n${JSON.stringify({ film, seed, params }, null, 2)}\n\`\`\``,
  ].join('\n\n')}\n`;
}

/** A run that somebody else's program has logged: it may go on, and its steps are those that it names. */
const isLogged = ({ status }: Pick<Run, 'status'>): boolean => status === 'logged' || status === 'lost';

function runTable(runs: Told['trace']['runs'], word: Say, labelled: (label: string) => string): string {
  const fields = runs.every(isLogged)
    ? ['run', 'id', 'status', 'lastStep', 'firstLogged', 'lastLogged']
    : ['run', 'id', 'status', 'steps', 'first', 'last'];
  const columns = fields.map((column) => word('runColumn', { column }));
  // Four decimals, or scientific notation if those would not show the loss.
  const loss = (value: number): string =>
    word('runLoss', { loss: value, small: value !== 0 && Math.abs(value) < 1e-3 });
  const rows = runs.map(({ id, label, status, losses, series }) => [
    labelled(label),
    `\`${id}\``,
    word('runStatus', { status }),
    word('number', { n: isLogged({ status }) ? (series.steps?.at(-1) ?? 0) : losses.length - 1 }),
    loss(losses[0] ?? 0),
    loss(losses.at(-1) ?? 0),
  ]);
  const rule = columns.map((_, i) => (i < 3 ? '---' : '---:'));
  return [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
