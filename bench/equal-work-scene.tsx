import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ReactElement } from 'react';
import type { FrameSource } from '../src/render/paint/frame-painter.ts';
import { FONT_FILES } from '../src/scene/type/font-files.ts';
import { createTypeface } from '../src/scene/type/font-typeface.ts';
import { UNITS_PER_EM } from '../src/scene/type/typeface.ts';

/** The scene that every tool has to draw (see equal-work.ts): 10 s, 1920 × 1080, 30 fps, each frame different. */
const [WIDTH, HEIGHT, FPS, FRAMES] = [1920, 1080, 30, 300];
const [X0, RATE, FRAMES_A_STEP, TRAIL] = [-1.55, 0.46, 6, 60];
const STEPS = FRAMES / FRAMES_A_STEP;
const BACKGROUND = '#0b1020';

const loss = (x: number): number => 0.4 * (x * x - 1) * (x * x - 1) - 0.22 * x;
const slope = (x: number): number => 1.6 * x * (x * x - 1) - 0.22;

const path: readonly number[] = Array.from({ length: STEPS }).reduce<number[]>(
  (steps) => {
    const x = steps[steps.length - 1] ?? X0;
    steps.push(x - RATE * slope(x));
    return steps;
  },
  [X0],
);

/** Where the ball is: linear between steps. */
function position(frame: number): number {
  const step = Math.floor(frame / FRAMES_A_STEP);
  const share = (frame % FRAMES_A_STEP) / FRAMES_A_STEP;
  const [from, to] = [path[step] ?? X0, path[step + 1] ?? path[step] ?? X0];
  return from + (to - from) * share;
}

const round = (value: number): number => Math.round(value * 100) / 100;
const toX = (x: number): number => 960 + x * 460;
const toY = (y: number): number => 860 - y * 300;
const polyline = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;

const CURVE = polyline(
  Array.from({ length: 400 }, (_, i) => {
    const x = -1.8 + (3.6 * i) / 399;
    return [toX(x), toY(loss(x))] as const;
  }),
);

const CHART = { x: 1460, y: 60, width: 400, height: 250 } as const;
const LOSSES = path.map(loss);
const [LOW, HIGH] = [Math.min(...LOSSES), Math.max(...LOSSES)];

/** The loss chart's line up to a frame. */
function chartLine(frame: number): string {
  const at = frame / FRAMES_A_STEP;
  const points = Array.from({ length: Math.floor(at) + 1 }, (_, k) => [k, LOSSES[k] ?? 0] as const);
  return polyline(
    [...points, [at, loss(position(frame))] as const].map(([k, value]) => [
      CHART.x + 10 + ((CHART.width - 20) * k) / STEPS,
      CHART.y + CHART.height - 10 - ((CHART.height - 20) * (value - LOW)) / (HIGH - LOW),
    ]),
  );
}

/** The scene as a frame source. Reads the fonts. */
export function equalWorkSource(): FrameSource {
  const require = createRequire(import.meta.url);
  const type = createTypeface(
    FONT_FILES.regular.slice(0, 1).map((file) => readFileSync(require.resolve(file))),
  );
  const words = (text: string, x: number, y: number, size: number) => (
    <g data-text={text} transform={`translate(${x} ${y}) scale(${size / UNITS_PER_EM})`} fill="#f4f6fb">
      <path d={type.line(text).d} />
    </g>
  );
  const element = (frame: number): ReactElement => {
    const x = position(frame);
    const [bx, by] = [toX(x), toY(loss(x))];
    // The tangent in pixels, 320 px to either side along its direction.
    const rise = (slope(x) * 300) / 460;
    const reach = 320 / Math.sqrt(1 + rise * rise);
    const trail = Array.from({ length: Math.min(TRAIL, frame) }, (_, i) => frame - 1 - i);
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={WIDTH}
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      >
        <rect width={WIDTH} height={HEIGHT} fill={BACKGROUND} />
        <path d={CURVE} fill="none" stroke="#dfe6f5" strokeWidth={6} strokeLinejoin="round" />
        {trail.map((past, i) => (
          <circle
            key={past}
            cx={round(toX(position(past)))}
            cy={round(toY(loss(position(past))))}
            r={10}
            fill="#e69f00"
            fillOpacity={round(0.5 * (1 - i / TRAIL))}
          />
        ))}
        <line
          x1={round(bx - reach)}
          y1={round(by + rise * reach)}
          x2={round(bx + reach)}
          y2={round(by - rise * reach)}
          stroke="#22e0ff"
          strokeWidth={4}
        />
        <circle cx={round(bx)} cy={round(by)} r={24} fill="#e69f00" />
        {words('Gradient descent on a tilted double well', 96, 130, 64)}
        {words(`step ${Math.floor(frame / FRAMES_A_STEP)}  loss ${loss(x).toFixed(4)}`, 96, 200, 40)}
        <rect {...CHART} fill="none" stroke="#5c6b8c" strokeWidth={2} />
        <path d={chartLine(frame)} fill="none" stroke="#e69f00" strokeWidth={3} strokeLinejoin="round" />
      </svg>
    );
  };
  return { width: WIDTH, height: HEIGHT, fps: FPS, frames: FRAMES, element };
}
