import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../../audio/index.ts';
import { optimizerRace as film } from '../../../compositions/optimizer-race/index.ts';
import { rankingTurns, standingsAt } from '../../../compositions/optimizer-race/ranking.ts';
import { runsOf } from '../../../compositions/optimizer-race/simulation.ts';
import { standings } from '../../../compositions/optimizer-race/standings.ts';
import { sketchOf, updateOnShow } from '../../../compositions/optimizer-race/update-shown.ts';
import { EPSILON, viewOf } from '../../../compositions/optimizer-race/view.ts';
import { excessLoss } from '../../../src/sim/excess-loss.ts';
import { captionLines } from '../../../src/story/captions.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { playheadAt, valueAt } from '../../../src/story/playhead.ts';
import { partsOf } from '../../../src/story/story.ts';

const tell = (races?: unknown) => {
  const trace = film.simulate(film.params.parse(races === undefined ? {} : { races }), '1');
  const story = film.tell(trace, 30, DEFAULT_LOOK);
  return { trace, story, said: story.captions.map(({ message }) => film.words.word(message, 'en')) };
};
const told = tell();
const races = partsOf(told.story, 'race');
const stretches = races.flatMap((part) => part.stretches.map((stretch) => ({ part, ...stretch })));
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
    const lessons = stretches.filter(({ kind }) => kind === 'lesson');
    expect(lessons.every(({ part }) => part.race === 0)).toBe(true);
    expect(lessons.map(({ focus }) => focus)).toEqual([0, 1, 2, 3, 4]);
  });

  it('has captions that fit on two narrow lines', () => {
    for (const words of told.said) expect(captionLines(words, 30).length).toBeLessThanOrEqual(2);
  });

  it('has one optimizer in focus at every frame of a race, and the winner at its end', () => {
    for (const { race: index, stretches: all, start, end } of races) {
      expect(all[0]?.start).toBe(start);
      expect(all.at(-1)?.end).toBe(end);
      for (const [i, stretch] of all.slice(1).entries()) expect(stretch.start).toBe(all[i]?.end);
      const winner = runsOf(told.trace, index)[all.at(-1)?.focus ?? -1];
      expect(winner?.id).toBe(told.trace.facts.races[index]?.winner);
    }
  });
});

