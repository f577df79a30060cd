import type { ReactElement } from 'react';
import { Code } from '../../src/scene/parts/Code.tsx';
import { Equation } from '../../src/scene/parts/Equation.tsx';
import { text } from '../../src/scene/parts/Text.tsx';
import type { Stage } from '../../src/scene/stage.ts';
import equations from './equations.typeset.json';

const LINES = ['for step in range(steps):', '    gradient = slope(x)', '    x = x - rate * gradient'];

/** Formulas and code as a film shows one update: idle, gradient, step, done. Landscape. */
export const kitSheet = (stage: Stage): ReactElement => {
  const { width, height, theme } = stage;
  const lit = { rate: { fill: 'validation' }, gradient: { fill: 'gradient' } } as const;
  const numbers = { x: '−1.55', rate: '0.46', gradient: '−3.70' };
  const marks = (gradient: number, step: number, next: number) => [
    { token: 'gradient', fill: 'gradient', lit: gradient } as const,
    { token: 'gradient', line: 2, fill: 'gradient', lit: gradient, value: numbers.gradient } as const,
    { token: 'rate', line: 2, fill: 'validation', lit: step, value: numbers.rate } as const,
    { token: 'x', line: 2, nth: 0, fill: 'text', lit: next, value: '0.15' } as const,
    { token: 'x', line: 2, nth: 1, fill: 'text', lit: step, value: numbers.x } as const,
  ];
  const card = { width: 852, height: 258 };
  const [left, right] = [stage.safe.x, stage.safe.x + 876];
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect width={width} height={height} fill={theme.background} />
      {text(stage, 'One update', [left, 106], { size: 50, bold: true })}
      <Equation stage={stage} of={equations.rule} at={[left, 200]} size={72} pieces={lit} />
      <Equation
        stage={stage}
        of={equations.live}
        at={[right, 200]}
        size={72}
        pieces={lit}
        numbers={numbers}
      />
      <Code stage={stage} rect={{ x: left, y: 240, ...card }} lines={LINES} marks={marks(0, 0, 0)} />
      <Code
        stage={stage}
        rect={{ x: right, y: 240, ...card }}
        lines={LINES}
        active={1}
        marks={marks(1, 0, 0)}
      />
      <Code
        stage={stage}
        rect={{ x: left, y: 512, ...card }}
        lines={LINES}
        active={2}
        marks={marks(1, 1, 0)}
      />
      <Code
        stage={stage}
        rect={{ x: right, y: 512, ...card }}
        lines={LINES}
        active={2}
        marks={marks(1, 1, 1)}
      />
      <Equation
        stage={stage}
        of={equations.mean}
        at={[left, 886]}
        size={54}
        fill="quiet"
        pieces={{ rest: { fill: 'text' }, train: { fill: 'train' }, decay: { fill: 'validation' } }}
      />
      <Equation
        stage={stage}
        of={equations.adam}
        at={[stage.safe.x + stage.safe.width, 886]}
        anchor="end"
        size={54}
        fill="quiet"
        pieces={{ ...lit, scale: { fill: 'train' } }}
      />
    </svg>
  );
};
