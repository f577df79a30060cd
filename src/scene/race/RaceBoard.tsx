import type { ReactElement } from 'react';
import { titleOf } from '../../sim/optimizers/offers.ts';
import type { BoardUpdate } from '../../story/board.ts';
import type { RaceRun } from '../../story/race/races.ts';
import { excessAt, isOut, placeOf, printedLoss } from '../../story/standings.ts';
import type { Moment } from '../moment.ts';
import { Fade } from '../parts/Fade.tsx';
import { Leaderboard, LineUp } from '../parts/Leaderboard.tsx';
import type { NamedRun } from '../parts/RunName.tsx';
import type { Rect } from '../rect.ts';
import type { RaceView } from './race-view.ts';

/** A run as it is named: where there is no space for its label, by its optimizer. */
export const named = ({ lane, label, optimizer: { kind } }: RaceRun): NamedRun => ({
  lane,
  label,
  short: titleOf(kind),
});

/** A run's learning rate, with its momentum if that is a number of its own. */
function rateWords(m: Moment, { optimizer }: RaceRun): string {
  const { learningRate: rate, momentum = 0 } = optimizer;
  return momentum > 0 ? m.say('runRateMomentum', { rate, momentum }) : m.say('runRate', { rate });
}

/** The field before the race, with its learning rates. @param rates their opacity */
export const lineUp = (
  m: Moment,
  rect: Rect,
  runs: readonly RaceRun[],
  shown: number,
  rates: number,
): ReactElement => (
  <Fade in={shown}>
    <LineUp
      stage={m.stage}
      rect={rect}
      runs={runs.map(named)}
      values={runs.map((run) => rateWords(m, run))}
      heading={[m.say('raceField'), m.say('raceFieldRates')]}
      shown={rates}
    />
  </Fade>
);

/** The ranking of a race, with losses. @param state the step that the film has come to @param focus the run in focus, and how much the others are toned down */
export const ranking = (
  m: Moment,
  board: readonly BoardUpdate[],
  state: number,
  { runs, surface }: Pick<RaceView, 'runs' | 'surface'>,
  rect: Rect,
  focus: { readonly focus?: number; readonly back?: number } = {},
): ReactElement => (
  <Leaderboard
    stage={m.stage}
    frame={m.frame}
    fps={m.story.fps}
    rect={rect}
    runs={runs.map(named)}
    board={board}
    state={state}
    heading={(step) => [
      m.say('raceAfter', { step }),
      m.say(surface.leastLoss === 0 ? 'raceBest' : 'raceExcess'),
    ]}
    standing={(index, step) => {
      const run = runs[index];
      if (run === undefined) return { place: '', value: '', out: true };
      return {
        place: placeWords(m, runs, run, step),
        value: lossWords(m, run, step),
        out: isOut(run, step),
      };
    }}
    {...focus}
  />
);

/** A run's place after k steps, marked where it is shared. */
function placeWords(m: Moment, runs: readonly RaceRun[], run: RaceRun, step: number): string {
  const { place, sharing } = placeOf(runs, run, step);
  return sharing > 1 ? m.say('equalPlace', { place }) : String(place);
}

/** A run's loss after k steps, or that it is out. */
const lossWords = (m: Moment, run: RaceRun, step: number): string =>
  isOut(run, step) ? m.say('raceOut') : printedLoss(excessAt(run, step)).words;
