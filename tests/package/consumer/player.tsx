// What somebody writes in a Remotion project; compiled in tests/package/installed.test.ts.
import { learningRateTrio } from 'lossreel/films';
import { defaultProps, FilmPlayer, FilmPoster, filmMetadata, propSchema } from 'lossreel/remotion';
import type { ReactElement } from 'react';
import { Composition } from 'remotion';
import { mine } from './film.js';

const Player = (props: Record<string, unknown>): ReactElement => (
  <FilmPlayer film={learningRateTrio} format="landscape" props={props} />
);

export const Root = (): ReactElement => (
  <>
    <Composition
      id="rates"
      component={Player}
      schema={propSchema(learningRateTrio)}
      defaultProps={defaultProps(learningRateTrio)}
      calculateMetadata={filmMetadata(learningRateTrio, 'landscape')}
      width={1920}
      height={1080}
    />
    <FilmPoster film={mine} format="square" props={{}} />
  </>
);
