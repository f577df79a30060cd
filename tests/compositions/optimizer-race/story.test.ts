import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../../audio/index.ts';
import { lossText } from '../../../compositions/optimizer-race/figures.ts';
import { optimizerRace as film } from '../../../compositions/optimizer-race/index.ts';
import { playhead, racePosition } from '../../../compositions/optimizer-race/playhead.ts';
import { rankingTurns, standingsAt } from '../../../compositions/optimizer-race/ranking.ts';
import { runsOf } from '../../../compositions/optimizer-race/simulation.ts';
import { standings } from '../../../compositions/optimizer-race/standings.ts';
import type { FocusBeat, ResultBeat } from '../../../compositions/optimizer-race/story.ts';
import { word } from '../../../compositions/optimizer-race/text.ts';
import { sketchOf, updateOnShow } from '../../../compositions/optimizer-race/update-shown.ts';
import { excessLoss, raceView } from '../../../compositions/optimizer-race/view.ts';
import { captionLines } from '../../../src/story/captions.ts';

const tell = (races?: unknown) => {
  const trace = film.simulate(film.params.parse(races === undefined ? {} : { races }), '1');
  const story = film.tell(trace, 30);
  return { trace, story, said: story.captions.map(({ message }) => word(message, 'en')) };
};
const told = tell();
const running = told.story.beats.filter(
  (beat): beat is FocusBeat | ResultBeat => beat.kind === 'focus' || beat.kind === 'result',
);
const race = (surface: string, start: readonly number[], optimizers: readonly unknown[], steps = 60) => ({
  surface,
  start,
  steps,
  optimizers,
});

describe('the story', () => {
  it('lasts 30 to 75 seconds at its defaults', () => {
    expect(told.story.frames / 30).toBeGreaterThan(30);
    expect(told.story.frames / 30).toBeLessThan(75);
  });

  it('has every optimizer in focus once before the first race gets going', () => {
    const lessons = running.filter((beat) => beat.kind === 'focus' && beat.lesson);
    expect(lessons.map(({ focus }) => focus)).toEqual([0, 1, 2, 3, 4]);
  });

  it('says captions that fit two narrow lines', () => {
    for (const words of told.said) expect(captionLines(words, 30).length).toBeLessThanOrEqual(2);
  });
});

describe('what it says comes from the trace', () => {
  it('names the winner of each race', () => {
    const names = told.trace.facts.races.map(
      ({ winner }) => told.trace.runs.find(({ id }) => id === winner)?.label,
    );
    for (const name of names) expect(told.said.some((words) => words.startsWith(`${name} wins`))).toBe(true);
  });

  it('speaks of another winner only where there is one', () => {
    const adamTwice = [
      race(
        'ravine',
        [-3, 1],
        [
          { kind: 'adam', learningRate: 0.2 },
          { kind: 'sgd', learningRate: 0.0001 },
        ],
      ),
      race(
        'saddle',
        [1, 1],
        [
          { kind: 'adam', learningRate: 0.2 },
          { kind: 'sgd', learningRate: 0.0001 },
        ],
      ),
    ];
    const { story, said } = tell(adamTwice);
    expect(said).toContain('Two surfaces, one winner.');
    expect(said).toContain('Nobody changes places.');
    expect(word(story.chapters.at(-1)?.title ?? { key: '', values: {} }, 'en')).toBe(
      'One winner on every surface',
    );
    expect(told.said).toContain('Two surfaces, two winners.');
  });

  it('says who diverges, and that nobody wins when all do', () => {
    const wild = { kind: 'sgd', learningRate: 0.5 };
    expect(tell([race('ravine', [1, 1], [wild, { kind: 'adam' }])]).said.join(' ')).toMatch(
      /SGD diverges at step \d+; the race goes on\./,
    );
    expect(tell([race('ravine', [1, 1], [wild, { ...wild, learningRate: 0.6 }])]).said.join(' ')).toMatch(
      /nobody wins/,
    );
  });

  it('says who lingers only where someone does', () => {
    const lingering = (said: readonly string[]) => said.filter((words) => /linger/.test(words));
    expect(lingering(told.said)).toEqual(['SGD and Momentum lingered where it is flat.']);
    const quick = [
      { kind: 'sgd', learningRate: 0.06 },
      { kind: 'sgd', learningRate: 0.05 },
    ];
    expect(lingering(tell([race('saddle', [1.8, 1], quick)]).said)).toEqual([]);
  });

  it('tells of a new field when the field is another', () => {
    const [first, second] = [
      race('ravine', [1, 1], [{ kind: 'sgd' }]),
      race('beale', [1, 1], [{ kind: 'adam' }]),
    ];
    expect(tell([first, second]).said).toContain('Now with one optimizer.');
    expect(tell([first, { ...second, optimizers: first.optimizers }]).said).toContain(
      'The same optimizer with the same settings.',
    );
  });

  it('writes losses of every size', () => {
    expect([74.5, 2.345, 0.0176, 0.00052, 123.45, 12345, 0].map(lossText)).toEqual([
      '74.50',
      '2.35',
      '0.0176',
      '5.2 × 10⁻⁴',
      '123.5',
      '1.2 × 10⁴',
      '0.0000',
    ]);
  });
});

