// A Remotion project that shows a film beside what is its own; rendered in tests/package/installed.test.ts.
import { learningRateTrio } from 'lossreel/films';
import { FilmPlayer, filmMetadata } from 'lossreel/remotion';
import type { ReactElement } from 'react';
import { AbsoluteFill, Composition, registerRoot, Sequence } from 'remotion';

type Props = Record<string, unknown>;
const PARAMS: Props = { learningRates: [0.46], steps: 2 };

const Player = (props: Props): ReactElement => (
  <FilmPlayer film={learningRateTrio} format="landscape" props={props} />
);

/** An orange page with a film of half the size in its lower right corner, from frame 30 on. */
const Lesson = (props: Props): ReactElement => (
  <AbsoluteFill style={{ backgroundColor: '#ff8800' }}>
    <h1 style={{ fontSize: 120, margin: 60 }}>A lesson</h1>
    <Sequence from={30}>
      <AbsoluteFill style={{ transform: 'scale(0.5)', transformOrigin: 'bottom right' }}>
        <Player {...props} />
      </AbsoluteFill>
    </Sequence>
  </AbsoluteFill>
);

const Root = (): ReactElement => (
  <>
    <Composition
      id="lesson"
      component={Lesson}
      defaultProps={PARAMS}
      width={1920}
      height={1080}
      fps={30}
      durationInFrames={300}
    />
    <Composition
      id="rates"
      component={Player}
      defaultProps={PARAMS}
      calculateMetadata={filmMetadata(learningRateTrio, 'landscape')}
      width={1920}
      height={1080}
    />
  </>
);

registerRoot(Root);
