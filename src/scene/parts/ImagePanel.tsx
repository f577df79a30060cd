import type { ReactElement } from 'react';
import type { Picture } from '../../sim/data/images.ts';
import { remember } from '../../sim/remember.ts';
import type { Raster } from '../png.ts';
import { ramp } from '../ramp.ts';
import { inset, type Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { classMark } from '../theme.ts';
import { Heatmap } from './Heatmap.tsx';
import { Panel } from './Panel.tsx';

/** Pictures are enlarged to about this many pixels per side, so that their own pixels stay crisp squares. */
const SHARP = 112;

/** The same object for the same picture, so that its image is created once. */
const rasterOf = remember(
  ({ width, height, pixels }: Picture): Raster => ({ width, height, values: pixels.map((ink) => ink / 255) }),
);

/** A small picture on a panel, in the colour of its class. @param props.margin around it */
export function ImagePanel(props: {
  readonly stage: Stage;
  readonly picture: Picture;
  readonly own: number;
  readonly rect: Rect;
  readonly margin: number;
}): ReactElement {
  const { stage, picture, own, rect, margin } = props;
  return (
    <Panel stage={stage} rect={rect}>
      <Heatmap
        raster={rasterOf(picture)}
        colour={ramp([stage.theme.panel, classMark(stage.theme, own)])}
        rect={inset(rect, margin)}
        sharp={SHARP}
        whole
      />
    </Panel>
  );
}
