import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { type CueSheet, SAMPLE_RATE } from '../../../audio/cue-sheet.ts';
import { displayList, textBoxes } from '../../render/paint/display-list.ts';
import { BrandCard, CardGround } from '../../scene/parts/BrandCard.tsx';
import { LowerThird, lowerThirdSize } from '../../scene/parts/LowerThird.tsx';
import type { Rect } from '../../scene/rect.ts';
import type { Stage } from '../../scene/stage.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Brand, LowerThird as Shown } from '../../story/brand.ts';
import { spokenAt } from '../../story/claims.ts';
import { progress } from '../../story/clock.ts';
import { easeInOut, easeOut } from '../../story/ease.ts';
import { UsageError } from '../errors.ts';
import type { Film, SceneProps } from '../film.ts';
import { type BrandedStory, brandedStory } from './branded-story.ts';

/** Seconds in which words of a card come or go, in which the film shows through or is covered, and in which a rule grows. */
const [WORDS, COVER, RULE] = [0.35, 0.4, 0.7];
/** Seconds in which a lower third comes or goes. */
const SLIDE = 0.4;
/** Between the lower third and the edges of the body, and between it and other words. */
const MARGIN = 16;

/** The `<svg>` that a scene comes to, its components called, which have neither hooks nor state. */
function svgOf(element: ReactElement): ReactElement<{ readonly children?: ReactNode }> {
  let found: ReactElement = element;
  while (typeof found.type === 'function')
    found = (found.type as (props: unknown) => ReactElement)(found.props);
  return found as ReactElement<{ readonly children?: ReactNode }>;
}

/** A frame with something drawn over it. */
function under(frame: ReactElement, over: ReactNode): ReactElement {
  const svg = svgOf(frame);
  return cloneElement(svg, {}, svg.props.children, over);
}

type BrandedProps = Omit<SceneProps, 'story'> & { readonly story: BrandedStory };

/** A film in a brand's frame. */
interface Presented {
  readonly film: Film;
  readonly brand: Brand;
}

/** A frame of the film itself. */
const ownFrame = ({ film }: Presented, { trace, story, stage }: BrandedProps, frame: number): ReactElement =>
  film.Scene({ trace, story: story.inner, frame, stage });

/** The frames in which a lower third stands in the film's own way, or not: a few a second, and its last. */
function framesOf({ fps, lowerThird, offset }: BrandedStory): readonly number[] {
  const { start, end } = lowerThird ?? { start: 0, end: 0 };
  const frames = [end - 1 - offset];
  for (let frame = start - offset; frame < end - offset; frame += Math.round(fps / 3)) frames.push(frame);
  return frames;
}

/** Corners of the body, in the order in which they are tried. */
function cornersOf({ body }: Stage, { width, height }: Pick<Rect, 'width' | 'height'>): readonly Rect[] {
  const [left, right] = [body.x, body.x + body.width - width];
  const [bottom, top] = [body.y + body.height - height, body.y];
  return [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x = 0, y = 0]) => ({ x, y, width, height }));
}

const places = new WeakMap<BrandedStory, WeakMap<Stage, Rect>>();

/** A corner in which a lower third covers no words. @throws UsageError if there is none */
function placeOf(presented: Presented, shown: Shown, props: BrandedProps): Rect {
  const { story, stage } = props;
  const known = places.get(story) ?? new WeakMap<Stage, Rect>();
  places.set(story, known);
  const found = known.get(stage);
  if (found !== undefined) return found;
  const boxes = framesOf(story).flatMap((frame) =>
    textBoxes(displayList(ownFrame(presented, props, frame))).map(({ box }) => box),
  );
  const free = cornersOf(stage, lowerThirdSize(stage, shown)).find(({ x, y, width, height }) =>
    boxes.every(
      ({ left, right, top, bottom }) =>
        right < x - MARGIN || left > x + width + MARGIN || bottom < y - MARGIN || top > y + height + MARGIN,
    ),
  );
  if (free === undefined) {
    const part = story.parts.find(({ start }) => start === story.lowerThird?.start)?.id ?? '';
    throw new UsageError(
      `brand: lowerThird: no corner of the part '${part}' is free of words in ${stage.format}: choose another part, or shorten it`,
    );
  }
  known.set(stage, free);
  return free;
}

/** How much of something is there that comes in at the start of a range and goes at its end. */
function coming(frame: number, start: number, end: number, frames: number): number {
  return easeInOut(Math.min(1, (frame - start + 1) / frames, (end - frame) / frames));
}

/** The film's own frames, with the lower third while it is there. */
function middle(presented: Presented, props: BrandedProps): ReactElement {
  const { story, frame, stage } = props;
  const own = ownFrame(presented, props, frame - story.offset);
  const { lowerThird: range } = story;
  const { lowerThird: shown } = presented.brand;
  if (range === null || shown === undefined || frame < range.start || frame >= range.end) return own;
  const shownBy = coming(frame, range.start, range.end, Math.max(1, Math.round(SLIDE * story.fps)));
  return under(
    own,
    <LowerThird
      key="lower-third"
      stage={stage}
      shown={shown}
      at={placeOf(presented, shown, props)}
      in={shownBy}
    />,
  );
}

