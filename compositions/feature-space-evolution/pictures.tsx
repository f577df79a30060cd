import { max } from 'd3-array';
import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Heatmap } from '../../src/scene/parts/Heatmap.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { type Raster, stacked } from '../../src/scene/png.ts';
import { ramp } from '../../src/scene/ramp.ts';
import { inset, type Rect } from '../../src/scene/rect.ts';
import { classColour } from '../../src/scene/theme.ts';
import { remember } from '../../src/sim/remember.ts';
import type { FeatureTrace, Picture } from './simulation.ts';

/** Pictures are enlarged to about this many pixels per side, so that their own pixels stay crisp squares. */
const SHARP = 56;
const LARGE = 112;
/** Empty rows between examples, in their own pixels. */
const GAP = 1;

const rasterOf = ({ width, height, pixels }: Picture): Raster => ({
  width,
  height,
  values: pixels.map((ink) => ink / 255),
});

/** Examples of each class stacked vertically, for every count from none to all. */
export const stacksOf = remember(({ examples }: FeatureTrace) =>
  Array.from({ length: 1 + (max(examples, (own) => own.length) ?? 0) }, (_, rows) =>
    examples.map((own) => stacked(own.slice(0, rows).map(rasterOf), GAP)),
  ),
);

const tracedOf = remember(({ picture }: FeatureTrace) => rasterOf(picture));

/** A picture in the colour of its class. */
export const inked = (
  { stage: { theme } }: Moment,
  raster: Raster,
  digit: number,
  rect: Rect,
  opacity: number,
  sharp = SHARP,
): ReactElement => (
  <Heatmap
    raster={raster}
    colour={ramp([theme.panel, classColour(theme, digit)])}
    rect={rect}
    sharp={sharp}
    whole
    opacity={opacity}
  />
);

/** The traced image on a panel. */
export const tracedImage = (m: Moment, trace: FeatureTrace, rect: Rect, margin: number): ReactElement => (
  <Panel stage={m.stage} rect={rect}>
    {inked(m, tracedOf(trace), trace.labels[trace.facts.traced] ?? 0, inset(rect, margin), 1, LARGE)}
  </Panel>
);
