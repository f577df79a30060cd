import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Glow } from './Glow.tsx';
import { Graph, type GraphLayer, unitPlace } from './Graph.tsx';
import { Dot } from './shapes.tsx';
import { text } from './Text.tsx';

/** A layer of a network with as many units as are drawn, and the number of those that it has. */
export type PassedLayer = GraphLayer & { readonly of: number };

/**
 * A forward pass: light passes from layer to layer of a network and stays in the last of them that matters. The number of
 * units is below each layer; three dots stand for those that are not drawn.
 *
 * @param props.layers from the input on
 * @param props.target the layer in which the light stays
 * @param props.pulse how far it has come, 0 … 1
 * @param props.strengths of the units of the target layer, 0 … 1
 * @param props.foot of the numbers below the layers
 */
export function ForwardPass(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly layers: readonly PassedLayer[];
  readonly target: number;
  readonly pulse: number;
  readonly strengths: readonly number[];
  readonly foot: number;
}): ReactElement {
  const { stage, rect, layers, target, pulse, strengths, foot } = props;
  const { theme } = stage;
  const reached = pulse * target;
  return (
    <g>
      {each(layers, ({ units, colour }, layer) => {
        const passing = clamp(1 - Math.abs(reached - layer), 0, 1) * (layer < target && pulse >= 1 ? 0 : 1);
        return each([...Array(units).keys()], (unit) => (
          <Glow
            at={unitPlace(rect, layers, layer, unit)}
            r={12}
            colour={layer === target ? colour : theme.curve}
            strength={passing * (layer === target ? 0.3 + 0.7 * (strengths[unit] ?? 0) : 0.7)}
          />
        ));
      })}
      <Graph stage={stage} rect={rect} layers={layers} />
      {each(layers, ({ of, units }, layer) => {
        const [x, y] = unitPlace(rect, layers, layer, units - 0.45);
        return of > units
          ? each([0, 1, 2], (k) => <Dot at={[x, y + 8 * k]} r={2.5} fill={theme.quiet} />)
          : null;
      })}
      {each(layers, ({ of }, layer) =>
        text(stage, String(of), [unitPlace(rect, layers, layer, 0)[0], foot], {
          bold: layer === target,
          fill: layer === target ? 'focus' : 'quiet',
          anchor: 'middle',
        }),
      )}
    </g>
  );
}
