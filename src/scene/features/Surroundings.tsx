import type { ReactElement } from 'react';
import { STAR_DIRECTIONS } from '../../sim/projections/star.ts';
import type { ClassifierTraining } from '../../sim/trainings/classifier.ts';
import { hardestPair } from '../../sim/trainings/classifier-readings.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { CloudView } from '../cloud-view.ts';
import { polyline } from '../curve.ts';
import { CutPanes, CutPlane, FlatCells } from '../parts/CutPanes.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Path } from '../parts/shapes.tsx';
import type { Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { cellsAround, dotOf, isStar, wallBetween, wallsAt } from './feature-view.ts';

/** Opacity of cells that lie in the plane that is seen. */
const IN_PLANE = 0.6;

/**
 * What dots lie in: the walls between the classes, a section through their cells, or the axes of star coordinates.
 *
 * @param props.walls how visible all walls are; @param props.shown how many of them; @param props.lit how much a class's cell is lit
 * @param props.one how visible the whole wall of the hardest pair is
 * @param props.section how visible a section through the cells is, at the depth of the traced picture, and `named` their digits, all 0 … 1
 */
export function Surroundings(props: {
  readonly stage: Stage;
  readonly training: ClassifierTraining;
  readonly view: CloudView;
  readonly head: Playhead;
  readonly walls: number;
  readonly shown: number;
  readonly lit: (own: number) => number;
  readonly one: number;
  readonly section: number;
  readonly named: number;
}): ReactElement {
  const { stage, training, view, head, walls, shown, lit, one, section, named } = props;
  const pair = hardestPair(training)?.pair;
  const flat = training.depths === null;
  const cells = flat ? Math.max(section, IN_PLANE * shown * walls) : section;
  return (
    <g>
      {isStar(training) && starAxes(stage, view)}
      {training.scores !== null && (
        <Fade in={cells}>
          <FlatCells
            stage={stage}
            cells={cells > 0 ? cellsAround(training, head) : []}
            at={view.at}
            within={section > 0 && named > 0 ? view.rect : null}
            named={named}
            keep={[dotOf(training, view, training.facts.traced, head)]}
          />
        </Fade>
      )}
      {pair !== undefined && (
        <g>
          <Fade in={flat ? 0 : walls}>
            <CutPanes
              stage={stage}
              cuts={walls > 0 && !flat ? wallsAt(training, head) : []}
              at={view.at}
              shown={shown}
              lit={lit}
            />
          </Fade>
          <Fade in={one}>
            <CutPlane stage={stage} corners={one > 0 ? wallBetween(training, pair, head) : []} at={view.at} />
          </Fade>
        </g>
      )}
    </g>
  );
}

/** The ten axes of star coordinates, faint. */
function starAxes({ theme }: Stage, { at }: CloudView): ReactElement {
  const seen = (x: number, y: number): Place => {
    const [left, top] = at(x, y, 0);
    return [left, top];
  };
  const d = STAR_DIRECTIONS.map(([x, y]) => polyline([seen(0, 0), seen(x, y)])).join('');
  return <Path d={d} stroke={theme.line} opacity={0.6} />;
}
