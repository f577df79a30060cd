import { InputError } from '../../src/sim/data/idx.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { SimulationAnswer, SimulationRequest } from './off-thread.ts';

/** Simulates in a worker, so that the page stays responsive while a network is trained. */
const answer = (message: SimulationAnswer): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<SimulationRequest>) => {
  const { id, params, seed, inputs } = data;
  try {
    const film = CATALOGUE.find((one) => one.id === id);
    if (film === undefined) return answer({ kind: 'unknown' });
    const watch = (done: number, total: number): void => answer({ kind: 'progress', done, total });
    answer({ kind: 'trace', trace: film.simulate(params, seed, inputs, watch) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer({ kind: 'failure', message, input: error instanceof InputError });
  }
});
