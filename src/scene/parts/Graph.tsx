import type { ReactElement } from 'react';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Dot, Path } from './shapes.tsx';

/** A layer of a network: those of its units that are drawn. */
export interface GraphLayer {
  readonly units: number;
  readonly colour: Colour;
  /** Radius of each unit relative to the default. */
  readonly sizes?: readonly number[];
}

/** Maximum distance between two units, and a unit's radius as a share of that distance. */
const STEP = 46;
const [RADIUS, LARGEST] = [0.32, 13];

/** The position of a layer's unit. */
export function unitPlace(rect: Rect, layers: readonly GraphLayer[], layer: number, unit: number): Place {
  const most = Math.max(...layers.map(({ units }) => units));
  const step = Math.min(rect.height / most, STEP);
  const count = layers[layer]?.units ?? 1;
  return [
    rect.x + (rect.width * (layer + 0.5)) / layers.length,
    rect.y + rect.height / 2 + step * (unit - (count - 1) / 2),
  ];
}

/** A network as nodes and links, layer by layer from left to right. */
export function Graph(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly layers: readonly GraphLayer[];
}): ReactElement {
  const { stage, rect, layers } = props;
  const places = layers.map(({ units }, layer) =>
    Array.from({ length: units }, (_, unit) => unitPlace(rect, layers, layer, unit)),
  );
  const links = places
    .slice(1)
    .flatMap((to, layer) =>
      (places[layer] ?? []).flatMap(([x0, y0]) =>
        to.map(([x1, y1]) => `M${px(x0)} ${px(y0)}L${px(x1)} ${px(y1)}`),
      ),
    );
  const most = Math.max(...layers.map(({ units }) => units));
  const r = Math.min(LARGEST, Math.min(rect.height / most, STEP) * RADIUS);
  return (
    <g>
      <g strokeOpacity={0.3}>
        <Path d={links.join('')} stroke={stage.theme.line} width={1} />
      </g>
      {each(places, (column, layer) => (
        <g fill={layers[layer]?.colour ?? stage.theme.line}>
          {each(column, (at, unit) => (
            <Dot
              at={at}
              r={r * (layers[layer]?.sizes?.[unit] ?? 1)}
              fill={layers[layer]?.colour ?? stage.theme.line}
            />
          ))}
        </g>
      ))}
    </g>
  );
}
