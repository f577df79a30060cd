import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { remember } from '../../sim/remember.ts';
import type { TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { candidatesOf, featureName } from '../../story/trees/commentary.ts';
import type { Moment } from '../moment.ts';
import { LineChart } from '../parts/LineChart.tsx';
import { placesOf } from './trees-places.ts';

/** How far the line of each feature has come, how much of the chosen cut is marked, and the lines' opacity: 0 … 1. */
interface ImpurityShown {
  readonly upTo: readonly number[];
  readonly chosen: number;
  readonly opacity?: number;
}

/** The impurity that every cut of a node would leave, along both features. */
export function impurityChart(
  m: Moment,
  trace: TreesTrace,
  node: number,
  { upTo, chosen, opacity = 1 }: ImpurityShown,
): ReactElement {
  const { theme } = m.stage;
  const { split, rows = 1, impurity = 0 } = trace.facts.tree.nodes[node] ?? {};
  const both = candidatesOf(trace, node);
  const curves = both.map((curve) => curvesOf(curve));
  const [feature, best] = [split?.feature ?? 0, split?.threshold];
  const place = both[feature]?.find(({ threshold }) => threshold === best);
  return (
    <LineChart
      stage={m.stage}
      rect={placesOf(m.stage).chart}
      id="impurity"
      x={{ label: m.say('lowSide'), domain: [0, 100] }}
      y={{ label: m.say('ofCuts'), domain: [0, 0.5] }}
      series={curves.map(({ values, shares }, i) => {
        const steps = shares.map((low) => (100 * low) / rows);
        return {
          values,
          steps,
          upTo: lerp(steps[0] ?? 0, steps.at(-1) ?? 0, upTo[i] ?? 0),
          colour: i === 0 ? theme.train : theme.validation,
          dash: i === 0 ? '' : '12 7',
          width: 4,
          opacity: (upTo[i] ?? 0) > 0 ? opacity : 0,
          name: m.say('byFeature', { feature: featureName(trace, i) }),
        };
      })}
      rings={
        place === undefined
          ? []
          : [{ at: [(100 * place.low) / rows, place.impurity], colour: theme.focus, spread: chosen }]
      }
      marks={
        place === undefined || chosen <= 0 || impurity <= 0
          ? []
          : [{ at: (100 * place.low) / rows, words: '', colour: theme.focus, shown: chosen * opacity }]
      }
    />
  );
}

const curvesOf = remember((curve: ReturnType<typeof candidatesOf>[number]) => ({
  values: curve.map(({ impurity }) => impurity),
  shares: curve.map(({ low }) => low),
}));
