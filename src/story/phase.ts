import type { Playhead } from './playhead.ts';

/** The phases of a slow step. */
export const PHASES = ['idle', 'gradient', 'step', 'done'] as const;
type Phase = (typeof PHASES)[number];

/** Fraction of a step's rest spent idle before the gradient is measured. */
const IDLE_SHARE = 0.3;

/** The current phase of a run. Before its first step it is idle, after its last it is done. */
export function phaseOf({ t, length, waited }: Playhead): Phase {
  if (waited < 1) return waited < IDLE_SHARE ? 'idle' : 'gradient';
  return t === 1 || length === 0 ? 'done' : 'step';
}
