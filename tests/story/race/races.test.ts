import { describe, expect, it } from 'vitest';
import { raceSchema } from '../../../src/sim/race.ts';
import { runRaces } from '../../../src/story/race/races.ts';

const simulate = (races: readonly unknown[]) => runRaces(races.map((race) => raceSchema.parse(race)));

describe('races', () => {
  it('holds the runs race by race in the order of the params, repeats counted across all races', () => {
    const { runs } = simulate([
      { surface: 'ravine', start: [1, 1], optimizers: [{ kind: 'adam' }, { kind: 'sgd' }, { kind: 'adam' }] },
      { surface: 'beale', start: [1, 1], optimizers: [{ kind: 'sgd' }, { kind: 'adam' }] },
    ]);
    expect(runs.map(({ id }) => id)).toEqual(['adam', 'sgd', 'adam-2', 'sgd-2', 'adam-3']);
    expect(runs.map(({ surface }) => surface)).toEqual(['ravine', 'ravine', 'ravine', 'beale', 'beale']);
  });
});

describe('who diverges', () => {
  const trace = simulate([
    {
      surface: 'rosenbrock',
      start: [-1.5, 2],
      steps: 100,
      optimizers: [
        { kind: 'sgd', learningRate: 0.02 },
        { kind: 'adam', learningRate: 0.05 },
        { kind: 'momentum', learningRate: 0.1 },
      ],
    },
  ]);
  const [sgd, adam, momentum] = trace.runs;

  it('stops at its last finite state, and the others go on', () => {
    expect(sgd?.status).toBe('diverged');
    expect(sgd?.losses.length).toBeLessThan(20);
    expect(sgd?.losses.every(Number.isFinite)).toBe(true);
    expect(adam?.losses).toHaveLength(101);
    expect(adam?.status).not.toBe('diverged');
  });

  it('ranks behind everyone who stays, and behind those who diverged later', () => {
    const out = [sgd, momentum].map((run) => ({ id: run?.id, since: run?.outSince ?? 0 }));
    out.sort((a, b) => b.since - a.since);
    expect(trace.facts.races[0]?.ranking).toEqual(['adam', ...out.map(({ id }) => id)]);
  });

  it('leaves a race without a winner when all do', () => {
    const lost = simulate([
      { surface: 'ravine', start: [5, 5], steps: 50, optimizers: [{ kind: 'sgd', learningRate: 0.5 }] },
    ]);
    expect(lost.facts.races[0]?.winner).toBeNull();
  });

  it('diverges on the ravine exactly when the rate is above 2 / κ', () => {
    const status = (learningRate: number) =>
      simulate([
        { surface: 'ravine', start: [-8, 1.5], steps: 400, optimizers: [{ kind: 'sgd', learningRate }] },
      ]).runs[0]?.status;
    expect(status(0.078)).toBe('converged');
    expect(status(0.082)).toBe('diverged');
  });
});

describe('lanes', () => {
  it('are the same for the same optimizer in every race, and never shared within one', () => {
    const { runs } = simulate([
      { surface: 'ravine', start: [1, 1], steps: 2, optimizers: [{ kind: 'adam' }, { kind: 'sgd' }] },
      {
        surface: 'beale',
        start: [1, 1],
        steps: 2,
        optimizers: [{ kind: 'sgd' }, { kind: 'adamw' }, { kind: 'adam' }],
      },
    ]);
    expect(runs.map(({ lane }) => lane)).toEqual([0, 1, 1, 2, 0]);
  });

  it('are enough for the largest film', () => {
    const sevens = ['adam', 'sgd', 'momentum'].map((kind) => ({
      surface: 'saddle',
      start: [1, 1],
      steps: 1,
      optimizers: Array.from({ length: 7 }, () => ({ kind })),
    }));
    const { runs } = simulate(sevens);
    for (const race of [0, 1, 2]) {
      expect(new Set(runs.filter((run) => run.race === race).map(({ lane }) => lane)).size).toBe(7);
      expect(new Set(runs.filter((run) => run.race === race).map(({ label }) => label)).size).toBe(7);
    }
  });
});
