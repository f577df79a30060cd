import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import { px } from '../px.ts';
import { inset, type Place, type Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { Glow } from './Glow.tsx';
import { Panel } from './Panel.tsx';
import { Box, Dot, Line, Path } from './shapes.tsx';
import { text } from './Text.tsx';

/**
 * A layer with a shortcut around it, and a signal going back both ways: through the layer it shrinks, beside it it does not.
 *
 * @param props.factor what the layer multiplies by, as it is written; @param props.t 0 … 1, from the output back to the input
 */
export function Shortcut(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly factor: string;
  readonly t: number;
}): ReactElement {
  const { stage, rect, factor, t } = props;
  const { theme } = stage;
  const own = inset(rect, 26);
  const [left, right] = [own.x + 20, own.x + own.width - 20];
  const middle = own.y + own.height * 0.68;
  const high = own.y - own.height * 0.12;
  const box = { x: (left + right) / 2 - 92, y: middle - 38, width: 184, height: 76 };
  const shown = clamp(8 * Math.min(t, 1 - t), 0, 1);
  const back = lerp(right, left, t);
  const control = [(left + right) / 2, high] as const;
  const arc: Place = [back, lerp(lerp(middle, high, t), lerp(high, middle, t), t)];
  const small = lerp(15, 4, clamp((right - back - (right - left) * 0.35) / ((right - left) * 0.3), 0, 1));
  return (
    <Panel stage={stage} rect={rect}>
      <Path
        d={`M${px(left)} ${px(middle)}Q${px(control[0])} ${px(control[1])} ${px(right)} ${px(middle)}`}
        stroke={theme.gradient}
        width={5}
      />
      <Line from={[left, middle]} to={[right, middle]} stroke={theme.line} width={5} />
      <Dot at={[left, middle]} r={18} fill={theme.panel} stroke={theme.text} width={4} />
      <Dot at={[right, middle]} r={18} fill={theme.panel} stroke={theme.text} width={4} />
      <Glow at={arc} r={15} colour={theme.gradient} strength={0.6 * shown} />
      <Dot at={arc} r={15} fill={theme.gradient} opacity={shown} />
      <Dot at={[back, middle]} r={small} fill={theme.gradient} opacity={shown} />
      <Box rect={box} rx={12} fill={theme.background} stroke={theme.quiet} width={3} />
      {text(stage, factor, [control[0], middle + 12], {
        size: SIZE.small,
        anchor: 'middle',
      })}
      {text(stage, '+ 1', [control[0], own.y + 8 + own.height * 0.14], {
        bold: true,
        fill: 'gradient',
        anchor: 'middle',
      })}
    </Panel>
  );
}
