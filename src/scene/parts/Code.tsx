import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { cut } from '../arrange.ts';
import { factor, px } from '../px.ts';
import { mixColour } from '../ramp.ts';
import { inset, mixRect, type Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import { measure, UNITS_PER_EM } from '../type/typeface.ts';
import { each } from './each.tsx';
import { Panel } from './Panel.tsx';
import { Box } from './shapes.tsx';
import { inked, text, textWidth } from './Text.tsx';

/** A name, number or sign of the code that is lit up, and what it is worth at the moment. */
export interface CodeMark {
  readonly token: string;
  /** The line it is marked on, from 0, and which of several on that line, from 0; by default everywhere. */
  readonly line?: number;
  readonly nth?: number;
  readonly fill?: Role | Colour;
  /** How far it and its value are lit up, 0 to 1; by default 1. Room for the value is kept in any case. */
  readonly lit?: number;
  /** Shown under it. */
  readonly value?: string;
}

/** A stretch of a line in one colour. */
interface Run {
  readonly words: string;
  readonly column: number;
  readonly mark: CodeMark | undefined;
}

const TOKEN = /#.*|"[^"]*"|'[^']*'|[\p{L}_][\p{L}\p{N}_]*|\d[\d.]*(?:e-?\d+)?|\s+|./gu;

/** A line cut at its marked tokens. Of several marks for a token the last counts. */
function runsOf(line: string, index: number, marks: readonly CodeMark[]): readonly Run[] {
  const runs: Run[] = [];
  const seen = new Map<string, number>();
  let column = 0;
  for (const [words] of line.matchAll(TOKEN)) {
    const nth = seen.get(words) ?? 0;
    seen.set(words, nth + 1);
    const mark = marks.findLast(
      (one) => one.token === words && (one.line ?? index) === index && (one.nth ?? nth) === nth,
    );
    const last = runs.at(-1);
    if (last !== undefined && last.mark === undefined && mark === undefined)
      runs[runs.length - 1] = { ...last, words: last.words + words };
    else runs.push({ words, column, mark });
    column += [...words].length;
  }
  return runs;
}

/** Heights in sizes of type: a line, the values under it, the margin around the code; and the gap between two values. */
const [LINE, VALUES, MARGIN, GAP] = [1.6, 1.05, 0.9, 0.5];
/** Size of values relative to the code. */
const VALUE = 0.8;
/** Baselines, from the top of a line and of the values under it. */
const [BASELINE, VALUE_BASELINE] = [1.15, 0.55];
/** The band behind the active line: its distance from the edge, and the width of the bar at its start. */
const [EDGE, BAR] = [0.28, 0.14];

/** A line of code as placed: its left end, and the top of its band. */
interface Row {
  readonly runs: readonly Run[];
  readonly words: string;
  readonly base: Colour;
  readonly size: number;
  readonly x: number;
  readonly y: number;
}

/**
 * A few lines of code in type of fixed width, as large as fits into a rectangle. The active line lies on a band, marked
 * tokens are in their colours, everything else is quiet.
 *
 * @param props.active the active line, from 0; a fraction is on the way from one to the next
 * @param props.lit how far it is lit up, 0 to 1
 */
export function Code(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly lines: readonly string[];
  readonly active?: number;
  readonly lit?: number;
  readonly marks?: readonly CodeMark[];
  readonly size?: number;
}): ReactElement {
  const { stage, rect, lines, active = 0, lit = props.active === undefined ? 0 : 1, marks = [] } = props;
  const { theme, type } = stage;
  const rows = lines.map((line, i) => runsOf(line, i, marks));
  const heights = rows.map(
    (runs) => LINE + (runs.some(({ mark }) => mark?.value !== undefined) ? VALUES : 0),
  );
  const tall = heights.reduce((sum, height) => sum + height, 0);
  const wide = Math.max(1, ...lines.map((line) => [...line].length)) * measure(type.mono, ' ', 1);
  const fit = Math.min(rect.width / (wide + 2 * MARGIN), rect.height / (tall + 2 * EDGE));
  const size = Math.min(props.size ?? SIZE.large, fit);
  const block = { ...inset(rect, EDGE * size), height: tall * size };
  const bands = cut({ ...block, y: rect.y + (rect.height - block.height) / 2 }, heights, 0, 'y');
  const [from, to] = [bands[Math.floor(active)] ?? block, bands[Math.ceil(active)] ?? block];
  const band = mixRect(from, to, active - Math.floor(active));
  const bar = { ...band, width: BAR * size };
  return (
    <Panel stage={stage} rect={rect}>
      {lit > 0 && (
        <Box rect={band} rx={px(EDGE * size)} fill={mixColour(theme.panel, theme.background, lit)} />
      )}
      {lit > 0 && (
        <Box rect={bar} rx={px((BAR * size) / 2)} fill={mixColour(theme.panel, theme.focus, lit)} />
      )}
      {each(rows, (runs, i) => {
        const near = clamp(1 - Math.abs(i - active), 0, 1);
        const base = mixColour(theme.quiet, theme.text, lit * near);
        const place = { x: rect.x + MARGIN * size, y: bands[i]?.y ?? rect.y };
        const row = { runs, words: lines[i] ?? '', base, size, ...place };
        return (
          <g>
            {codeLine(stage, row)}
            {values(stage, row, rect.x + rect.width - MARGIN * size)}
          </g>
        );
      })}
    </Panel>
  );
}

/** The colour of a marked token, and how far it has it. */
const shade = (stage: Stage, { fill = 'focus', lit = 1 }: CodeMark, base: Colour): Colour =>
  mixColour(base, inked(stage, fill), clamp(lit, 0, 1));

/** One line of code: a text whose tokens differ in colour. */
function codeLine(stage: Stage, { words, runs, base, size, x, y }: Row): ReactElement | null {
  if (words.trim() === '') return null;
  const { mono } = stage.type;
  const cell = mono.line(' ').advance;
  return (
    <g
      data-text={words.trim()}
      data-size={px(size)}
      transform={`translate(${px(x)} ${px(y + BASELINE * size)}) scale(${factor(size / UNITS_PER_EM)})`}
      fill={base}
    >
      {each(
        runs.filter(({ words: some }) => some.trim() !== ''),
        ({ words: some, column, mark }) => (
          <path
            d={mono.line(some).d}
            {...(column === 0 ? {} : { transform: `translate(${column * cell} 0)` })}
            {...(mark === undefined ? {} : { fill: shade(stage, mark, base) })}
          />
        ),
      )}
    </g>
  );
}

/** The values of a line's marked tokens, each as near below its token as they fit beside each other. */
function values(stage: Stage, { runs, size, x, y }: Row, end: number): ReactElement {
  const cell = measure(stage.type.mono, ' ', size);
  const gap = GAP * size;
  let from = x;
  const shown = runs.flatMap(({ words, column, mark }) => {
    if (mark?.value === undefined) return [];
    const { value, fill = 'focus', lit = 1 } = mark;
    const style = { size: size * VALUE, fill, bold: true, opacity: lit };
    const width = textWidth(stage, value, style);
    const left = Math.max(x + (column + [...words].length / 2) * cell - width / 2, from);
    from = left + width + gap;
    return [{ value, style, left, width }];
  });
  let to = end;
  const back = [...shown].reverse().map(({ value, style, left, width }) => {
    const at = Math.min(left, to - width);
    to = at - gap;
    return text(stage, value, [at, y + (LINE + VALUE_BASELINE) * size], style);
  });
  return each(back.reverse(), (value) => value);
}
