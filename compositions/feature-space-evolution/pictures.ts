import { pngUrl } from '../../src/scene/png.ts';
import { classColour, type Theme } from '../../src/scene/theme.ts';
import { remember } from '../../src/sim/remember.ts';
import type { FeatureTrace, Picture } from './simulation.ts';

/** Pictures are enlarged to about this many pixels a side, so that their own pixels stay squares. */
const SHARP = 56;
const LARGE = 112;

const urls = remember((_: FeatureTrace) => new Map<string, string>());

/** A picture in the colour of its class, made once for a trace and theme. */
function coloured(
  trace: FeatureTrace,
  theme: Theme,
  key: string,
  digit: number,
  make: () => Picture,
  side: number,
) {
  const known = urls(trace);
  const name = `${theme.name} ${key}`;
  let url = known.get(name);
  if (url === undefined) {
    const picture = make();
    const enlarge = Math.max(1, Math.floor(side / picture.width));
    url = pngUrl(picture, { ground: theme.panel, ink: classColour(theme, digit), enlarge });
    known.set(name, url);
  }
  return url;
}

/** Empty rows between pictures, in their own pixels. */
const GAP = 1;

/** Pictures of one size, one above the other. */
function stacked(pictures: readonly Picture[]): Picture {
  const [first] = pictures;
  if (first === undefined) return { width: 1, height: 1, pixels: [0] };
  const gap = Array<number>(GAP * first.width).fill(0);
  return {
    width: first.width,
    height: pictures.length * (first.height + GAP) - GAP,
    pixels: pictures.flatMap(({ pixels }, i) => (i === 0 ? pixels : [...gap, ...pixels])),
  };
}

/** The most example pictures that a class has. */
export const mostExamples = ({ examples }: FeatureTrace): number =>
  Math.max(1, ...examples.map((pictures) => pictures.length));

/** Height of a stack of `rows` example pictures as a share of its width. */
export const stackRatio = ({ picture: { width, height } }: FeatureTrace, rows: number): number =>
  (rows * (height + GAP) - GAP) / width;

/** The first `rows` example pictures of a class, one above the other; `null` when it has none. */
export function examplesUrl(trace: FeatureTrace, theme: Theme, digit: number, rows: number): string | null {
  const pictures = trace.examples[digit]?.slice(0, rows) ?? [];
  return pictures.length === 0
    ? null
    : coloured(trace, theme, `examples ${digit} ${rows}`, digit, () => stacked(pictures), SHARP);
}

/** The traced image. */
export const tracedUrl = (trace: FeatureTrace, theme: Theme): string =>
  coloured(trace, theme, 'traced', trace.labels[trace.facts.traced] ?? 0, () => trace.picture, LARGE);
