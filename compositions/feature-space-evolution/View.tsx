import { max } from 'd3-array';
import type { ReactElement } from 'react';
import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Arrow } from '../../src/scene/parts/Arrow.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Graph, unitPlace } from '../../src/scene/parts/Graph.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { inset, type Rect, squareIn } from '../../src/scene/rect.ts';
import { classColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { starAxes } from './Cloud.tsx';
import { tracedImage } from './pictures.tsx';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import type { FeaturePart } from './story.ts';
import { cloudArea } from './view.ts';

/** Maximum number of units drawn per layer. */
const DRAWN = 10;
/** Height of the names below image, network and plane. */
const NAME = 56;

const above = row(74, { image: 300, network: 560 });
/** Image, network and plane: in a row on wide screens, the plane below on others. */
const LAYOUTS = {
  landscape: row(74, { image: 340, network: 680, plane: 560 }),
  portrait: column(66, { above: [480, above], plane: 700 }),
  square: column(66, { above: [300, above], plane: 360 }),
} as const;

/** How one image becomes one point: the network turns it into a few numbers, which are projected onto the plane. */
export function viewScene(m: Moment, part: FeaturePart<'view'>, trace: FeatureTrace): ReactElement {
  const { theme, format, body } = m.stage;
  const at = arrange(m.stage, body, LAYOUTS);
  const named = ({ height, ...rect }: Rect): Rect => ({ ...rect, height: height - NAME });
  const [image, network, room] = [squareIn(named(at('image'))), named(at('network')), named(at('plane'))];
  const [entered, point] = [m.through(part.network), m.through(part.point)];
  const sizes = [trace.picture.width * trace.picture.height, ...trace.params.network.hidden, CLASSES];
  // The layer that the film shows is highlighted, with units sized by their activation.
  const shown = sizes.length - (trace.params.projection.kind === 'star' ? 1 : 2);
  const strongest = Math.max(max(trace.code, Math.abs) ?? 0, 1e-9);
  const layers = sizes.map((units, layer) => ({
    units: Math.min(DRAWN, units),
    colour: layer === shown ? theme.focus : theme.line,
    sizes: layer === shown ? trace.code.map((code) => 0.7 + (0.8 * Math.abs(code)) / strongest) : [],
  }));
  const unit = (layer: number, index: number) => unitPlace(network, layers, layer, index);
  const [x, top] = unit(shown, 0);
  const [, foot] = unit(0, DRAWN - 0.5);
  const middle = network.y + network.height / 2;
  // From that layer across the later ones on wide screens, straight down on others.
  const wide = format === 'landscape';
  const square = squareIn(room);
  const below = clamp(x - square.width / 2, room.x, room.x + room.width - square.width);
  const plane = wide ? square : { ...square, x: below };
  const over = plane.y + 40;
  const name = (words: string, { x: left, y, width, height }: Rect) =>
    m.text(words, [left + width / 2, y + height + 44], { fill: 'quiet', anchor: 'middle' });
  return (
    <g>
      {tracedImage(m, trace, image, 10)}
      {name(m.say('pixels'), image)}
      <Fade in={entered}>
        <Arrow
          from={[image.x + image.width + 12, middle]}
          to={[network.x - 10, middle]}
          colour={theme.quiet}
          width={6}
        />
        <Graph stage={m.stage} rect={network} layers={layers} />
        {each(sizes, (units, layer) =>
          m.text(String(units), [unit(layer, 0)[0], foot + 44], {
            bold: layer === shown,
            fill: layer === shown ? 'focus' : 'quiet',
            anchor: 'middle',
          }),
        )}
      </Fade>
      <Fade in={point}>
        {wide && (
          <Path
            d={`M${px(x)} ${px(top - 40)}V${px(over)}H${px(plane.x - 30)}`}
            stroke={theme.focus}
            width={6}
            round
          />
        )}
        <Arrow
          from={wide ? [plane.x - 31, over] : [x, network.y + network.height + NAME + 8]}
          to={wide ? [plane.x - 6, over] : [x, plane.y - 6]}
          colour={theme.focus}
          width={6}
        />
        {onePoint(m, trace, plane)}
        {name(m.say('point'), plane)}
      </Fade>
    </g>
  );
}

/** The plane with the traced image at its first projected position. */
function onePoint(m: Moment, trace: FeatureTrace, rect: Rect): ReactElement {
  const { theme } = m.stage;
  const { traced, fittedEpoch } = trace.facts;
  const area = cloudArea(trace, inset(rect, 30));
  const [x, y] = trace.positions[fittedEpoch]?.[traced] ?? [0, 0];
  const [left, right] = [px(rect.x + 24), px(rect.x + rect.width - 24)];
  const [top, bottom] = [px(rect.y + 24), px(rect.y + rect.height - 24)];
  return (
    <Panel stage={m.stage} rect={rect}>
      {trace.params.projection.kind === 'star' ? (
        starAxes(m, area)
      ) : (
        <Path d={`M${left} ${top}V${bottom}H${right}`} stroke={theme.line} width={3} />
      )}
      <Dot
        at={[area.x(x), area.y(y)]}
        r={16}
        fill={classColour(theme, trace.labels[traced] ?? 0)}
        stroke={theme.text}
        width={4}
      />
    </Panel>
  );
}
