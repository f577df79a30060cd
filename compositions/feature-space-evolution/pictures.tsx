import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Heatmap } from '../../src/scene/parts/Heatmap.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import type { Raster } from '../../src/scene/png.ts';
import { ramp } from '../../src/scene/ramp.ts';
import { inset, type Rect } from '../../src/scene/rect.ts';
import { classMark } from '../../src/scene/theme.ts';
import { membersOf } from '../../src/sim/classification.ts';
import { remember } from '../../src/sim/remember.ts';
import { CLASSES, type FeatureTrace, type Picture } from './simulation.ts';

/** Pictures are enlarged to about this many pixels per side, so that their own pixels stay crisp squares. */
const SHARP = 112;

const rasterOf = ({ width, height, pixels }: Picture): Raster => ({
  width,
  height,
  values: pixels.map((ink) => ink / 255),
});

/** A test image with its number and class. */
export interface Specimen {
  readonly index: number;
  readonly digit: number;
  readonly raster: Raster;
}

/** One test image of each class that has any; of its own class the traced one. */
export const specimensOf = remember(({ examples, picture, labels, facts }: FeatureTrace) =>
  membersOf(labels, CLASSES).flatMap((own, digit): readonly Specimen[] => {
    if (own.includes(facts.traced)) return [{ index: facts.traced, digit, raster: rasterOf(picture) }];
    const [index, first] = [own[0], examples[digit]?.[0]];
    return index === undefined || first === undefined ? [] : [{ index, digit, raster: rasterOf(first) }];
  }),
);

/** Images of the hardest class that the network gets wrong, in their class's colour. */
export const straysOf = remember(({ strays, facts }: FeatureTrace) =>
  strays.map(({ index, guess, picture }) => ({
    index,
    digit: facts.hardest.class,
    raster: rasterOf(picture),
    guess,
  })),
);

/** An image on a panel, in the colour of its class. @param margin around it */
export const imagePanel = (
  { stage }: Moment,
  { raster, digit }: Specimen,
  rect: Rect,
  margin: number,
): ReactElement => (
  <Panel stage={stage} rect={rect}>
    <Heatmap
      raster={raster}
      colour={ramp([stage.theme.panel, classMark(stage.theme, digit)])}
      rect={inset(rect, margin)}
      sharp={SHARP}
      whole
    />
  </Panel>
);

/** The traced image. */
export const tracedOf = (trace: FeatureTrace): Specimen =>
  specimensOf(trace).find(({ index }) => index === trace.facts.traced) ?? {
    index: 0,
    digit: 0,
    raster: rasterOf(trace.picture),
  };