describe('the ranking', () => {
  const results = running.filter((beat) => beat.kind === 'result');

  it.each(results)('agrees with the losses when race $race is over', ({ race: index, timing, end }) => {
    const runs = runsOf(told.trace, index);
    const places = standingsAt(timing.turns, runs.length, end - 1).map(({ place }) => place);
    const order = standings(runs, 9999).map((run) => runs.indexOf(run));
    expect(order.map((run) => places[run])).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets only neighbours change places, one pair at a time or several apart', () => {
    for (const { timing } of results) {
      for (const { before, after } of timing.turns) {
        after.forEach((run, place) => {
          expect(Math.abs(before.indexOf(run) - place)).toBeLessThanOrEqual(1);
        });
      }
      timing.turns.slice(1).forEach(({ start }, i) => {
        expect(start).toBeGreaterThanOrEqual(timing.turns[i]?.end ?? 0);
      });
    }
  });

  it('moves without a jump, from every frame to the next', () => {
    for (const { race: index, timing } of results) {
      const count = runsOf(told.trace, index).length;
      for (const { start, end } of timing.turns) {
        for (let frame = start; frame <= end; frame += 1) {
          const [now, next] = [frame, frame + 1].map((at) => standingsAt(timing.turns, count, at));
          now?.forEach(({ place, aside }, i) => {
            expect(Math.abs((next?.[i]?.place ?? 0) - place)).toBeLessThan(0.5);
            expect(Math.abs((next?.[i]?.aside ?? 0) - aside)).toBeLessThan(0.5);
          });
        }
      }
    }
  });

  it('settles from any order in time', () => {
    const { trace, story } = tell([
      race(
        'ravine',
        [-8, 2],
        [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01].map((learningRate) => ({
          kind: 'sgd',
          learningRate,
        })),
        3,
      ),
    ]);
    const [beat] = story.beats.filter((candidate): candidate is ResultBeat => candidate.kind === 'result');
    if (beat === undefined) throw new Error('no result');
    const places = standingsAt(beat.timing.turns, 7, beat.end - 1).map(({ place }) => place);
    expect(places).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(rankingTurns(trace.runs, beat.timing.clock, 0, 1, 30)).toEqual([]);
  });
});

