import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { shotBetween, wholeShot } from '../../src/scene/camera.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { CutPanes, CutPlane, FlatCells } from '../../src/scene/parts/CutPanes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import type { CloudShowing } from '../../src/scene/parts/PointCloud.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { type Playhead, valueAt } from '../../src/story/playhead.ts';
import { acrossBorder, cloud, starAxes } from './Cloud.tsx';
import { pairOf } from './messages.ts';
import { labels, note } from './Notes.tsx';
import { images, outOfPoints, title } from './Opening.tsx';
import { sidePanels } from './Panels.tsx';
import { tracedPath } from './Sample.tsx';
import { DIMMING, panelOf, STRAY_GAP, sightOf, strayLayout, withinPanel } from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeaturePart, type FeatureStory, headOf } from './story.ts';
import { networkGoes, networkScene, tracedPoint } from './View.tsx';
import { cellsAround, closeness, cutsAt, nearer, planeBetween, spotOf, viewOf, wayShot } from './view.ts';
import { words } from './words.ts';

/** A frame of the film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FeatureTrace, FeatureStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  return (
    <Sheet m={m}>
      {part.kind === 'network' && networkScene(m, part, trace)}
      {part.kind === 'turn' && networkGoes(m, trace)}
      {cloudScene(m, part, props.story, trace)}
      {sidePanels(m, part, trace)}
      {part.kind === 'question' && title(m, trace, 1)}
      {part.kind === 'network' && title(m, trace, 1 - m.between(0, 0.15))}
    </Sheet>
  );
}

/** Seconds in which cuts and rings go in the end: the last picture is the cloud alone. */
const CLEARS = 1;

/** Size of the points where the cloud is the whole picture. */
const LARGE = 1.25;

/** What stands out in a part, and how much. */
function showing(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  head: Playhead,
): CloudShowing {
  const { hardest } = trace.facts;
  const trails = closeness(trace, head) > 0 ? 1 : 0;
  const open = m.stage.format === 'landscape' ? 1.3 : 1.2;
  // Where most are wrong, rings would hide the points.
  const right = valueAt(trace.runs[0]?.series.accuracy ?? [], head);
  const rings = clamp(1.5 * right, 0.25, 1);
  const grown = (from: number, to: number): number => lerp(from, to, m.between(0, DIMMING));
  switch (part.kind) {
    case 'question':
      return { trails, size: open };
    case 'network':
      return { size: grown(open, 1) };
    case 'turn':
      return { size: grown(1, LARGE) };
    case 'back':
      return { size: grown(LARGE, 1) };
    case 'cloud':
      return { rings: rings * m.through(part.rings), trails };
    case 'training':
      return { rings, trails };
    case 'cuts':
      return {
        rings: 1,
        focus: pairOf(trace)?.pair ?? [],
        dim: m.through(part.appears) * (1 - m.through(part.all)),
        size: grown(1, LARGE),
      };
    case 'class':
      return {
        rings: 1,
        focus: [hardest.class],
        dim: m.between(0, DIMMING),
        size: grown(pairOf(trace) === null ? 1 : LARGE, 1),
      };
    case 'sample': {
      const gone = m.between(0, DIMMING);
      // The class fades into the others.
      return { rings: 1, focus: [hardest.class], dim: 1, lit: 1 - gone };
    }
    case 'end':
      return {
        dim: 1 - m.between(0, DIMMING),
        rings: rings * Math.min(m.between(0, DIMMING), m.leave(CLEARS)),
        trails,
        size: grown(1, LARGE),
      };
    default:
      return {};
  }
}

