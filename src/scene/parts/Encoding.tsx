import { max } from 'd3-array';
import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { Arrow } from './Arrow.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { ForwardPass } from './ForwardPass.tsx';
import { unitPlace } from './Graph.tsx';
import { Path } from './shapes.tsx';
import { text } from './Text.tsx';

/** Maximum number of units drawn per layer. */
const DRAWN = 10;
/** The numbers of a layer are written out if it has no more units than this, and they are no larger. */
const [WRITTEN, LARGEST] = [3, 100];

/**
 * How a network makes a place of an input: the input enters at the left, light passes through the layers up to the one that
 * counts, and an arrow leads from there to the plane or space of its numbers.
 *
 * @param props.input, props.network, props.plane where they are; input and plane are drawn by others
 * @param props.sizes units of each layer; @param props.shown the layer that counts; @param props.code its numbers
 * @param props.numbers the same as they are written beside their units, where there is room; none if they are not to be
 * @param props.pulse how far the light has come; @param props.point how far the arrow is there, 0 … 1
 */
export function Encoding(props: {
  readonly stage: Stage;
  readonly input: Rect;
  readonly network: Rect;
  readonly plane: Rect;
  readonly sizes: readonly number[];
  readonly shown: number;
  readonly code: readonly number[];
  readonly numbers: readonly string[];
  readonly pulse: number;
  readonly point: number;
}): ReactElement {
  const { stage, input, network: room, plane, sizes, shown, code, pulse, point } = props;
  const { theme, format } = stage;
  // The units of the layer that counts are sized by their activation.
  const strongest = Math.max(max(code, Math.abs) ?? 0, 1e-9);
  const strengthOf = (unit: number): number => Math.abs(code[unit] ?? 0) / strongest;
  const arrived = clamp((pulse - 1) * shown + 1, 0, 1);
  const layers = sizes.map((units, layer) => ({
    units: Math.min(DRAWN, units),
    of: units,
    colour: layer === shown ? theme.focus : theme.line,
    sizes: layer === shown ? code.map((_, unit) => 0.7 + 0.8 * strengthOf(unit) * arrived) : [],
  }));
  const place = (layer: number, unit: number) => unitPlace(room, layers, layer, unit);
  const [x, top] = place(shown, 0);
  const [, foot] = place(0, DRAWN - 0.5);
  const middle = room.y + room.height / 2;
  // From that layer across the later ones on wide screens, straight down on others.
  const wide = format === 'landscape';
  const over = plane.y + 40;
  const spaced = place(shown, 1)[1] - place(shown, 0)[1] > SIZE.small;
  const written = code.length <= WRITTEN && strongest < LARGEST && spaced;
  return (
    <g>
      <Arrow
        from={[input.x + input.width + 12, middle]}
        to={[room.x - 4, middle]}
        colour={theme.quiet}
        width={6}
      />
      <ForwardPass
        stage={stage}
        rect={room}
        layers={layers}
        target={shown}
        pulse={pulse}
        strengths={code.map((_, unit) => strengthOf(unit))}
        foot={foot + 58}
      />
      {written &&
        each(props.numbers, (number, unit) => {
          const [left, y] = place(shown, unit);
          return text(stage, number, [left + 22, y + SIZE.small * 0.36], {
            size: SIZE.small,
            bold: true,
            fill: 'focus',
            opacity: arrived,
          });
        })}
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
          from={wide ? [plane.x - 31, over] : [x, foot + 74]}
          to={wide ? [plane.x - 6, over] : [x, plane.y - 6]}
          colour={theme.focus}
          width={6}
        />
      </Fade>
    </g>
  );
}
