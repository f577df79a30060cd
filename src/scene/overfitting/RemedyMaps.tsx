import type { ReactElement } from 'react';
import type { RemedyTrace } from '../../sim/trainings/remedies.ts';
import { clearWays, labelOf, shares, sharesByRun, shareText } from '../../story/overfitting/remedies.ts';
import { type Playhead, valueAt } from '../../story/playhead.ts';
import { polyline } from '../curve.ts';
import { type MapView, wholeMap } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { legend, sign } from '../parts/Legend.tsx';
import { ShareBars } from '../parts/ShareBars.tsx';
import { Dot, Path } from '../parts/shapes.tsx';
import type { Place, Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { viewOf } from './overfitting-view.ts';
import { ended, trainingMap } from './TrainingMap.tsx';

/** Where a way of training is: its name, its map, and the room for its losses and then for its errors. */
export interface RemedyPlace {
  readonly name: Rect;
  readonly map: Rect;
  readonly lane: Rect;
}

/** The height of a name and of the legend; the largest map of a way, and its share of the height above what is measured. */
const [NAME, KEY, LARGEST, HIGHEST] = [52, 96, 460, 0.4] as const;

/**
 * No remedy and each, side by side on wide screens, with what is measured below; stacked on others, with that beside.
 *
 * @returns also the place of the legend
 */
export function remedyPlaces(
  { format, body }: Stage,
  ways: number,
): { readonly key: Rect; readonly places: readonly RemedyPlace[] } {
  const standing = format === 'landscape';
  const keyed = standing ? KEY / 2 : KEY;
  const key = { ...body, height: keyed };
  const [gap, room] = [standing ? 40 : 18, standing ? body.width : body.height - keyed - 10];
  const size = Math.min(LARGEST, (room - gap * (ways - 1)) / ways);
  // The group is in the middle.
  const first = (room - size * ways - gap * (ways - 1)) / 2;
  const places = Array.from({ length: ways }, (_, i): RemedyPlace => {
    const at = first + i * (size + gap);
    if (standing) {
      const [x, y] = [body.x + at, key.y + keyed + 4];
      const side = Math.min(size, HIGHEST * (body.height - keyed));
      const top = y + NAME + side + 18;
      return {
        name: { x, y, width: size + gap - 12, height: NAME },
        map: { x: x + (size - side) / 2, y: y + NAME, width: side, height: side },
        lane: { x, y: top, width: size, height: body.y + body.height - top },
      };
    }
    const [y, x] = [key.y + keyed + 10 + at, body.x + size + 28];
    const lane = { x, width: body.x + body.width - x };
    return {
      name: { ...lane, y: y - 6, height: NAME },
      map: { x: body.x, y, width: size, height: size },
      lane: { ...lane, y: y + NAME, height: size - NAME },
    };
  });
  return { key, places };
}

/** What is seen of the ways of training, 0 … 1 each. */
interface RemediesShown {
  /** The map of the run without a remedy, on its way. */
  readonly plain: MapView;
  /** Names, losses and legend, once that map has arrived. */
  readonly there: number;
  /** Each remedy's map, and where its training is. */
  readonly remedies: readonly { readonly shown: number; readonly head: Playhead }[];
  /** Errors in the place of losses; each bar, as far as it has grown; and those that a caption is about. */
  readonly tested: number;
  readonly bars: readonly number[];
  readonly judged: number;
}

/** The run shown, trained without a remedy and with each: its maps, its validation losses, then the errors of all runs. */
export function remedyMaps(m: Moment, trace: RemedyTrace, seen: RemediesShown): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const { key, places } = remedyPlaces(stage, trace.remedies.length + 1);
  const ways = [{ shown: 1, head: ended(trace) }, ...seen.remedies];
  const { better, worse } = clearWays(trace);
  const all = sharesByRun(trace);
  return (
    <g>
      {each(ways, ({ shown, head }, way) => {
        const place = places[way];
        if (place === undefined || shown <= 0) return null;
        const { name, map } = place;
        const view = way === 0 ? seen.plain : wholeMap(map);
        return (
          <Fade in={shown}>
            {trainingMap(m, `way-${way}`, view, trace.shown[way], head, trace, { width: 4 })}
            <Fade in={seen.there}>
              {m.text(m.word(labelOf(trace, way)), [name.x, name.y + 36], {
                size: SIZE.medium,
                bold: true,
                width: name.width,
              })}
              <Fade in={1 - seen.tested}>{courses(m, trace, place.lane, way, head)}</Fade>
            </Fade>
          </Fade>
        );
      })}
      <Fade in={Math.min(seen.there, 1 - 2 * seen.tested)}>
        {
          legend(stage, key, [
            { sign: sign.line(theme.train), words: m.say('train') },
            { sign: sign.line(theme.validation), words: m.say('validation') },
            { sign: sign.line(theme.quiet, '8 8'), words: m.say('without') },
            { sign: sign.ring(theme.focus), words: m.say('isBelieved') },
          ]).element
        }
      </Fade>
      <Fade in={2 * seen.tested - 1}>
        {
          legend(stage, key, [
            { words: m.say('barIs', { seeds: trace.runs.length }) },
            { sign: sign.dot(theme.text, 7), words: m.say('dotIs') },
            { sign: sign.square(theme.line, 12), words: m.say('bandIs') },
          ]).element
        }
      </Fade>
      <ShareBars
        stage={stage}
        standing={stage.format === 'landscape'}
        most={1.05 * Math.max(0.01, ...all.flat())}
        compared={all[0] ?? []}
        band={seen.tested}
        bars={places.map(({ lane }, way) => ({
          lane,
          shares: all[way] ?? [],
          number: m.say('percent', { n: shareText(shares(trace)[way] ?? 0) }),
          grown: seen.bars[way] ?? 0,
          lit: better.includes(way) || worse.includes(way) ? seen.judged : 0,
        }))}
      />
    </g>
  );
}

/** The losses of a way of training as far as they have come, over the validation loss without a remedy. */
function courses(
  { stage: { theme } }: Moment,
  trace: RemedyTrace,
  lane: Rect,
  way: number,
  head: Playhead,
): ReactElement {
  const { courses: all, highestCourse } = viewOf(trace);
  const x = linearScale([0, trace.params.epochs], [lane.x + 4, lane.x + lane.width - 12]);
  const y = linearScale([0, highestCourse], [lane.y + lane.height - 6, lane.y + 10]);
  const places = (values: readonly number[]): readonly Place[] =>
    values.map((value, k) => [x(k), y(Math.min(value, highestCourse))]);
  const own = (values: readonly number[], colour: Colour): ReactElement => {
    const end: Place = [x(head.step + head.t), y(Math.min(valueAt(values, head), highestCourse))];
    return (
      <g>
        <Path
          d={polyline([...places(values).slice(0, head.step + 1), end])}
          stroke={colour}
          width={5}
          round
        />
        <Dot at={end} r={9} fill={colour} />
      </g>
    );
  };
  const base = [
    [lane.x, y(0)],
    [lane.x + lane.width, y(0)],
  ] as const;
  return (
    <g>
      <Path d={polyline(base)} stroke={theme.line} width={2} />
      {way > 0 && (
        <Path d={polyline(places(all[0]?.validationLoss ?? []))} stroke={theme.quiet} width={3} dash="8 8" />
      )}
      {own(all[way]?.trainLoss ?? [], theme.train)}
      {own(all[way]?.validationLoss ?? [], theme.validation)}
    </g>
  );
}
