import type { ReactElement } from 'react';
import type { Shot } from '../../src/scene/camera.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { ClassKey } from '../../src/scene/parts/Legend.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { inset, type Place, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { lerp } from '../../src/sim/maths.ts';
import { fixed } from '../../src/story/numbers.ts';
import { type Playhead, valueAt } from '../../src/story/playhead.ts';
import { classLabels } from './Cloud.tsx';
import { DIMMING, MARGIN } from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import type { FeatureStory } from './story.ts';
import { concernedIn } from './view.ts';

/** Opacity of the labels of classes not being discussed. */
const FAINT = 0.45;

/** The classes' labels while the film looks at the plane; they give way to the traced point. */
export function labels(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
  traced: Place,
  shot: Shot | undefined,
): ReactElement | null {
  const { hardest } = trace.facts;
  const concerned = concernedIn(trace);
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
            (digit) => lerp(only(hardest.class, digit), concerned.has(digit) ? 1 : FAINT, dim),
            m.between(0, DIMMING / 2) === 1 ? traced : undefined,
            shot,
          )}
        </Fade>
      );
    default:
      return null;
  }
}

/** The line at the bottom of the cloud's panel: what it shows of the points' variance, and how large. */
export function note(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
  panel: Rect,
  { zoom, solid }: CloudView,
  head: Playhead,
): ReactElement | null {
  const { params, facts, runs } = trace;
  if (part.kind === 'question' || part.kind === 'network') return null;
  const end = part.kind === 'end';
  const back = part.kind === 'back';
  const cells = part.kind === 'sample' && trace.scores !== null;
  const measured = part.kind === 'turn' ? m.through(part.measured) : 1;
  const leaves = part.kind === 'sample' ? m.leave() : 1;
  // It comes after a rewind, and gives way to one, to depth and to what cells are.
  const comes = part.kind === 'cloud' ? m.between(0, 0.3) : 1;
  const goes = end ? 1 : Math.max(back || cells ? m.between(0, 0.3) : 0, Math.min(1, 8 * solid));
  const y = panel.y + panel.height - 20;
  const key = { x: panel.x + panel.width - 634, y: panel.y + 10, width: 624, height: 56 };
  const at = [panel.x + MARGIN, y] as const;
  // On the colours of cells, quiet words would have too little contrast.
  const fill = cells ? 'text' : 'quiet';
  const style = { size: SIZE.large, fill, width: panel.width - 2 * MARGIN } as const;
  const bold = { size: SIZE.large, bold: true, opacity: m.between(0.6, 0.4) } as const;
  return (
    <g>
      {m.text(m.say('space', { dimensions: facts.dimensions }), at, {
        ...style,
        opacity: end ? 0 : Math.min(1, 3 * solid) * (part.kind === 'turn' ? m.between(0.9, 0.4) : 1),
      })}
      {m.text(
        m.say('plane', {
          projection: params.projection.kind,
          share: valueAt(runs[0]?.series.planeShare ?? [], head),
        }),
        at,
        { ...style, opacity: leaves * comes * (1 - goes) * measured },
      )}
      {cells &&
        m.text(m.say('cellNote', { dimensions: facts.dimensions }), at, {
          ...style,
          opacity: Math.min(m.between(1.2, 0.4), leaves),
        })}
      {(end || back) &&
        m.text(
          m.say('after', { epoch: head.done }),
          [at[0], y],
          back ? { ...bold, opacity: m.between(0.3, 0.3) } : bold,
        )}
      {end &&
        m.text(
          m.say('right', { share: runs[0]?.series.accuracy[head.done] ?? 0 }),
          [panel.x + panel.width - MARGIN, y],
          { ...bold, anchor: 'end' },
        )}
      {(end || part.kind === 'cuts') && (
        <Fade in={Math.min(m.between(0.6, 0.4), end ? 1 : m.leave())}>
          <Box rect={key} rx={10} fill={m.stage.theme.panel} />
          <ClassKey stage={m.stage} rect={inset(key, 8)} />
        </Fade>
      )}
      {part.kind === 'sample' &&
        m.text(m.say('straight'), [panel.x + panel.width - MARGIN, panel.y + 88], {
          ...style,
          anchor: 'end',
          opacity: Math.min(m.between(1.6, 0.4), m.leave()),
        })}
      {m.text(m.say('enlarged', { zoom: fixed(zoom, 1) }), [panel.x + panel.width - MARGIN, panel.y + 46], {
        ...style,
        anchor: 'end',
        opacity: Math.min(1, 4 * (zoom - 1)),
      })}
    </g>
  );
}
