import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type CloudView, flatSight } from '../../src/scene/cloud-view.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import type { CloudShowing } from '../../src/scene/parts/PointCloud.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { mixRect, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { lerp } from '../../src/sim/maths.ts';
import { fixed } from '../../src/story/numbers.ts';
import { type Playhead, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { classLabels, cloud, starAxes } from './Cloud.tsx';
import { images, outOfPoints, title } from './Opening.tsx';
import { endNote, sidePanels } from './Panels.tsx';
import { tracedPath } from './Sample.tsx';
import {
  endLayout,
  MARGIN,
  panelOf,
  STRAY_GAP,
  sightOf,
  strayLayout,
  trainingLayout,
  withinPanel,
} from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeaturePart, type FeatureStory, headOf } from './story.ts';
import { networkGoes, networkScene, tracedPoint } from './View.tsx';
import { closeness, spotOf, viewOf } from './view.ts';
import { words } from './words.ts';

/** A frame of the film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FeatureTrace, FeatureStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  return (
    <Sheet m={m}>
      {part.kind === 'network' && networkScene(m, part, trace)}
      {part.kind === 'turn' && networkGoes(m, trace)}
      {part.kind === 'end' && before(m, trace)}
      {cloudScene(m, part, props.story, trace)}
      {sidePanels(m, part, trace)}
      {part.kind === 'question' && title(m, trace, 1)}
      {part.kind === 'points' && title(m, trace, 1 - m.between(0, 0.3))}
    </Sheet>
  );
}

/** Opacity of the labels of classes not being discussed. */
const FAINT = 0.45;
/** Seconds in which anything not being discussed fades. */
const DIMMING = 0.8;

/** What stands out in a part, and how much. */
function showing(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  head: Playhead,
): CloudShowing {
  const { hardest } = trace.facts;
  const trails = closeness(trace, head) > 0 ? 1 : 0;
  switch (part.kind) {
    case 'question':
      return { trails, size: m.stage.format === 'landscape' ? 1.3 : 1.2 };
    case 'cloud':
      return { rings: m.through(part.rings), trails };
    case 'training':
      return { rings: 1, trails };
    case 'class':
      return { rings: 1, focus: hardest.class, dim: m.between(0, DIMMING) };
    case 'sample': {
      const gone = m.between(0, DIMMING);
      // The class fades into the others.
      return { rings: 1, focus: hardest.class, dim: 1, lit: 1 - gone };
    }
    case 'end':
      return { dim: 1 - m.between(0, DIMMING) };
    default:
      return { size: part.kind === 'turn' ? 1.25 : 1 };
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
  const view = viewOf(trace, sightOf(m, story, part, trace, withinPanel(panel)));
  const show = showing(m, part, trace, head);
  const [x, y] = spotOf(trace, view, trace.facts.traced, head);
  const points = (
    <g>
      {starAxes(m, trace, view)}
      {cloud(m, trace, view, head, show)}
    </g>
  );
  return (
    <g>
      <Panel stage={m.stage} rect={panel} />
      {view.zoom > 1 ? (
        <Clipped id="cloud" rect={panel}>
          {points}
        </Clipped>
      ) : (
        points
      )}
      {part.kind === 'points' && images(m, part, trace, view, head)}
      {part.kind === 'class' && strays(m, part, trace, view, head)}
      {part.kind === 'network' && tracedPoint(m, trace, [x, y], m.through(part.point))}
      {part.kind === 'turn' && tracedPoint(m, trace, [x, y], 1 - m.between(0.6, 0.6))}
      {labels(m, part, trace, view, head, [x, y])}
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
            size: SIZE.small,
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

/** The classes' labels while the film looks at the plane; they give way to the traced point. */
function labels(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
  traced: Place,
): ReactElement | null {
  const { hardest, traced: index } = trace.facts;
  const own = trace.labels[index] ?? 0;
  const dim = m.between(0, DIMMING);
  const only = (focus: number, digit: number): number => (digit === focus ? 1 : FAINT);
  switch (part.kind) {
    case 'training':
      return classLabels(m, trace, view, head, () => 1);
    case 'class':
      return classLabels(m, trace, view, head, (digit) => lerp(1, only(hardest.class, digit), dim));
    case 'sample':
      return (
        <Fade in={m.leave()}>
          {classLabels(
            m,
            trace,
            view,
            head,
            (digit) => lerp(only(hardest.class, digit), only(own, digit), dim),
            m.between(0, DIMMING / 2) === 1 ? traced : undefined,
          )}
        </Fade>
      );
    default:
      return null;
  }
}

/** The line at the bottom of the cloud's panel: what it shows of the points' variance, and how large. */
function note(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  panel: Rect,
  { zoom, solid }: CloudView,
  head: Playhead,
): ReactElement | null {
  const { params, facts, runs } = trace;
  if (part.kind === 'question' || (!('rewind' in part) && part.kind !== 'turn')) return null;
  const measured = part.kind === 'turn' ? m.through(part.measured) : 1;
  const inSpace = trace.depths !== null && solid > 0 ? m.between(0.9, 0.4) : 0;
  const share = valueAt(runs[0]?.series.planeShare ?? [], head);
  const at = [panel.x + MARGIN, panel.y + panel.height - 20] as const;
  const style = { size: SIZE.small, fill: 'quiet', width: panel.width - 2 * MARGIN } as const;
  return (
    <g>
      {m.text(m.say('space', { dimensions: facts.dimensions }), at, {
        ...style,
        opacity: inSpace * (1 - measured) * Math.min(1, 3 * solid),
      })}
      {m.text(m.say('plane', { projection: params.projection.kind, share }), at, {
        ...style,
        opacity: solid < 0.1 ? measured * (part.kind === 'sample' ? m.leave() : 1) : 0,
      })}
      {m.text(m.say('enlarged', { zoom: fixed(zoom, 1) }), [panel.x + panel.width - MARGIN, panel.y + 46], {
        ...style,
        anchor: 'end',
        opacity: Math.min(1, 4 * (zoom - 1)),
      })}
    </g>
  );
}

/** The untrained cloud comes out of the trained one, and runs back to where it was before training. */
function before(m: Moment, trace: FeatureTrace): ReactElement {
  const states = trace.predictions.length;
  const [panel = m.stage.body] = endLayout(m.stage);
  const moved = m.between(0, 0.9);
  const rect = mixRect(trainingLayout(m.stage)('cloud'), panel, moved);
  const head = playheadOf((states - 1) * (1 - m.between(0.3, 1.4)), states);
  const view = viewOf(trace, flatSight(rect));
  return (
    <g>
      <Panel stage={m.stage} rect={rect}>
        {starAxes(m, trace, view)}
        {cloud(m, trace, view, head, { dim: 1 - moved })}
      </Panel>
      {endNote(m, trace, 0, rect)}
    </g>
  );
}
