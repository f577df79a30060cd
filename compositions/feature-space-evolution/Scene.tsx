import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { spotOf } from '../../src/scene/features/feature-view.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { PictureCloud } from '../../src/scene/parts/PictureCloud.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { SideTitle } from '../../src/scene/parts/SideTitle.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { changesOf, membersOf } from '../../src/sim/classification.ts';
import { remember } from '../../src/sim/remember.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import type { Specimen } from '../../src/sim/trainings/classifier-readings.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { cloud, ringedAt, surroundings, tags } from './Cloud.tsx';
import { rightAt } from './messages.ts';
import { counted, network, sample, strays } from './Panels.tsx';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf, litAt } from './story.ts';
import { type AnyPart, groundOf, MARGIN, openingLayout, sampleLayout, viewOf } from './view.ts';
import { words } from './words.ts';

/** A frame of the film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FeatureTrace, FeatureStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const ground = groundOf(m, part);
  const { panel } = ground;
  const view = viewOf(m, part, trace, ground);
  const head = headOf(trace, part, m.frame);
  return (
    <Sheet m={m}>
      <Panel stage={m.stage} rect={panel} />
      <Clipped id="cloud" rect={panel}>
        {surroundings(m, part, trace, view, head)}
        {cloud(m, part, trace, view, head)}
      </Clipped>
      {pictures(m, part, trace, view, head)}
      {tags(m, part, trace, view, head)}
      {part.kind === 'network' && network(m, part, trace, view, head)}
      {part.kind === 'wrong' && strays(m, part, trace, panel, view, head)}
      {part.kind === 'sample' && sample(m, trace, view, head)}
      {counted(m, part, trace, panel, head)}
      {notes(m, part, trace, panel, head)}
      {(part.kind === 'question' || part.kind === 'dots') && title(m, part, trace)}
    </Sheet>
  );
}

/** The film's name beside the cloud, or above it. */
const title = (m: Moment, part: AnyPart, { labels, params }: FeatureTrace): ReactElement => (
  <SideTitle
    m={m}
    rect={openingLayout(m.stage)('title')}
    title={m.say('title')}
    subtitle={m.say('subtitle', {
      points: labels.length,
      source: params.data.images === undefined ? 'drawn' : 'read',
    })}
    shown={part.kind === 'dots' ? m.leave() : 1}
  />
);

/** Some pictures of each class. */
const somePictures = remember(({ labels, examples }: FeatureTrace) =>
  membersOf(labels, CLASSES).flatMap((members, own) =>
    (examples[own] ?? []).map((picture, k): Specimen => ({ index: members[k] ?? 0, own, picture })),
  ),
);

/** Side of a picture in the cloud, in scene units. */
const SIDE = 58;

/** Some of the points are seen as what they stand for, until the film says that they are dots. */
function pictures(m: Moment, part: AnyPart, trace: FeatureTrace, view: CloudView, head: Playhead) {
  const side =
    part.kind === 'question' ? SIDE : part.kind === 'dots' ? SIDE * (1 - m.through(part.shrink)) : 0;
  const placed = somePictures(trace).map(({ index, ...rest }) => ({
    ...rest,
    at: spotOf(trace, view, index, head),
  }));
  return <PictureCloud stage={m.stage} pictures={placed} side={side} />;
}

/** What stands in the cloud's panel: the epoch, and how many are read right. */
function notes(
  m: Moment,
  part: AnyPart,
  trace: FeatureTrace,
  panel: Rect,
  head: Playhead,
): ReactElement | null {
  if (part.kind === 'question' || part.kind === 'dots' || part.kind === 'network') return null;
  const { stage } = m;
  const foot = panel.y + panel.height - 24;
  const { predictions, labels } = trace;
  const { right: all, points } = rightAt(trace, head.done);
  const { hardest } = trace.facts;
  const [right, of] = part.kind === 'wrong' ? [hardest.right, hardest.images] : [all, points];
  const { traced } = trace.facts;
  const results = (): string => {
    if (part.kind === 'sample') {
      const changes = changesOf(predictions, traced).filter((epoch) => epoch <= head.done).length;
      return m.say('changed', { guess: predictions[head.done]?.[traced] ?? 0, changes });
    }
    if (part.kind !== 'walls') {
      // Where most are wrong, rings would hide the points.
      return m.say('result', {
        right,
        wrong: of - right,
        ringed: part.kind === 'wrong',
      });
    }
    const { own, lit } = litAt(part, m.frame);
    const ringed = ringedAt(part, trace, head);
    if (lit === 0) return m.say('side', { wrong: labels.filter((_, i) => ringed(i)).length });
    const inCell = labels.filter((_, i) => predictions[head.done]?.[i] === own);
    const mine = inCell.filter((label) => label === own).length;
    return m.say('inCell', { digit: own, dots: inCell.length, own: mine });
  };
  const narrow = stage.format !== 'landscape';
  const comes = part.kind === 'training' ? 1 : m.between(0.5, 0.4);
  const shown = Math.min(comes, part.kind === 'start' || part.kind === 'end' ? 1 : m.leave());
  const told =
    part.kind !== 'walls'
      ? 1
      : Math.max(Math.min(m.through(part.edge), 1 - m.through(part.all)), litAt(part, m.frame).lit);
  const beside = { landscape: 'bars', portrait: null, square: 'cloud' } as const;
  const place = part.kind === 'sample' ? beside[stage.format] : null;
  const room = place === null ? panel : sampleLayout(stage)(place);
  const style = { size: SIZE.large, bold: true, width: room.width - 2 * MARGIN } as const;
  return (
    <Fade in={shown}>
      {part.kind !== 'walls' &&
        m.text(m.say('after', { epoch: head.done }), [panel.x + MARGIN, narrow ? foot - 50 : foot], style)}
      {told > 0 &&
        m.text(results(), [narrow ? panel.x + MARGIN : panel.x + panel.width - MARGIN, foot], {
          ...style,
          anchor: narrow ? 'start' : 'end',
          opacity: told,
        })}
    </Fade>
  );
}
