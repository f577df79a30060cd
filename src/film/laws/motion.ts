import { markDifference } from '../../render/paint/damage.ts';
import { type DisplayList, displayList } from '../../render/paint/display-list.ts';
import type { Painter } from '../../render/paint/picture.ts';
import { markAll, tileGrid } from '../../render/paint/tiles.ts';
import type { Stage } from '../../scene/stage.ts';
import { type Finding, placed } from './finding.ts';
import { flashWatch } from './flashes.ts';
import type { Subject } from './subject.ts';
import { LARGE, type Mark, marksOf, NOTICEABLE, type Seen, sudden } from './sudden.ts';

/** Share of the first frame's pixels that differ from the background. */
const LEAST_DRAWN = 0.02;
/** Seconds without any motion that nobody wonders about. */
const LONGEST_STILL = 4;
/** Frames after which something that fades in has visibly more of its opacity. */
const MOMENT = 3;

/** Painters of a stage's format: to see marks, and, as small as can be, flashes. */
export interface MotionPainters {
  readonly small: Painter;
  readonly smallest: Painter;
}

/** The colour that most pixels have. */
function commonest(pixels: Uint8Array): readonly number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [colour] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/** The first frame shows something. */
function filled(list: DisplayList, painter: Painter): readonly Finding[] {
  painter.paint(list);
  const pixels = painter.pixels();
  const background = commonest(pixels);
  let count = 0;
  for (let at = 0; at < pixels.length; at += 4)
    if (background.some((value, i) => Math.abs((pixels[at + i] ?? 0) - value) > NOTICEABLE)) count += 1;
  const share = (4 * count) / pixels.length;
  if (share >= LEAST_DRAWN) return [];
  return [
    {
      law: 9,
      frame: 0,
      what: `only ${(100 * share).toFixed(1)} % of the first frame is drawn`,
      todo: `begin with something to see, ${100 * LEAST_DRAWN} % or more: players show it before the film runs`,
    },
  ];
}

/** Frames that are all alike, longer than their captions take to read, and 4 s. */
function stood({ captions, fps }: Subject['story'], start: number, end: number): readonly Finding[] {
  const reading = captions.reduce(
    (sum, caption) => sum + Math.max(0, Math.min(end, caption.end) - Math.max(start, caption.start)),
    0,
  );
  if ((end - start - reading) / fps <= LONGEST_STILL) return [];
  return [
    {
      law: 9,
      frame: start,
      what: `nothing moves for ${((end - start) / fps).toFixed(1)} s`,
      todo: 'shorten the part, or let something happen in it',
    },
  ];
}

/** A mark in a few words. */
function called({ kind, words, colour, box }: Mark): string {
  if (words !== undefined) return `"${words}"`;
  const [width, height] = [box.right - box.left, box.bottom - box.top].map(Math.round);
  const rgb = /^\d+,\d+,\d+/.exec(colour)?.[0];
  const of = rgb === undefined ? '' : ` rgb(${rgb})`;
  return `${kind}${of}, ${width} × ${height} at (${Math.round(box.left)}, ${Math.round(box.top)})`;
}

/** Marks that come or go at once, told by the largest of them. */
function jumped(marks: readonly Mark[], frame: number, comes: boolean): readonly Finding[] {
  const [first, ...others] = marks;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more as large`;
  return [
    {
      law: 9,
      frame,
      where: { element: called(first) },
      what: `${comes ? 'is there' : 'is gone'} from one frame to the next${more}; it covers more than ${100 * LARGE} % of the picture`,
      todo: comes
        ? 'let it fade in, as by m.enter(), or grow'
        : 'let it fade out, as by m.leave(), or shrink',
    },
  ];
}

/**
 * Law 9: the first frame shows something, no large mark comes or goes at once, nothing stands still for longer than its
 * captions take to read and 4 s, nothing flashes more than three times a second. Looks at every frame; in further themes only at
 * those that differ from the one before, and only for flashes.
 *
 * @param stages one for each theme, of one format
 */
export function watchable(
  subject: Subject,
  stages: readonly [Stage, ...Stage[]],
  { small, smallest }: MotionPainters,
): readonly Finding[] {
  const { film, trace, story } = subject;
  const [stage, ...others] = stages;
  const grid = tileGrid(smallest.width, smallest.height, smallest.width / stage.width);
  const watches = stages.map(() => flashWatch(smallest, story.fps));
  const draw = (on: Stage, frame: number): DisplayList =>
    displayList(film.Scene({ trace, story, frame, stage: on }));
  const findings: Finding[] = [];
  let still = 0;
  /** The last frames, the latest last; a frame like the one before it is the same object. */
  let seen: readonly Seen[] = [];
  for (let frame = 0; frame < story.frames; frame += 1) {
    const list = draw(stage, frame);
    const before = seen.at(-1);
    grid.marks.fill(0);
    if (before === undefined) markAll(grid);
    else markDifference(before.list.ops, list.ops, grid);
    const same = before !== undefined && !grid.marks.includes(1);
    const now = same ? before : { list, marks: marksOf(list) };
    if (before === undefined) findings.push(...filled(list, small));
    if (!same) {
      findings.push(...stood(story, still, frame));
      still = frame;
      for (const [i, watch] of watches.entries()) {
        const other = others[i - 1];
        smallest.paint(other === undefined ? list : draw(other, frame));
        const themes = other === undefined ? {} : { themes: [other.theme.name] };
        findings.push(...placed(watch(frame), themes));
      }
    }
    seen = [...seen.slice(-MOMENT - 1), now];
    const [first, second] = seen;
    const last = seen[MOMENT];
    if (first === undefined || second === undefined || last === undefined || seen.length < MOMENT + 2)
      continue;
    if (first !== second) findings.push(...jumped(sudden(first, second, now, small), frame - MOMENT, true));
    if (last !== now) findings.push(...jumped(sudden(now, last, first, small), frame, false));
  }
  findings.push(...stood(story, still, story.frames));
  return findings;
}
