import type { ReactElement } from 'react';
import { Arrow } from '../../src/scene/Arrow.tsx';
import { cut, inset, piece } from '../../src/scene/cut.ts';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { Words } from '../../src/scene/Words.tsx';
import { clamp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { StarAxes } from './Cloud.tsx';
import { tracedUrl } from './pictures.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import type { ViewBeat } from './story.ts';
import { say, word } from './text.ts';
import { cloudArea } from './view.ts';

/** Most units of a layer that are drawn. */
const DRAWN = 10;
/** Room between two units at most. */
const STEP = 46;
const CAPTION_HEIGHT = 56;

/** Image, network and plane: in a row on wide screens, the plane below on others. */
function cellsOf({ format, body }: Stage): readonly [Rect, Rect, Rect] {
  if (format === 'landscape') {
    const cells = cut(body, [340, 680, 560], 74, 'x');
    return [piece(cells, 0), piece(cells, 1), piece(cells, 2)];
  }
  const rows = cut(body, format === 'portrait' ? [480, 700] : [300, 360], 66, 'y');
  const cells = cut(piece(rows, 0), [300, 560], 74, 'x');
  return [piece(cells, 0), piece(cells, 1), piece(rows, 1)];
}

/** The largest square in a cell, with room below for its name. */
function squareIn({ x, y, width, height }: Rect): Rect {
  const side = Math.min(width, height - CAPTION_HEIGHT);
  return {
    x: x + (width - side) / 2,
    y: y + (height - CAPTION_HEIGHT - side) / 2,
    width: side,
    height: side,
  };
}

/** Where something `width` wide begins that has its middle at `x`, or as near to it as the cell lets it. */
const within = (cell: Rect, width: number, x: number): number =>
  clamp(x - width / 2, cell.x, cell.x + cell.width - width);

/** How one image becomes one point: through the network to a few numbers, seen from one side. */
export function ViewScene(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly beat: ViewBeat;
  readonly frame: number;
}): ReactElement {
  const { stage, trace, beat, frame } = props;
  const { theme, format } = stage;
  const [left, middle, right] = cellsOf(stage);
  const eased = (range: ViewBeat['network']): number => easeInOut(progress(range, frame));
  const [network, point] = [eased(beat.network), eased(beat.point)];
  const image = squareIn(left);
  const digit = trace.labels[trace.facts.traced] ?? 0;
  const centre = middle.y + (middle.height - CAPTION_HEIGHT) / 2;
  const name = (key: 'pixels' | 'point', rect: Rect, opacity: number) => (
    <Words
      stage={stage}
      words={word(say(key), stage.language)}
      x={rect.x + rect.width / 2}
      y={rect.y + rect.height + 44}
      size={SIZE.medium}
      fill={theme.quiet}
      anchor="middle"
      opacity={opacity}
    />
  );
  // From the layer that is seen: over the later layers on wide screens, straight down on others.
  const { sizes, seen } = layersOf(trace);
  const from = columnOf(middle, sizes.length, seen);
  const wide = format === 'landscape';
  const square = squareIn(right);
  const plane = wide ? square : { ...square, x: within(right, square.width, from) };
  const over = plane.y + 40;
  const reach = Math.min((trace.code.length - 1) / 2, (DRAWN - 1) / 2) * STEP + 40;
  return (
    <g>
      <rect
        x={px(image.x)}
        y={px(image.y)}
        width={px(image.width)}
        height={px(image.height)}
        rx={12}
        fill={theme.panel}
      />
      <image
        href={tracedUrl(trace, theme)}
        x={px(image.x + 10)}
        y={px(image.y + 10)}
        width={px(image.width - 20)}
        height={px(image.height - 20)}
      />
      {name('pixels', image, 1)}
      <Arrow
        from={[image.x + image.width + 12, centre]}
        to={[middle.x - 10, centre]}
        colour={theme.quiet}
        width={6}
        opacity={network}
      />
      <Network stage={stage} trace={trace} rect={middle} shown={network} />
      {wide && point > 0 && (
        <path
          d={`M${px(from)} ${px(centre - reach)}V${px(over)}H${px(plane.x - 30)}`}
          fill="none"
          stroke={theme.tangent}
          strokeWidth={6}
          strokeLinejoin="round"
          {...(point < 1 ? { strokeOpacity: px(point) } : {})}
        />
      )}
      <Arrow
        from={wide ? [plane.x - 31, over] : [from, middle.y + middle.height + 8]}
        to={wide ? [plane.x - 6, over] : [from, plane.y - 6]}
        colour={theme.tangent}
        width={6}
        opacity={point}
      />
      <Plane stage={stage} trace={trace} rect={plane} shown={point} digit={digit} />
      {name('point', plane, point)}
    </g>
  );
}