/** The card before the film: its words go, then it gives way to the film. */
function before(presented: Presented, props: BrandedProps): ReactElement {
  const { story, frame, stage } = props;
  const { brand, film } = presented;
  const { fps, offset } = story;
  const frames = (seconds: number): number => Math.round(seconds * fps);
  const shows = offset - frames(COVER);
  const title = brand.intro?.title ?? film.words.word({ key: 'title', values: {} }, stage.language);
  const content = { brand, title, text: brand.intro?.text };
  if (frame >= shows) {
    const cover = 1 - easeInOut((frame - shows + 1) / (frames(COVER) + 1));
    const over = <CardGround key="card" stage={stage} content={content} in={cover} rule={1} />;
    return under(ownFrame(presented, props, 0), over);
  }
  const gone = easeInOut(progress({ start: shows - frames(WORDS), end: shows }, frame));
  const rule = easeOut(progress({ start: 0, end: frames(RULE) }, frame));
  return <BrandCard stage={stage} content={content} words={1 - gone} rule={rule} />;
}

/** The card after the film, which covers it, then says what it has to say. */
function after(presented: Presented, props: BrandedProps): ReactElement {
  const { story, frame, stage } = props;
  const { brand } = presented;
  const { fps, offset, inner } = story;
  const since = frame - offset - inner.frames;
  const frames = (seconds: number): number => Math.round(seconds * fps);
  const covering = frames(COVER);
  const content = { brand, title: brand.endCard?.title, text: brand.endCard?.text, credit: brand.credit };
  if (since < covering) {
    const over = (
      <CardGround
        key="card"
        stage={stage}
        content={content}
        in={easeInOut((since + 1) / (covering + 1))}
        rule={0}
      />
    );
    return under(ownFrame(presented, props, inner.frames - 1), over);
  }
  const words = Math.min(1, (since - covering + 1) / frames(WORDS));
  const rule = easeOut(progress({ start: covering, end: covering + frames(RULE) }, since));
  return <BrandCard stage={stage} content={content} words={words} rule={rule} />;
}

/** A cue sheet that begins later, in a film that is longer. */
function laterSheet(sheet: CueSheet, by: number, samples: number): CueSheet {
  return {
    ...sheet,
    samples,
    voices: sheet.voices.map((voice) => ({
      ...voice,
      phrases: voice.phrases.map(({ start, end, pitch, strikes, ...phrase }) => ({
        ...phrase,
        start: start + by,
        end: end + by,
        pitch: pitch.map(([sample, hertz]) => [sample + by, hertz] as const),
        ...(strikes === undefined ? {} : { strikes: strikes.map((sample) => sample + by) }),
      })),
    })),
    events: sheet.events.map((event) => ({ ...event, at: event.at + by })),
  };
}

/** The claims of a film, asked of its own story. */
const innerClaims = ({ claims = {} }: Film): NonNullable<Film['claims']> =>
  Object.fromEntries(
    Object.entries(claims).map(([key, claim]) => [
      key,
      claim === 'definition'
        ? claim
        : (values, { trace, story, frame }) => {
            const { inner, offset } = story as BrandedStory;
            return claim(values, spokenAt(trace, inner, frame - offset));
          },
    ]),
  );

/** Whether a story is one in the frame of a brand; told in another look, it is the film's own. */
const isBranded = (story: object): story is BrandedStory => 'inner' in story;

/** The scene of a film in a brand's frame. */
const sceneOf =
  (presented: Presented) =>
  (props: SceneProps): ReactElement => {
    const { story, frame } = props;
    if (!isBranded(story)) return presented.film.Scene(props);
    const inside = { ...props, story };
    if (frame < story.offset) return before(presented, inside);
    return frame < story.offset + story.inner.frames ? middle(presented, inside) : after(presented, inside);
  };

/**
 * A film between the cards of a brand, with its lower third. The film tells, draws and scores itself as ever; all of it
 * is then put where it belongs, here and nowhere else.
 *
 * @returns the film itself if the brand has none of these
 */
export function branded(film: Film, brand: Brand): Film {
  if (brand.intro === undefined && brand.endCard === undefined && brand.lowerThird === undefined) return film;
  return {
    ...film,
    tell: (trace, fps, look) => {
      const story = film.tell(trace, fps, look);
      return look.brand === null ? story : brandedStory(story, brand, look.narration);
    },
    Scene: sceneOf({ film, brand }),
    score: (trace: Trace, story, look) => {
      if (!isBranded(story)) return film.score(trace, story, look);
      const { inner, offset, frames, fps } = story;
      const samples = SAMPLE_RATE / fps;
      return laterSheet(film.score(trace, inner, look), offset * samples, frames * samples);
    },
    ...(film.claims === undefined ? {} : { claims: innerClaims(film) }),
  };
}
