import type { ReactElement } from 'react';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Dot, Line, Path } from './shapes.tsx';

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

/** The position of a layer's unit. @param largest distance between two units */
export function unitPlace(
  rect: Rect,
  layers: readonly GraphLayer[],
  layer: number,
  unit: number,
  largest = STEP,
): Place {
  const most = Math.max(...layers.map(({ units }) => units));
  const step = Math.min(rect.height / most, largest);
  const count = layers[layer]?.units ?? 1;
  return [
    rect.x + (rect.width * (layer + 0.5)) / layers.length,
    rect.y + rect.height / 2 + step * (unit - (count - 1) / 2),
  ];
}

/** Width of the link with the largest weight, and of one without any. */
const LINK = { most: 9, least: 1 } as const;

/**
 * Links as wide as their weights are large, of one hue where these are positive, of another and dashed where they are negative.
 *
 * @param props.places of the units, layer by layer; @param props.weights `[layer][unit][input]`, the first layer being that
 *   after the inputs
 * @param props.colours of positive and negative weights
 */
export function WeightedLinks(props: {
  readonly places: readonly (readonly Place[])[];
  readonly weights: readonly (readonly (readonly number[])[])[];
  readonly colours: { readonly positive: Colour; readonly negative: Colour };
}): ReactElement {
  const { places, weights, colours } = props;
  return each(weights, (rows, layer) => {
    const most = Math.max(...rows.flat().map(Math.abs), 1e-9);
    return each(rows, (row, unit) =>
      each(row, (weight, input) => {
        const [from, to] = [places[layer]?.[input], places[layer + 1]?.[unit]];
        if (from === undefined || to === undefined) return null;
        return (
          <Line
            from={from}
            to={to}
            stroke={weight < 0 ? colours.negative : colours.positive}
            width={LINK.least + ((LINK.most - LINK.least) * Math.abs(weight)) / most}
            dash={weight < 0 ? '14 9' : ''}
            strokeOpacity={0.85}
          />
        );
      }),
    );
  });
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