/** The middle of a layer's column. */
const columnOf = ({ x, width }: Rect, layers: number, layer: number): number =>
  x + (width * (layer + 0.5)) / layers;

/** Units of every layer, the image's pixels first, and which of the layers the film shows. */
function layersOf({ params: { network, projection }, picture }: FeatureTrace): {
  readonly sizes: readonly number[];
  readonly seen: number;
} {
  const sizes = [picture.width * picture.height, ...network.hidden, CLASSES];
  return { sizes, seen: projection.kind === 'star' ? sizes.length - 1 : sizes.length - 2 };
}

/** The layers as columns of dots; the one that the film shows stands out, its units as strong as they are active. */
function Network(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly rect: Rect;
  readonly shown: number;
}): ReactElement | null {
  const { stage, trace, rect, shown } = props;
  const { theme } = stage;
  if (shown <= 0) return null;
  const { sizes, seen } = layersOf(trace);
  const height = rect.height - CAPTION_HEIGHT;
  const step = Math.min(height / DRAWN, STEP);
  const columns = sizes.map((units, layer) => {
    const count = Math.min(DRAWN, units);
    const x = columnOf(rect, sizes.length, layer);
    const top = rect.y + height / 2 - (step * (count - 1)) / 2;
    return {
      units,
      x,
      dots: Array.from({ length: count }, (_, i) => top + i * step),
      r: Math.min(13, step * 0.32),
    };
  });
  const wires = columns.slice(1).map(({ x: x1, dots }, i) => {
    const before = columns[i];
    return (before?.dots ?? [])
      .flatMap((y0) => dots.map((y1) => `M${px(before?.x ?? 0)} ${px(y0)}L${px(x1)} ${px(y1)}`))
      .join('');
  });
  const strongest = Math.max(1e-9, ...trace.code.map(Math.abs));
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      <path d={wires.join('')} fill="none" stroke={theme.line} strokeWidth={1} strokeOpacity={0.3} />
      {columns.map(({ units, x, dots, r }, layer) => (
        <g key={layer}>
          <g fill={layer === seen ? theme.tangent : theme.line}>
            {dots.map((y, i) => (
              <circle
                key={i}
                cx={px(x)}
                cy={px(y)}
                r={px(layer === seen ? r * (0.7 + (0.8 * Math.abs(trace.code[i] ?? 0)) / strongest) : r)}
              />
            ))}
          </g>
          <Words
            stage={stage}
            words={word(say('layer', { units }), stage.language)}
            x={x}
            y={rect.y + height / 2 + (DRAWN * step) / 2 + 44}
            size={SIZE.medium}
            weight={layer === seen ? 'semibold' : 'regular'}
            fill={layer === seen ? theme.tangent : theme.quiet}
            anchor="middle"
          />
        </g>
      ))}
    </g>
  );
}

/** The plane with the one point on it. */
function Plane(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly rect: Rect;
  readonly shown: number;
  readonly digit: number;
}): ReactElement | null {
  const { stage, trace, rect, shown, digit } = props;
  const { theme } = stage;
  const area = cloudArea(trace, inset(rect, 30));
  const place = trace.positions[trace.facts.fittedEpoch]?.[trace.facts.traced];
  if (shown <= 0 || place === undefined) return null;
  const [x, y] = [area.x(place[0]), area.y(place[1])];
  const [right, bottom] = [rect.x + rect.width - 24, rect.y + rect.height - 24];
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      <rect
        x={px(rect.x)}
        y={px(rect.y)}
        width={px(rect.width)}
        height={px(rect.height)}
        rx={14}
        fill={theme.panel}
      />
      {trace.params.projection.kind === 'star' ? (
        <StarAxes stage={stage} area={area} />
      ) : (
        <path
          d={`M${px(rect.x + 24)} ${px(bottom)}H${px(right)}M${px(rect.x + 24)} ${px(bottom)}V${px(rect.y + 24)}`}
          fill="none"
          stroke={theme.line}
          strokeWidth={3}
        />
      )}
      <circle
        cx={px(x)}
        cy={px(y)}
        r={16}
        fill={classColour(theme, digit)}
        stroke={theme.text}
        strokeWidth={4}
      />
    </g>
  );
}
