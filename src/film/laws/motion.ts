import { markDifference } from '../../render/paint/damage.ts';
import { type DisplayList, displayList } from '../../render/paint/display-list.ts';
import type { Painter } from '../../render/paint/picture.ts';
import { markAll, tileGrid } from '../../render/paint/tiles.ts';
import { createUnderlay } from '../../render/paint/underlay.ts';
import type { Stage } from '../../scene/stage.ts';
import { type Finding, placed } from './finding.ts';
import { flashWatch } from './flashes.ts';
import type { Subject } from './subject.ts';
import { alike, LARGE, type Mark, marksOf, NOTICEABLE, type Seen, sudden } from './sudden.ts';

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

/** A frame that has been looked at; one like the frame before it has the same picture. */
interface Looked {
  readonly frame: number;
  readonly seen: Seen;
  /** How many of its first operations are those of the frame before. */
  readonly unchanged: number;
}

/**
 * Law 9: the first frame shows something, no large mark comes or goes at once, nothing stands still for longer than its
 * captions take to read and 4 s, nothing flashes more than three times a second. In further themes it looks only at those frames
 * that differ from the one before, and only for flashes.
 *
 * Where `looks` leave frames out, and from one look to the next something large has come or gone, it looks at the frames between,
 * too, and where brightness has turned, at all of the second after: what lasts from one look to the next cannot hide there.
 *
 * @param stages one for each theme, of one format
 * @param looks the frames to look at, in order; all, if omitted
 */
export function watchable(
  subject: Subject,
  stages: readonly [Stage, ...Stage[]],
  { small, smallest }: MotionPainters,
  looks: Iterable<number> = Array(subject.story.frames).keys(),
): readonly Finding[] {
  const { film, trace, story } = subject;
  const [stage, ...others] = stages;
  const scale = smallest.width / stage.width;
  const grid = tileGrid(smallest.width, smallest.height, scale);
  const everywhere = tileGrid(smallest.width, smallest.height, scale);
  markAll(everywhere);
  const [flashes, ...otherFlashes] = [
    flashWatch(smallest, story.fps),
    ...others.map(() => flashWatch(smallest, story.fps)),
  ];
  const draw = (on: Stage, frame: number): DisplayList =>
    displayList(film.Scene({ trace, story, frame, stage: on }));
  const findings: Finding[] = [];
  let still = 0;
  /** The last frames, the latest last. */
  let past: readonly Looked[] = [];
  /** Pairs of adjacent frames that differ, of which it is not yet known what becomes of what comes. */
  let coming: readonly (readonly [before: Looked, now: Looked])[] = [];

  const look = (frame: number): Looked => {
    const list = draw(stage, frame);
    const before = past.at(-1)?.seen;
    grid.marks.fill(before === undefined ? 1 : 0);
    const unchanged = before === undefined ? 0 : markDifference(before.list.ops, list.ops, grid);
    const same = before !== undefined && !grid.marks.includes(1);
    return { frame, seen: same ? before : { list, marks: marksOf(list) }, unchanged };
  };

  const paintOver = createUnderlay(smallest, scale);
  let painted: Seen | undefined;
  /** Up to where every frame is looked at. */
  let closely = 0;
  const paint = ({ seen, unchanged }: Looked): void => {
    paintOver(seen.list, everywhere, painted === past.at(-1)?.seen ? unchanged : 0);
    painted = seen;
  };
  /** Where brightness turns, it may do so again: the next second is looked at closely. */
  const steady = (now: Looked): boolean => {
    if (now.seen === past.at(-1)?.seen) return true;
    paint(now);
    if (flashes.steady()) return true;
    closely = now.frame + story.fps;
    return false;
  };
  const watch = (now: Looked): void => {
    if (painted !== now.seen || others.length > 0) paint(now);
    findings.push(...flashes.watch(now.frame));
    for (const [i, other] of others.entries()) {
      smallest.paint(draw(other, now.frame));
      findings.push(...placed(otherFlashes[i]?.watch(now.frame) ?? [], { themes: [other.theme.name] }));
    }
  };
  const step = (now: Looked): void => {
    const before = past.at(-1);
    if (before === undefined) findings.push(...filled(now.seen.list, small));
    if (before?.seen !== now.seen) {
      findings.push(...stood(story, still, now.frame));
      still = now.frame;
      watch(now);
    }
    const known = coming.filter(([, { frame }]) => frame + MOMENT <= now.frame);
    for (const [first, second] of known)
      findings.push(...jumped(sudden(first.seen, second.seen, now.seen, small), second.frame, true));
    coming = coming.slice(known.length);
    if (before !== undefined && before.frame === now.frame - 1 && before.seen !== now.seen) {
      coming = [...coming, [before, now]];
      const earlier = past.findLast(({ frame }) => frame <= before.frame - MOMENT);
      if (earlier !== undefined)
        findings.push(...jumped(sudden(now.seen, before.seen, earlier.seen, small), now.frame, false));
    }
    past = [...past.slice(-MOMENT), now];
  };

  for (const frame of looks) {
    const before = past.at(-1);
    if (before !== undefined && before.frame < frame - 1) {
      const now = before.frame < closely ? undefined : look(frame);
      if (now !== undefined && alike(before.seen, now.seen) && steady(now)) {
        step(now);
        continue;
      }
      for (let between = before.frame + 1; between < frame; between += 1) step(look(between));
    }
    step(look(frame));
  }
  findings.push(...stood(story, still, story.frames));
  return findings;
}
