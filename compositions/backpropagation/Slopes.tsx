import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { edgePlace } from '../../src/scene/parts/NumberGraph.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { text } from '../../src/scene/parts/Text.tsx';
import { mixColour } from '../../src/scene/ramp.ts';
import { inset, mixRect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp } from '../../src/sim/maths.ts';
import { fixed } from '../../src/story/numbers.ts';
import type { FlowMoment as M } from './moment.ts';
import type { FlowTrace } from './simulation.ts';
import { groundOf, smallPlaces } from './view.ts';

/** The slopes of all weights, out of their connections into matrices. @param out 0 on the connections, 1 in place */
export function heat(m: M, trace: FlowTrace, out: number): ReactElement | null {
  if (out <= 0) return null;
  const { stage } = m;
  const { theme } = stage;
  const { layers } = trace.facts.small.before;
  const place = smallPlaces(stage)('ledger');
  const wide = stage.format !== 'landscape';
  const shares = layers.map(({ weights }) => (wide ? (weights[0]?.length ?? 1) + 0.2 : weights.length + 0.7));
  const boxes = cut(place, shares, 24, wide ? 'x' : 'y');
  const ground = groundOf(stage, trace);
  const most = Math.max(...layers.flatMap(({ weights }) => weights.flat().map(Math.abs)), 1e-12);
  return each(layers, ({ weights }, l) => {
    const box = boxes[l] ?? place;
    const matrix = { ...box, y: box.y + 48, height: box.height - 48 };
    const [rows, columns] = [weights.length, weights[0]?.length ?? 1];
    const [width, height] = [Math.min(matrix.width / columns, 190), Math.min(matrix.height / rows, 96)];
    return (
      <g>
        {text(stage, m.say('slopesOf', { n: l + 1 }), [box.x, box.y + 34], {
          size: SIZE.small,
          fill: 'quiet',
          opacity: clamp(4 * out - 3, 0, 1),
        })}
        {each(weights.flat(), (slope, i) => {
          const [unit, input] = [Math.floor(i / columns), i % columns];
          const [x, y] = edgePlace(ground, l, input, unit);
          const to = { x: matrix.x + width * input, y: matrix.y + height * unit, width, height };
          const rect = inset(mixRect({ x: x - 40, y: y - 19, width: 80, height: 38 }, to, out), 3);
          const fill = mixColour(
            theme.panel,
            slope < 0 ? theme.validation : theme.train,
            0.08 + (0.4 * Math.abs(slope)) / most,
          );
          return (
            <g>
              <Box rect={rect} rx={8} fill={fill} opacity={clamp(3 * out, 0, 1)} />
              {text(stage, fixed(slope, 3), [rect.x + rect.width / 2, rect.y + rect.height / 2 + 12], {
                size: SIZE.small,
                anchor: 'middle',
                opacity: clamp(4 * out - 3, 0, 1),
              })}
            </g>
          );
        })}
      </g>
    );
  });
}
