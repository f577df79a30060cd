import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { decade } from '../../story/numbers.ts';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { decades, logScale } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Glow } from './Glow.tsx';
import { Marker } from './Marker.tsx';
import { Box, Line, Path } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** A quantity of a deep network, layer by layer from the first, as it comes back from the last. */
export interface LayerLine {
  readonly values: readonly number[];
  readonly colour: Colour;
  /** Its marker: circle, square, … */
  readonly run: number;
  readonly dash?: string;
  readonly width?: number;
  readonly opacity?: number;
  /** Share of the layers that it has reached, from the last one back. */
  readonly reached: number;
  /** Light around its end, 0 … 1, and the number there. */
  readonly glow?: number;
  readonly number?: string;
  /** Words at its steps from layer to layer, as many as layers less one, and how many of them are seen, from the last. */
  readonly factors?: readonly string[];
  readonly multiplied?: number;
}

/** Room for the numbers of the axis at the right, for layers below, for the name above; least room between numbers. */
const [RIGHT, BELOW, ABOVE, APART] = [160, 52, 52, 46] as const;
const LEFT = 24;
const STYLE = { size: SIZE.small, fill: 'quiet' } as const;

/**
 * Quantities of a deep network on a logarithmic axis, layer 1 at the left and the last at the right, where they start from.
 *
 * @param props.layers how many; @param props.name what the layers are called; @param props.label what is measured
 * @param props.band bounds that are drawn as far as they are `shown`, 0 … 1
 */
export function LayerChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly layers: number;
  readonly name: string;
  readonly label: string;
  readonly domain: Interval;
  readonly lines: readonly LayerLine[];
  readonly band?: { readonly bounds: Interval; readonly shown: number };
}): ReactElement {
  const { stage, rect, layers, name, label, domain, lines, band } = props;
  const [left, right] = [rect.x + LEFT, rect.x + rect.width - RIGHT];
  const [top, bottom] = [rect.y + ABOVE, rect.y + rect.height - BELOW];
  const step = (right - left) / Math.max(1, layers - 1);
  const y = logScale(domain, [bottom, top]);
  const powers = decades(domain);
  const every = Math.max(1, Math.ceil((APART * powers.length) / (bottom - top)));
  const sparse = Math.max(1, Math.ceil(APART / step));
  return (
    <g>
      {text(stage, label, [rect.x, rect.y + 34], { ...STYLE, width: rect.width })}
      {band && band.shown > 0 && (
        <Box
          rect={{
            x: left - LEFT,
            y: y(band.bounds[1]),
            width: right - left + LEFT,
            height: y(band.bounds[0]) - y(band.bounds[1]),
          }}
          fill={stage.theme.panel}
          opacity={band.shown}
        />
      )}
      {each(
        powers.filter((_, i) => (powers.length - 1 - i) % every === 0),
        (power) => (
          <g>
            <Line from={[left - LEFT, y(power)]} to={[right, y(power)]} stroke={stage.theme.line} width={1} />
            {text(stage, decade(power), [right + 18, y(power) + 11], STYLE)}
          </g>
        ),
      )}
      {band &&
        band.shown > 0 &&
        each(band.bounds, (bound) => (
          <Line
            from={[left - LEFT, y(bound)]}
            to={[right, y(bound)]}
            stroke={stage.theme.quiet}
            width={2.5}
            dash="6 8"
            opacity={band.shown}
          />
        ))}
      {each(Array.from({ length: layers }), (_, k) =>
        k % sparse === 0
          ? text(stage, String(k + 1), [left + step * k, bottom + 42], { ...STYLE, anchor: 'middle' })
          : null,
      )}
      {text(stage, name, [right + 34, bottom + 42], STYLE)}
      {each(lines, (line) => drawn(stage, line, { left, step, y, top, bottom }))}
    </g>
  );
}

interface Ground {
  readonly left: number;
  readonly step: number;
  readonly top: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
}

function drawn(stage: Stage, line: LayerLine, { left, step, y, top, bottom }: Ground): ReactElement | null {
  const { values, colour, run, dash, width = 5, opacity = 1, reached, glow = 0, number = '' } = line;
  const { factors = [], multiplied = 0 } = line;
  if (opacity <= 0) return null;
  const last = values.length - 1;
  const at = last * (1 - clamp(reached, 0, 1));
  const places = values.map((value, k): Place => [left + step * k, y(value)]);
  const k = Math.min(Math.floor(at), Math.max(0, last - 1));
  const [from, to] = [places[k] ?? [0, 0], places[k + 1] ?? places[k] ?? [0, 0]];
  const end: Place = [lerp(from[0], to[0], at - k), lerp(from[1], to[1], at - k)];
  const points = [...places.filter((_, i) => i > at).toReversed(), end];
  // The numbers of the axis are at the right.
  const farthest = left + step * last - textWidth(stage, number, { bold: true });
  return (
    <g {...(opacity < 1 ? { opacity: px(opacity) } : {})}>
      <Path
        d={`M${points.map(([px0, py0]) => `${px(px0)} ${px(py0)}`).join('L')}`}
        stroke={colour}
        width={width}
        round
        {...(dash ? { dash } : {})}
      />
      {glow > 0 && <Glow at={end} r={14} colour={colour} strength={glow} />}
      <Marker run={run} at={end} r={11} fill={colour} />
      {text(stage, number, [clamp(end[0] - 12, left - LEFT, farthest), Math.min(end[1] + 52, bottom - 8)], {
        bold: true,
        fill: colour,
      })}
      {each(factors, (words, i) => {
        const [a, b] = [places[i] ?? end, places[i + 1] ?? end];
        const shown = clamp(multiplied - (factors.length - 1 - i), 0, 1);
        if (step < 66) return null;
        return text(
          stage,
          step < 104 ? words : `× ${words}`,
          [(a[0] + b[0]) / 2 - 14, Math.max(top + 30, (a[1] + b[1]) / 2 - 34)],
          { size: SIZE.small, bold: true, anchor: 'middle', fill: 'gradient', opacity: shown },
        );
      })}
    </g>
  );
}
