/** Who wins the races of a trace, at each scale of their rates. */
import { rememberFor } from '../../sim/remember.ts';
import { contendersAmong } from './finish.ts';
import { type RaceRun, type RaceTrace, raceAt, runsOf, type Scale } from './races.ts';

const contendersOf = rememberFor(
  (trace: RaceTrace, { race, scale }: { readonly race: number; readonly scale: Scale }): readonly RaceRun[] =>
    contendersAmong(raceAt(trace, race), runsOf(trace, race, scale)),
  ({ race, scale }) => `${race} ${scale}`,
);

/** The runs among which a race at a scale of its rates is not decided; one alone for a winner. */
export const contenders = (trace: RaceTrace, race: number, scale: Scale = 'same'): readonly RaceRun[] =>
  contendersOf(trace, { race, scale });

/** The run that wins a race, and not by chance; `undefined` if there is none. */
export function soleWinner(trace: RaceTrace, race: number, scale: Scale = 'same'): RaceRun | undefined {
  const [first, ...others] = contenders(trace, race, scale);
  return others.length === 0 ? first : undefined;
}
