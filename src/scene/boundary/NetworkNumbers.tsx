import type { ReactElement } from 'react';
import type { Network } from '../../sim/network/network.ts';
import type { BoundaryTrace } from '../../sim/trainings/width-ladder.ts';
import { judged } from '../../story/boundary/networks.ts';
import type { Moment } from '../moment.ts';
import { type LegendEntry, legend, sign } from '../parts/Legend.tsx';
import { Readouts } from '../parts/Readouts.tsx';
import { numbersPlace } from './boundary-layout.ts';

/** How a network does at the moment, and what the lines mean. */
export function networkNumbers(
  m: Moment,
  trace: BoundaryTrace,
  network: Network,
  { wrong = 1, truth = 0 }: { readonly wrong?: number; readonly truth?: number },
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const rect = numbersPlace(stage);
  const left = 250;
  const points = judged(trace, network);
  const value = m.say('of', { n: points.filter(({ flipped }) => flipped).length, all: points.length });
  const entries: readonly LegendEntry[] = [
    { sign: sign.line(theme.quiet, '', 3), words: m.say('keyCut') },
    { sign: sign.line(theme.curve, '', 7), words: m.say('keyBoundary') },
    { sign: sign.line(theme.train, '', 6), words: m.say('keyWeight') },
    { sign: sign.line(theme.validation, '14 9', 6), words: m.say('keyNegative') },
    ...(trace.facts.file === null
      ? [{ sign: sign.line(theme.text, '4 11'), words: m.say('keyTruth'), shown: truth }]
      : []),
  ];
  return (
    <g>
      <Readouts
        stage={stage}
        rect={{ ...rect, width: left, height: 100 }}
        readings={[{ label: m.say('wrong'), value, share: 1, shown: wrong }]}
      />
      {legend(stage, { ...rect, x: rect.x + left, width: rect.width - left }, entries).element}
    </g>
  );
}
