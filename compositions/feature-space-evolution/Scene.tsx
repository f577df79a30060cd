import type { ReactElement } from 'react';
import { Heading, Sheet } from '../../src/scene/Sheet.tsx';
import type { Stage } from '../../src/scene/stage.ts';
import { type FrameRange, progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { beatAt } from '../../src/story/story.ts';
import { DataCard, EndCard, TitleCard } from './Cards.tsx';
import { Cloud, ClusterLabels, StarAxes } from './Cloud.tsx';
import { layoutOf } from './layout.ts';
import { CloudPanel, ColourKey, Confusions, EpochReadouts, SampleReadouts, TrainingLoss } from './Panels.tsx';
import { playhead } from './playhead.ts';
import { SamplePanel, TracedPath } from './Sample.tsx';
import type { FeatureTrace } from './simulation.ts';
import { type CloudBeat, type EpochsBeat, type FeatureBeat, type FeatureStory, headingOf } from './story.ts';
import { word } from './text.ts';
import { ViewScene } from './ViewScene.tsx';
import { cloudArea } from './view.ts';

/** A frame of the film: a pure function of trace, story, frame and stage. */
export function FeatureScene(props: {
  readonly trace: FeatureTrace;
  readonly story: FeatureStory;
  readonly frame: number;
  readonly stage: Stage;
}): ReactElement {
  const { trace, story, frame, stage } = props;
  const beat = beatAt(story, frame);
  const heading = headingOf(trace, beat.kind);
  return (
    <Sheet stage={stage} captions={story.captions} frame={frame} word={word}>
      <Heading stage={stage} words={heading === null ? '' : word(heading, stage.language)} />
      <BeatScene {...{ stage, trace, story, beat, frame }} />
    </Sheet>
  );
}

function BeatScene(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly story: FeatureStory;
  readonly beat: FeatureBeat;
  readonly frame: number;
}): ReactElement {
  const { stage, trace, story, beat, frame } = props;
  const { fps } = story;
  switch (beat.kind) {
    case 'title':
      return <TitleCard {...{ stage, trace, beat, frame, fps }} />;
    case 'data':
      return <DataCard {...{ stage, trace, beat, frame, fps }} />;
    case 'view':
      return <ViewScene {...{ stage, trace, beat, frame }} />;
    case 'end':
      return <EndCard {...{ stage, trace, beat, frame, fps }} />;
    default:
      return <CloudScene {...{ stage, trace, beat, frame, fps }} />;
  }
}

/** Seconds in which what is not spoken of fades. */
const DIMMING = 0.8;

/** The cloud and the column beside it: before training, in training, and for one class or one image. */
function CloudScene(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly beat: CloudBeat | EpochsBeat;
  readonly frame: number;
  readonly fps: number;
}): ReactElement {
  const { stage, trace, beat, frame, fps } = props;
  const layout = layoutOf(stage);
  const area = cloudArea(trace, layout.cloud);
  const head = playhead(trace, beat, frame);
  const eased = (range: FrameRange): number => easeInOut(progress(range, frame));
  const points = beat.kind === 'cloud' ? eased(beat.points) : 1;
  const rings = beat.kind === 'cloud' ? eased(beat.rings) : beat.kind === 'sample' ? 0 : 1;
  const dim =
    beat.kind === 'class' || beat.kind === 'sample'
      ? eased({ start: beat.start, end: beat.start + Math.round(DIMMING * fps) })
      : 0;
  const { hardest, traced } = trace.facts;
  const focus = beat.kind === 'class' ? hardest.class : null;
  const digit = trace.labels[traced] ?? 0;
  return (
    <g>
      <CloudPanel stage={stage} trace={trace} layout={layout} />
      {trace.params.projection.kind === 'star' && <StarAxes stage={stage} area={area} />}
      <Cloud {...{ stage, trace, area, head, focus, dim, rings }} opacity={points} />
      {beat.kind === 'sample' && <TracedPath {...{ stage, trace, head, area }} shown={dim} />}
      <ClusterLabels
        {...{ stage, trace, area, head }}
        focus={beat.kind === 'sample' ? digit : focus}
        dim={dim}
      />
      {beat.kind === 'sample' ? (
        <SampleReadouts {...{ stage, trace, head }} rect={layout.readouts} />
      ) : (
        <EpochReadouts {...{ stage, trace, head, focus }} rect={layout.readouts} />
      )}
      {beat.kind === 'class' && (
        <Confusions {...{ stage, trace, head }} rect={layout.below} digit={hardest.class} />
      )}
      {beat.kind === 'sample' && <SamplePanel {...{ stage, trace, head }} rect={layout.below} />}
      {(beat.kind === 'cloud' || beat.kind === 'training') && (
        <g>
          <ColourKey stage={stage} rect={layout.key} />
          <TrainingLoss {...{ stage, trace, head }} rect={layout.rest} />
        </g>
      )}
    </g>
  );
}