/** The cloud, wherever the part has it: one picture all the way through the film. */
function cloudScene(
  m: Moment,
  part: FeatureStory['parts'][number],
  story: FeatureStory,
  trace: FeatureTrace,
): ReactElement {
  const head = headOf(trace, part, m.frame);
  const panel = panelOf(m, part);
  const whole = viewOf(trace, sightOf(m, story, part, trace, withinPanel(panel)));
  // The traced image's way is seen from nearer by.
  const shot =
    part.kind === 'sample'
      ? shotBetween(wholeShot(whole.rect), wayShot(trace, whole), Math.min(m.between(0.8, 1.4), m.leave(0.8)))
      : undefined;
  const view = shot === undefined ? whole : nearer(whole, shot);
  const pair = part.kind === 'cuts' ? pairOf(trace)?.pair : undefined;
  const single = part.kind === 'cuts' && pair !== undefined && m.through(part.all) < 0.5;
  const show = showing(m, part, trace, head);
  const [x, y] = spotOf(trace, view, trace.facts.traced, head);
  const points = (
    <g>
      {starAxes(m, trace, view)}
      {part.kind === 'cuts' && (
        <g>
          <Fade in={m.leave(0.5)}>
            <CutPanes stage={m.stage} cuts={cutsAt(trace, head)} at={view.at} shown={m.through(part.all)} />
          </Fade>
          <Fade in={Math.min(m.through(part.appears), 1 - m.through(part.all))}>
            {pair !== undefined && (
              <CutPlane stage={m.stage} corners={planeBetween(trace, pair, head)} at={view.at} />
            )}
          </Fade>
        </g>
      )}
      {part.kind === 'end' && trace.scores !== null && pairOf(trace) !== null && (
        <Fade in={Math.min(m.between(0.3, 1), m.leave(CLEARS))}>
          <CutPanes stage={m.stage} cuts={cutsAt(trace, head)} at={view.at} />
        </Fade>
      )}
      {part.kind === 'sample' && trace.scores !== null && (
        <Fade in={Math.min(m.between(0.8, 1), m.leave(0.6))}>
          <FlatCells stage={m.stage} cells={cellsAround(trace, head)} at={view.at} />
        </Fade>
      )}
      {cloud(m, trace, view, head, show, single ? acrossBorder(trace, pair) : undefined)}
    </g>
  );
  return (
    <g>
      <Panel stage={m.stage} rect={panel} />
      {view.zoom > 1 || part.kind === 'cuts' || part.kind === 'sample' || part.kind === 'end' ? (
        <Clipped id="cloud" rect={panel}>
          {points}
        </Clipped>
      ) : (
        points
      )}
      {part.kind === 'question' && images(m, trace, view, head)}
      {part.kind === 'class' && strays(m, part, trace, view, head)}
      {part.kind === 'network' && tracedPoint(m, trace, [x, y], m.through(part.point))}
      {part.kind === 'turn' && tracedPoint(m, trace, [x, y], 1 - m.between(0.6, 0.6))}
      {labels(m, part, trace, view, head, [x, y], shot)}
      {part.kind === 'sample' && (
        <Fade in={Math.min(m.between(0, DIMMING), m.leave())}>{tracedPath(m, trace, view, head)}</Fade>
      )}
      {note(m, part, trace, panel, view, head)}
    </g>
  );
}

/** In the end, images of the class that went astray, each above what the network takes it for. */
function strays(
  m: Moment,
  part: FeaturePart<'class'>,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
): ReactElement {
  const { room, side, stacked, most } = strayLayout(m.stage);
  const digit = trace.facts.hardest.class;
  const own = trace.strays.slice(0, most).map((stray) => ({ ...stray, digit }));
  const places = own.map((_, i) => ({
    x: room.x + (stacked ? 0 : i * (side + STRAY_GAP)),
    y: room.y + (stacked ? i * (side + STRAY_GAP) : 0),
    width: side,
    height: side,
  }));
  const landed = m.between((part.strays.end - part.start) / m.story.fps - 0.3, 0.3);
  return (
    <Fade in={m.leave(0.25)}>
      {outOfPoints(m, trace, own, places, part.strays, view, head, 1 - landed)}
      {each(own, ({ guess }, i) => {
        const { x, y } = places[i] ?? room;
        return m.text(
          `→ ${guess}`,
          stacked ? [x + side + 14, y + side / 2 + 12] : [x + side / 2, y + side + 34],
          {
            size: SIZE.large,
            bold: true,
            fill: classColour(m.stage.theme, guess),
            anchor: stacked ? 'start' : 'middle',
            opacity: landed,
          },
        );
      })}
    </Fade>
  );
}