describe('the drawing of an update', () => {
  it('shows a step that is being made or has been made, never one to come', () => {
    for (const { timing, start, end } of running) {
      for (let frame = start; frame < end; frame += 1) {
        const { step, before } = updateOnShow(timing.clock, frame, 30);
        const { step: current } = racePosition(timing.clock, frame);
        expect(step).toBeLessThanOrEqual(current);
        expect(before).toBeLessThanOrEqual(step);
      }
    }
  });

  it('ends where gradient, momentum and rates lead, inside the circle', () => {
    for (const run of told.trace.runs) {
      for (const update of run.updates) {
        const { gradient, memory, rates, step } = sketchOf(update);
        const [sx, sy] = rates ?? [1, 1];
        expect(step[0]).toBeCloseTo(sx * (gradient[0] + (memory?.[0] ?? 0)), 9);
        expect(step[1]).toBeCloseTo(sy * (gradient[1] + (memory?.[1] ?? 0)), 9);
        expect(Math.hypot(...step)).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.hypot(...gradient)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });

  it('points where the run goes', () => {
    for (const run of told.trace.runs) {
      run.updates.forEach((update, k) => {
        const [from, to] = [run.points[k], run.points[k + 1]];
        if (from === undefined || to === undefined) throw new Error('no such step');
        const move = [to[0] - from[0], to[1] - from[1]] as const;
        const { step } = sketchOf(update);
        // Moves are differences of rounded places: their direction is known to as many digits as are left.
        const cross = move[0] * step[1] - move[1] * step[0];
        expect(Math.abs(cross)).toBeLessThanOrEqual(1e-6 * Math.hypot(...move) * Math.hypot(...step) + 1e-12);
      });
    }
  });
});

describe('the sound', () => {
  const sheet = film.score(told.trace, told.story);

  it('gives every lane one timbre and one place between left and right', () => {
    expect(sheet.voices).toHaveLength(5);
    expect(new Set(sheet.voices.map(({ timbre }) => timbre)).size).toBe(5);
    expect(sheet.voices.map(({ pan }) => pan)).toEqual(
      [-0.6, -0.3, 0, 0.3, 0.6].map((pan) => expect.closeTo(pan, 9)),
    );
  });

  it('sings at every frame the loss that is drawn, within the bounds of the race', () => {
    for (const beat of running) {
      const view = raceView(told.trace, beat.race);
      for (const run of runsOf(told.trace, beat.race)) {
        const phrases = sheet.voices.find(({ timbre }) => timbre === run.lane)?.phrases ?? [];
        const frame = Math.floor((beat.start + beat.end) / 2);
        const phrase = phrases.find(({ start, end }) => start <= frame * 1600 && end > frame * 1600);
        if (phrase === undefined) continue;
        const { loss } = playhead(run, racePosition(beat.timing.clock, frame));
        const range = { lowest: view.excess[0], highest: view.excess[1] };
        const wanted = lossPitch(excessLoss(loss, told.trace.facts.races[beat.race]?.leastLoss ?? 0), range);
        const point = phrase.pitch.findLast(([at]) => at <= frame * 1600) ?? phrase.pitch[0];
        expect(point?.[1]).toBeCloseTo(wanted, 6);
      }
    }
  });

  it('makes the one in focus stand out', () => {
    for (const beat of running.filter(({ kind }) => kind === 'focus')) {
      const at = Math.max(beat.start, beat.timing.clock.onsets[0] ?? 0) * 1600;
      const gains = runsOf(told.trace, beat.race).map(
        ({ lane }) =>
          sheet.voices
            .find(({ timbre }) => timbre === lane)
            ?.phrases.find(({ start, end }) => start <= at && end > at)?.gain ?? 0,
      );
      expect(gains.indexOf(Math.max(...gains))).toBe(beat.focus);
    }
  });

  it('chimes once for everyone who gets within a hundredth of the way to a minimum', () => {
    const settled = told.trace.runs.filter(({ losses, surface }) => {
      const least = surface === 'saddle' ? -1 : 0;
      return ((losses.at(-1) ?? 0) - least) / ((losses[0] ?? 0) - least) <= 0.01;
    });
    expect(settled.length).toBeGreaterThan(2);
    expect(sheet.events.filter(({ kind }) => kind === 'chime')).toHaveLength(settled.length);
  });

  it('warns of who diverges, who then falls silent', () => {
    const { trace, story } = tell([
      race(
        'ravine',
        [1, 1],
        [
          { kind: 'sgd', learningRate: 0.5 },
          { kind: 'adam', learningRate: 0.1 },
        ],
      ),
    ]);
    const { events, voices } = film.score(trace, story);
    const alarm = events.find(({ kind }) => kind === 'alarm');
    expect(alarm?.pan).toBe(-0.6);
    expect(voices[0]?.phrases.at(-1)?.end).toBe(alarm?.at);
    expect(voices[1]?.phrases.at(-1)?.end).toBeGreaterThan(alarm?.at ?? Number.POSITIVE_INFINITY);
  });
});
