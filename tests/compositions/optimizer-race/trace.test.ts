import { describe, expect, it } from 'vitest';
import { optimizerRace as film } from '../../../compositions/optimizer-race/index.ts';
import { SURFACES } from '../../../src/sim/objectives/surfaces.ts';
import { soleWinner } from '../../../src/story/race/contenders.ts';
import { runsOf, SCALES } from '../../../src/story/race/races.ts';
import { END, excessAt, placeOf } from '../../../src/story/standings.ts';
import { optimizerOracle, within } from '../../helpers/oracles.ts';

const simulate = (races: unknown) => film.simulate(film.params.parse({ races }), '1');
const defaults = film.simulate(film.params.parse({}), '1');

describe('the default races', () => {
  it('have one field, tuned on two surfaces', () => {
    const [first, second, ...others] = defaults.params.races;
    expect(others).toEqual([]);
    expect(first?.optimizers).toEqual(second?.optimizers);
    expect(first?.surface).not.toBe(second?.surface);
    expect(defaults.params.races.map(({ rates }) => rates)).toEqual(['tuned', 'tuned']);
  });

  it('are won by somebody else on another surface and at other rates, with rates that are best as they are', () => {
    const winners = [0, 1].map((race) => SCALES.map((scale) => soleWinner(defaults, race, scale)?.label));
    expect(winners).toEqual([
      ['AdaGrad', 'AdaGrad', 'AdaGrad'],
      ['Momentum', 'Momentum', 'Adam'],
    ]);
    for (const race of [0, 1]) {
      for (const [i, run] of runsOf(defaults, race).entries()) {
        for (const scale of ['half', 'double'] as const) {
          const other = runsOf(defaults, race, scale)[i];
          const climbs = other?.losses.some((loss) => loss > (other.losses[0] ?? 0));
          expect(climbs || (other && excessAt(other, END) > excessAt(run, END))).toBeTruthy();
        }
      }
    }
  });

  it('keep everyone in the race, and end with losses that read differently', () => {
    for (const run of defaults.runs) expect(run.status).not.toBe('diverged');
    for (const race of [0, 1]) {
      const runs = runsOf(defaults, race);
      for (const run of runs) expect(placeOf(runs, run, END).sharing).toBe(1);
    }
  });
});

describe('the search for rates', () => {
  it('is made for the default races only, where it says so, and given rates stay as they are', () => {
    const given = film.simulate(
      film.params.parse({
        races: [
          { surface: 'ravine', start: [1, 1], steps: 5, optimizers: [{ kind: 'sgd', learningRate: 0.0123 }] },
        ],
      }),
      '1',
    );
    expect(given.facts.races[0]?.searches).toBeNull();
    expect(given.runs[0]?.optimizer.learningRate).toBe(0.0123);
    const { runs, facts } = film.simulate(film.params.parse({}), '1');
    for (const [r, { searches, half, double }] of facts.races.entries()) {
      const field = runs.filter(({ race }) => race === r);
      expect(field.map(({ optimizer }) => optimizer)).toEqual(searches?.map(({ best }) => best));
      const rates = field.map(({ optimizer }) => optimizer.learningRate);
      expect(half.map(({ optimizer }) => 2 * optimizer.learningRate)).toEqual(rates);
      expect(double.map(({ optimizer }) => optimizer.learningRate / 2)).toEqual(rates);
    }
  });
});

describe('the trace', () => {
  it('has one state more than there are steps, starting with the start, each with its loss', () => {
    for (const run of defaults.runs) {
      const race = defaults.params.races[run.race];
      expect(run.points).toHaveLength((race?.steps ?? 0) + 1);
      expect(run.points[0]).toEqual(race?.start);
      run.points.forEach((point, k) => {
        expect(run.losses[k]).toBe(SURFACES[run.surface].value(point));
      });
    }
  });

  it('is what PyTorch computes', () => {
    const { runs: expected, tolerance } = optimizerOracle('rosenbrock');
    const { runs } = simulate([
      {
        surface: 'rosenbrock',
        start: [-1.2, 1],
        steps: 50,
        optimizers: expected.filter(({ params }) => params.kind === 'adam').map(({ params }) => params),
      },
    ]);
    expect(runs.length).toBeGreaterThan(0);
    expected
      .filter(({ params }) => params.kind === 'adam')
      .forEach(({ path, reliable }, i) => {
        for (let k = 0; k <= reliable; k += 1) {
          path[k]?.forEach((want, axis) => {
            expect(within(runs[i]?.points[k]?.[axis] ?? Number.NaN, want, tolerance)).toBe(true);
          });
        }
      });
  });

  it('survives a JSON round trip', () => {
    expect(JSON.parse(JSON.stringify(defaults))).toEqual(defaults);
  });
});

describe('invalid params', () => {
  const race = { surface: 'ravine', start: [1, 1], optimizers: [{ kind: 'sgd' }] };
  it.each([
    ['an unknown surface', { races: [{ ...race, surface: 'ackley' }] }, /races.*surface/],
    ['an unknown field', { races: [{ ...race, kappa: 3 }] }, /kappa/],
    ['an unknown hyper-parameter', { races: [{ ...race, optimizers: [{ kind: 'sgd', lr: 1 }] }] }, /lr/],
    ['no optimizer', { races: [{ ...race, optimizers: [] }] }, /optimizers/],
    ['eight optimizers', { races: [{ ...race, optimizers: Array(8).fill({ kind: 'sgd' }) }] }, /optimizers/],
    ['four races', { races: Array(4).fill(race) }, /races/],
    ['no race', { races: [] }, /races/],
    ['a start with one coordinate', { races: [{ ...race, start: [1] }] }, /start/],
    ['a start outside the map', { races: [{ ...race, start: [1, 11] }] }, /start/],
    ['half a step', { races: [{ ...race, steps: 0.5 }] }, /steps/],
  ])('are refused: %s', (_, params, place) => {
    const result = film.params.safeParse(params);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toMatch(place);
  });
});