describe('what it says comes from the trace', () => {
  it('names the winner of each race', () => {
    const names = told.trace.facts.races.map(
      ({ winner }) => told.trace.runs.find(({ id }) => id === winner)?.label,
    );
    for (const name of names) expect(told.said.some((words) => words.startsWith(`${name} wins`))).toBe(true);
  });

  it('mentions another winner only if there is one', () => {
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
    const [title] = story.chapters.slice(-1).map((chapter) => film.words.word(chapter.title, 'en'));
    expect(title).toBe('One winner on every surface');
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

  it('says who lingers only if someone does', () => {
    const lingering = (said: readonly string[]) => said.filter((words) => /linger/.test(words));
    expect(lingering(told.said)).toEqual(['SGD and Momentum lingered where it is flat.']);
    const quick = [
      { kind: 'sgd', learningRate: 0.06 },
      { kind: 'sgd', learningRate: 0.05 },
    ];
    expect(lingering(tell([race('saddle', [1.8, 1], quick)]).said)).toEqual([]);
  });

  it('announces a new field if the field differs', () => {
    const [first, second] = [
      race('ravine', [1, 1], [{ kind: 'sgd' }]),
      race('beale', [1, 1], [{ kind: 'adam' }]),
    ];
    expect(tell([first, second]).said).toContain('Now with one optimizer.');
    expect(tell([first, { ...second, optimizers: first.optimizers }]).said).toContain(
      'The same optimizer with the same settings.',
    );
  });
});

describe('the ranking', () => {
  it.each(races)('agrees with the losses when race $race is over', ({ race: index, turns, end }) => {
    const runs = runsOf(told.trace, index);
    const places = standingsAt(turns, runs.length, end - 1).map(({ place }) => place);
    const order = standings(runs, 9999).map((run) => runs.indexOf(run));
    expect(order.map((run) => places[run])).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets only neighbours swap places, one pair or several disjoint pairs at a time', () => {
    for (const { turns } of races) {
      for (const { before, after } of turns) {
        after.forEach((run, place) => {
          expect(Math.abs(before.indexOf(run) - place)).toBeLessThanOrEqual(1);
        });
      }
      turns.slice(1).forEach(({ start }, i) => {
        expect(start).toBeGreaterThanOrEqual(turns[i]?.end ?? 0);
      });
    }
  });

  it('moves without jumps from frame to frame', () => {
    for (const { race: index, turns } of races) {
      const count = runsOf(told.trace, index).length;
      for (const { start, end } of turns) {
        for (let frame = start; frame <= end; frame += 1) {
          const [now, next] = [frame, frame + 1].map((at) => standingsAt(turns, count, at));
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
    const [part] = partsOf(story, 'race');
    if (part === undefined) throw new Error('no race');
    const places = standingsAt(part.turns, 7, part.end - 1).map(({ place }) => place);
    expect(places).toEqual([6, 5, 4, 3, 2, 1, 0]);
    // No turn starts that could not end in time.
    expect(rankingTurns(trace.runs, part.clock, { start: 0, end: 1 }, 30)).toEqual([]);
  });
});

describe('the drawing of an update', () => {
  it('shows a step that is being made or has been made, never one to come', () => {
    for (const { clock, start, end } of races) {
      for (let frame = start; frame < end; frame += 1) {
        const { step, before } = updateOnShow(clock, frame, 30);
        const { step: current } = playheadAt(clock, frame);
        expect(step).toBeLessThanOrEqual(current);
        expect(before).toBeLessThanOrEqual(step);
      }
    }
  });

  it('ends where gradient, momentum and rates lead, within the circle', () => {
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
        // Moves are differences of rounded positions: the precision of their direction depends on the digits left.
        const cross = move[0] * step[1] - move[1] * step[0];
        expect(Math.abs(cross)).toBeLessThanOrEqual(1e-6 * Math.hypot(...move) * Math.hypot(...step) + 1e-12);
      });
    }
  });
});

describe('the sound', () => {
  const sheet = film.score(told.trace, told.story, DEFAULT_LOOK);

  it('gives every lane one timbre and one pan', () => {
    expect(sheet.voices).toHaveLength(5);
    expect(new Set(sheet.voices.map(({ timbre }) => timbre)).size).toBe(5);
    expect(sheet.voices.map(({ pan }) => pan)).toEqual(
      [-0.6, -0.3, 0, 0.3, 0.6].map((pan) => expect.closeTo(pan, 9)),
    );
  });

  it('follows the drawn loss at every frame, within the bounds of the race', () => {
    let sung = 0;
    for (const { race: index, clock, start, end } of races) {
      const { runs, excess, surface } = viewOf(told.trace, index);
      for (const run of runs) {
        const phrases = sheet.voices.find(({ timbre }) => timbre === run.lane)?.phrases ?? [];
        for (let frame = start; frame < end; frame += 1) {
          const at = frame * 1600;
          const phrase = phrases.find((each) => each.start <= at && each.end > at);
          if (phrase === undefined) continue;
          sung += 1;
          const loss = valueAt(run.losses, playheadAt(clock, frame, run.losses.length));
          const range = { lowest: excess[0], highest: excess[1] };
          const wanted = lossPitch(excessLoss(loss, surface.leastLoss, EPSILON), range);
          // Points are left out while the pitch is constant.
          const point = phrase.pitch.findLast(([sample]) => sample <= at) ?? phrase.pitch[0];
          expect(point?.[1]).toBeCloseTo(wanted, 6);
        }
      }
    }
    // From the first step to shortly after the last one.
    expect(sung).toBeGreaterThan(5 * 30 * 20);
  });

  it('makes the one in focus stand out while a race is on', () => {
    for (const { part, focus, start } of stretches.filter(({ kind }) => kind !== 'result')) {
      const at = Math.max(start, part.clock.onsets[0] ?? 0) * 1600;
      const gains = runsOf(told.trace, part.race).map(
        ({ lane }) =>
          sheet.voices
            .find(({ timbre }) => timbre === lane)
            ?.phrases.find((phrase) => phrase.start <= at && phrase.end > at)?.gain ?? 0,
      );
      expect(gains.filter((gain) => gain === Math.max(...gains))).toHaveLength(1);
      expect(gains.indexOf(Math.max(...gains))).toBe(focus);
    }
  });

  it('chimes once for every run that gets within a hundredth of the way to a minimum', () => {
    const settled = told.trace.runs.filter(({ losses, surface }) => {
      const lowest = surface === 'saddle' ? -1 : 0;
      return ((losses.at(-1) ?? 0) - lowest) / ((losses[0] ?? 0) - lowest) <= 0.01;
    });
    expect(settled.length).toBeGreaterThan(2);
    expect(sheet.events.filter(({ kind }) => kind === 'chime')).toHaveLength(settled.length);
  });

  it('sounds an alarm for every run that diverges, which then falls silent', () => {
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
    const { events, voices } = film.score(trace, story, DEFAULT_LOOK);
    const alarm = events.find(({ kind }) => kind === 'alarm');
    expect(alarm?.pan).toBe(-0.6);
    expect(voices[0]?.phrases.at(-1)?.end).toBe(alarm?.at);
    expect(voices[1]?.phrases.at(-1)?.end).toBeGreaterThan(alarm?.at ?? Number.POSITIVE_INFINITY);
  });
});
