import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../../audio/index.ts';
import { inTune } from '../../../audio/scoring.ts';
import { optimizerRace as film } from '../../../compositions/optimizer-race/index.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { sketchOf } from '../../../src/scene/parts/UpdateArrows.tsx';
import { EPSILON, viewOf } from '../../../src/scene/race/race-view.ts';
import { createStage } from '../../../src/scene/stage.ts';
import { SURFACES } from '../../../src/sim/objectives/surfaces.ts';
import { RESOLUTION } from '../../../src/sim/tuning.ts';
import { boardAt } from '../../../src/story/board.ts';
import { captionLines } from '../../../src/story/captions.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { stepOnShow } from '../../../src/story/on-show.ts';
import { playheadAt, valueAt } from '../../../src/story/playhead.ts';
import { contenders, soleWinner } from '../../../src/story/race/contenders.ts';
import { type RaceRun, runsOf, SCALES } from '../../../src/story/race/races.ts';
import { excessAt, isOut, placeOf, printedLoss, standings } from '../../../src/story/standings.ts';
import { partsOf } from '../../../src/story/story.ts';

const tell = (races?: unknown) => {
  const trace = film.simulate(film.params.parse(races === undefined ? {} : { races }), '1');
  const story = film.tell(trace, 30, DEFAULT_LOOK);
  return { trace, story, said: story.captions.map(({ message }) => film.words.word(message, 'en')) };
};
const told = tell();
const races = partsOf(told.story, 'race');
const race = (surface: string, start: readonly number[], optimizers: readonly unknown[], steps = 60) => ({
  surface,
  start,
  steps,
  optimizers,
});
const [adam, sgd, wild] = [
  { kind: 'adam', learningRate: 0.2 },
  { kind: 'sgd', learningRate: 0.0001 },
  { kind: 'sgd', learningRate: 0.5 },
];

describe('the story', () => {
  it('lasts 60 to 75 seconds at its defaults, 16 of them for the ideas of its four optimizers', () => {
    expect(told.story.frames / 30).toBeGreaterThan(60);
    expect(told.story.frames / 30).toBeLessThanOrEqual(75);
  });

  it('gives every optimizer a lesson of at least four seconds, from the start, before the race', () => {
    const lessons = partsOf(told.story, 'lesson');
    expect(lessons.map(({ focus }) => focus)).toEqual([0, 1, 2, 3]);
    for (const { start, end, clock } of lessons) {
      expect(end - start).toBeGreaterThanOrEqual(120);
      expect(playheadAt(clock, start).done).toBe(0);
      expect(playheadAt(clock, end - 1).done).toBe(3);
    }
  });

  it('has the winner in focus once the race is over', () => {
    const [first] = races;
    const result = first?.stretches.find(({ kind }) => kind === 'result');
    const winner = runsOf(told.trace, 0)[result?.focus ?? -1];
    expect(winner?.id).toBe(told.trace.facts.races[0]?.winner);
  });

  it('has captions that fit on two narrow lines', () => {
    for (const words of told.said) expect(captionLines(words, 30).length).toBeLessThanOrEqual(2);
  });

  it('stands still in the state that a caption of the race is about', () => {
    const caption = told.story.captions.find(({ message }) => message.key === 'captionLead');
    const part = races.find(
      ({ start, end }) => start <= (caption?.start ?? 0) && (caption?.start ?? 0) < end,
    );
    if (part === undefined || caption === undefined) throw new Error('nobody takes the lead');
    for (let frame = caption.start; frame < caption.end; frame += 1) {
      expect(playheadAt(part.clock, frame).done).toBe(caption.message.values.step);
    }
  });
});

describe('a winner', () => {
  const ends = (races: readonly unknown[]) => tell(races).said.join(' ');

  it('is one at neighbouring rates of the search and a few steps earlier, for each race and rate of the defaults', () => {
    for (const index of told.trace.params.races.keys()) {
      for (const scale of SCALES) expect(contenders(told.trace, index, scale)).toHaveLength(1);
    }
  });

  it('is not spoken of where a slightly other rate would win: that is a photo finish, or nobody arrives', () => {
    const field = ['sgd', 'momentum', 'adagrad', 'adam'].map((kind) => ({ kind }));
    const tuned = (start: readonly number[], steps: number) => ({
      ...race('rosenbrock', start, field, steps),
      rates: 'tuned',
    });
    expect(ends([tuned([-0.5, 0], 30)])).toMatch(/Photo finish: Momentum or Adam/);
    expect(ends([tuned([-1.5, 2], 10)])).toMatch(/Nobody arrives: \S+ to \S+ above the minimum\./);
    expect(ends([tuned([-0.5, 0], 30)])).not.toMatch(/Adam wins/);
  });

  it('is recorded as such, and nobody is after a photo finish', () => {
    const field = ['sgd', 'momentum', 'adam'].map((kind) => ({ kind }));
    const close = tell([{ ...race('rosenbrock', [-0.5, 0], field, 30), rates: 'tuned' }]);
    expect(close.said.join(' ')).toMatch(/Photo finish/);
    expect(close.trace.facts.races[0]?.winner).toBeNull();
    expect(told.trace.facts.races.map(({ winner }) => winner)).toEqual(['adagrad', 'momentum-2']);
  });

  it('is told apart from who is last because its rates fell on steep walls, and it keeps no speed', () => {
    expect(told.said).toContain('Steep walls made AdaGrad’s rates small for good.');
    expect(told.said).toContain('It keeps no speed either: where it is flat, it crawls.');
    const runs = runsOf(told.trace, 1);
    const { updates = [] } = runs[2] ?? {};
    updates.slice(1).forEach(({ rates }, k) => {
      for (const [axis, rate] of rates.entries())
        expect(rate).toBeLessThanOrEqual(updates[k]?.rates[axis] ?? 0);
    });
    const way = ({ points }: RaceRun): number =>
      Math.hypot(...[0, 1].map((axis) => (points[40]?.[axis] ?? 0) - (points[10]?.[axis] ?? 0)));
    const [sgd = 0, momentum = 0, adagrad = 0, adam = 0] = runs.map(way);
    expect(momentum).toBeGreaterThan(2 * adagrad);
    expect(adagrad).toBeLessThan(Math.min(sgd, adam));
  });

  it('is the one with the lowest loss at the last step, among those who have not flown off', () => {
    for (const [race, { surface, ranking, winner }] of told.trace.facts.races.entries()) {
      expect(ranking[0]).toBe(winner);
      for (const scale of SCALES) {
        const runs = runsOf(told.trace, race, scale);
        const start = SURFACES[surface].value(runs[0]?.points[0] ?? [0, 0]);
        const staying = runs.filter(({ losses }) => (losses.at(-1) ?? 0) <= 10 * start);
        const lowest = Math.min(...staying.map(({ losses }) => losses.at(-1) ?? 0));
        const [leader] = standings(runs, 40);
        expect(leader?.losses.at(-1)).toBe(lowest);
        expect(soleWinner(told.trace, race, scale)).toBe(leader);
      }
    }
  });
});

describe('what it says comes from the trace', () => {
  it('opens with who is first on one surface and last on another, if anybody is', () => {
    expect(told.said[0]).toBe('AdaGrad: first on one surface, last on the other. Why?');
    expect(told.said).toContain('Rosenbrock, 2 × rate: SGD and Momentum fly off; Adam wins.');
    expect(tell([race('saddle', [1, 1], [sgd, { ...sgd, learningRate: 0.0002 }])]).said[0]).toBe(
      'Two optimizers, one start: who gets lowest?',
    );
  });

  it('says that rates are tuned, or that they are not', () => {
    expect(told.said).toContain('Each tries 200 settings; the one that ends lowest races.');
    expect(told.said).toContain('Tuned again, for 40 steps.');
    const given = tell([race('ravine', [1, 1], [adam, sgd])]).said;
    expect(given).toContain('Rates as given, not tuned: that may favour someone.');
    expect(given.join(' ')).not.toMatch(/tries/);
  });

  it('says why one name takes different paths in different libraries', () => {
    const libraries = ['pytorch', 'keras', 'optax', 'tfjs'].map((semantics) => ({
      kind: 'rmsprop',
      semantics,
      learningRate: 0.1,
    }));
    const { trace, said } = tell([race('ravine', [-4, -2], libraries, 30)]);
    expect(trace.runs.map(({ label }) => label)).toEqual(['PyTorch', 'Keras', 'Optax', 'TensorFlow.js']);
    expect(said[0]).toBe('RMSprop at rate 0.1: four libraries, two paths. Why?');
    expect(said).toContain('PyTorch: α = 0.99, first step 10 η along y.');
    expect(said).toContain('Keras: α = 0.9, first step 3.2 η along y.');
    expect(Math.abs((trace.runs[0]?.points[1]?.[0] ?? 0) + 4)).toBeCloseTo(1, 6);
    const decays = libraries.slice(0, 3).map((each) => ({ ...each, kind: 'adamw' }));
    expect(tell([race('saddle', [-2, 1], decays, 30)]).said).toContain(
      'Keras: weights shrink by 0.004 η each step.',
    );
  });

  it('names what decides: the rate, only the surface, or nothing', () => {
    const lastOf = ({ story }: ReturnType<typeof tell>) => {
      const { heading = null } = story.parts.at(-1) ?? {};
      return heading === null ? '' : film.words.word(heading, 'en');
    };
    expect(lastOf(told)).toBe('No optimizer wins them all');
    expect(told.said.slice(-2)).toEqual([
      'Rosenbrock, 2 × rate: SGD and Momentum fly off; Adam wins.',
      'AdaGrad’s rates fit a ravine; a curved floor needs speed.',
    ]);
    const same = ['ravine', 'saddle'].map((surface) => race(surface, [1, 1], [adam, sgd]));
    expect(lastOf(tell(same))).toBe('The same winner every time');
    const turned = [
      race('ravine', [1, 1], [adam, { kind: 'sgd', learningRate: 0.001 }]),
      race(
        'saddle',
        [1, 1],
        [
          { ...adam, learningRate: 0.0001 },
          { kind: 'sgd', learningRate: 0.02 },
        ],
      ),
    ];
    expect(lastOf(tell(turned))).toBe('The surface decides, at any rate');
    expect(lastOf(tell([race('saddle', [1, 1], [adam, adam])]))).toBe('Nobody wins alone');
    expect(lastOf(tell([race('saddle', [1, 1], [adam])]))).toBe('One optimizer, three rates');
    // Where the only change is that somebody shares the first place, no other winner is spoken of.
    const shared = { kind: 'rmsprop', learningRate: 0.02 };
    const ridge = tell([race('saddle', [0.001, 1.5], [{ kind: 'sgd', learningRate: 0.05 }, shared], 60)]);
    expect(lastOf(ridge)).toBe('Always first, not always alone');
    expect(ridge.said).toContain('At some rates the lead is shared.');
    expect(lastOf(tell([race('ravine', [9, -9], [{ ...wild, learningRate: 0.09 }, wild], 40)]))).toBe(
      'Another rate, another result',
    );
  });

  it('says who diverges, and that nobody wins when all do', () => {
    expect(tell([race('ravine', [1, 1], [wild, { kind: 'adam' }])]).said.join(' ')).toMatch(
      /Step \d+: SGD flies off; the race goes on\./,
    );
    expect(tell([race('ravine', [1, 1], [wild, { ...wild, learningRate: 0.6 }])]).said.join(' ')).toMatch(
      /nobody wins/,
    );
  });

  it('tells of all that leave at one step together', () => {
    const many = [wild, { kind: 'momentum', learningRate: 0.5 }, { kind: 'nesterov', learningRate: 0.5 }];
    const { said } = tell([race('ravine', [1, 1], [...many, { kind: 'adam' }])]);
    expect(said).toContain('Step 1: three of them fly off; the race goes on.');
  });

  it('says of a single optimizer at which rate it ends lowest, and nothing of others', () => {
    const { said } = tell([race('ravine', [-5, 1], [{ kind: 'sgd', learningRate: 0.03 }], 10)]);
    expect(said.at(-1)).toMatch(/^Lowest at twice the rate: .* above the minimum\.$/);
    expect(said.join(' ')).not.toMatch(/favour|each|races/);
  });

  it('says what an optimizer of a rarer kind does in its first step', () => {
    const { said } = tell([race('saddle', [1, 1], [{ kind: 'radam', learningRate: 0.01 }])]);
    expect(said).toContain('RAdam: first step 2 η along x.');
  });

  it('calls equal losses equal', () => {
    const { said, trace } = tell([race('saddle', [1, 1], [adam, adam, sgd])]);
    expect(said).toContain('Two share the first place: equal losses.');
    expect(trace.facts.races[0]?.winner).toBeNull();
  });

  it('says that runs linger only where it is flat and not low', () => {
    const lingering = (said: readonly string[]) => said.filter((words) => /linger/.test(words));
    const slow = { kind: 'momentum', learningRate: 0.005 };
    expect(
      lingering(tell([race('saddle', [1.8, 0.002], [slow, { ...adam, learningRate: 0.1 }])]).said),
    ).toEqual(['Momentum lingers where the ground is flat.']);
    expect(lingering(tell([race('ravine', [0, 0], [adam, sgd])]).said)).toEqual([]);
    const both = tell([race('saddle', [0, 0], [sgd, { ...sgd, learningRate: 0.0002 }])]).said;
    expect(lingering(both)).toEqual(['All of them linger where the ground is flat.']);
  });
});

/** Every ranking of a film, with its runs, from its first frame to its last. */
const boardsOf = ({ trace, story }: ReturnType<typeof tell>) => [
  ...partsOf(story, 'race').map((part) => ({ ...part, runs: runsOf(trace, part.race) })),
];

const shownNumber = (run: RaceRun, state: number): number =>
  isOut(run, state) ? Number.POSITIVE_INFINITY : printedLoss(excessAt(run, state)).value;

describe('the ranking', () => {
  const many = tell([
    race(
      'beale',
      [1, 1.4],
      ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'].map((kind) => ({ kind, learningRate: 0.02 })),
      80,
    ),
    race(
      'ravine',
      [-8, 2],
      [0.01, 0.02, 0.04, 0.06, 0.0799, 0.08, 0.09].map((learningRate) => ({ kind: 'sgd', learningRate })),
      40,
    ),
  ]);

  it('is sorted by the numbers beside it at every frame', () => {
    for (const { board, clock, runs, start, end } of [...boardsOf(told), ...boardsOf(many)]) {
      for (let frame = start; frame < end; frame += 1) {
        const { rows } = boardAt(board, frame, 30);
        const state = playheadAt(clock, frame).done;
        const printed = runs.flatMap((run, i) => {
          const row = rows[i];
          // Every row has its words at every frame.
          expect(row?.words).toBeGreaterThan(0.2);
          return row === undefined ? [] : [{ at: row.at, number: shownNumber(run, state) }];
        });
        expect(printed.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual([...runs.keys()]);
        printed.sort((a, b) => a.at - b.at);
        printed.slice(1).forEach(({ number }, i) => {
          expect(number).toBeGreaterThanOrEqual(printed[i]?.number ?? 0);
        });
      }
    }
  });

  it('shows a state that has been reached, and in the end the last one', () => {
    for (const { board, clock, runs, start, end } of [...boardsOf(told), ...boardsOf(many)]) {
      for (let frame = start; frame < end; frame += 1) {
        expect(boardAt(board, frame, 30).state).toBeLessThanOrEqual(playheadAt(clock, frame).done);
      }
      const { order } = boardAt(board, end - 1, 30);
      expect(order.map((run) => runs[run])).toEqual(standings(runs, clock.landings.length));
    }
  });

  it('gives equal losses one place', () => {
    const { trace } = tell([race('saddle', [1, 1], [adam, adam, sgd], 3)]);
    const runs = runsOf(trace, 0);
    expect(runs.map((run) => placeOf(runs, run, 3))).toEqual([
      { place: 1, sharing: 2 },
      { place: 1, sharing: 2 },
      { place: 3, sharing: 1 },
    ]);
    expect(printedLoss(RESOLUTION / 2).words).toBe('< 10⁻⁹');
    expect(printedLoss(-1e-16).value).toBe(0);
  });

  it('lights up who has climbed, once it stands higher', () => {
    for (const { board, start, end } of boardsOf(many)) {
      for (let frame = start + 1; frame < end; frame += 1) {
        const [before, now] = [boardAt(board, frame - 1, 30), boardAt(board, frame, 30)];
        now.rows.forEach(({ at, lit }, run) => {
          const climbed = at < (before.rows[run]?.at ?? 0);
          if (climbed) expect(boardAt(board, frame + 1, 30).rows[run]?.lit).toBeGreaterThan(0);
          if (lit > 0) expect(at).toBeLessThan(before.order.length - 1);
        });
      }
    }
  });

  it('prints the losses of the trace', () => {
    const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
    const [part] = races;
    if (part === undefined) throw new Error('no race');
    const frame = part.end - 2;
    const element = film.Scene({ trace: told.trace, story: told.story, frame, stage });
    const words = new Set(textBoxes(displayList(element)).map(({ text }) => text.words));
    for (const run of runsOf(told.trace, 0)) {
      expect(words).toContain(printedLoss((run.losses.at(-1) ?? 0) - 0).words);
    }
    expect(words).toContain('after step 10');
  });
});

describe('the drawing of an update', () => {
  it('shows a step that is being made or has been made, never one to come', () => {
    for (const { clock, start, end } of races) {
      for (let frame = start; frame < end; frame += 1) {
        const { step, before } = stepOnShow(clock, frame, 30);
        const { step: current } = playheadAt(clock, frame);
        expect(step).toBeLessThanOrEqual(current);
        expect(before).toBeLessThanOrEqual(step);
      }
    }
  });

  it('points where the run goes, and is no longer than its axes', () => {
    for (const run of told.trace.runs) {
      run.updates.forEach((update, k) => {
        const [from, to] = [run.points[k], run.points[k + 1]];
        if (from === undefined || to === undefined) throw new Error('no such step');
        const move = [to[0] - from[0], to[1] - from[1]] as const;
        const { step, gradient } = sketchOf(update);
        // Moves are differences of rounded positions: the precision of their direction depends on the digits left.
        const cross = move[0] * step[1] - move[1] * step[0];
        expect(Math.abs(cross)).toBeLessThanOrEqual(1e-6 * Math.hypot(...move) * Math.hypot(...step) + 1e-12);
        expect(move[0] * step[0] + move[1] * step[1]).toBeGreaterThanOrEqual(0);
        expect(Math.hypot(...step)).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.hypot(...gradient)).toBeLessThanOrEqual(1 + 1e-9);
      });
    }
  });
});

describe('the sound', () => {
  const sheet = film.score(told.trace, told.story, DEFAULT_LOOK);
  const lanes = sheet.voices.filter(({ id }) => id.startsWith('lane-'));

  it('gives every lane one timbre and one pan', () => {
    expect(lanes).toHaveLength(4);
    expect(new Set(lanes.map(({ timbre }) => timbre)).size).toBe(4);
    expect(lanes.map(({ pan }) => pan)).toEqual([-0.6, -0.2, 0.2, 0.6].map((pan) => expect.closeTo(pan, 9)));
  });

  it('lets one run at a time be heard in a race, whoever leads, with its lowest loss as a note', () => {
    const [part] = races;
    if (part === undefined) throw new Error('no race');
    const { runs, excess, excesses } = viewOf(told.trace, 0);
    let heard = 0;
    for (let frame = part.start; frame < part.end; frame += 1) {
      const at = frame * 1600;
      const singing = lanes.flatMap(({ timbre, phrases }) =>
        phrases.filter(({ start, end }) => start <= at && end > at).map((phrase) => ({ timbre, phrase })),
      );
      expect(singing.length).toBeLessThanOrEqual(1);
      for (const { timbre, phrase } of singing) {
        heard += 1;
        const index = runs.findIndex(({ lane }) => lane === timbre);
        const height = valueAt(excesses[index] ?? [], playheadAt(part.clock, frame, excesses[index]?.length));
        const wanted = lossPitch(Math.max(height, EPSILON), {
          lowest: excess[0],
          highest: excess[1],
        });
        const point = phrase.pitch.findLast(([sample]) => sample <= at) ?? phrase.pitch[0];
        expect(point?.[1]).toBeCloseTo(inTune(wanted), 6);
      }
    }
    expect(heard).toBeGreaterThan(100);
  });

  it('names whoever overtakes, and calls the winner upwards and the last one down', () => {
    const second = races[1];
    if (second === undefined) throw new Error('no second race');
    const chimes = sheet.events.filter(({ kind }) => kind === 'chime');
    const overtaking = (second.clock.landings[6] ?? 0) * 1600;
    const named = chimes.find(({ at }) => at === overtaking)?.pitch;
    expect(named).toBeGreaterThan(0);
    const result = (second.stretches.find(({ kind }) => kind === 'result')?.start ?? 0) * 1600;
    expect(chimes.some(({ at, pitch }) => pitch === named && at > result)).toBe(true);
    const calls = sheet.events.filter(
      ({ kind, at }) => kind === 'tick' && at >= result && at < result + 90_000,
    );
    const pitches = calls.map(({ pitch }) => pitch);
    const [rising, falling] = [pitches.slice(0, 4), pitches.slice(4)];
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    expect(falling).toHaveLength(3);
  });

  it('ticks no more than six times a second, and is never silent', () => {
    const ticks = sheet.events.filter(({ kind }) => kind === 'tick').map(({ at }) => at);
    for (const first of ticks)
      expect(ticks.filter((at) => at >= first && at < first + 48_000).length).toBeLessThanOrEqual(6);
    const { ground = [] } = sheet;
    expect([ground[0]?.start, ground.at(-1)?.end]).toEqual([0, sheet.samples]);
    expect(ground.every(({ start }, i) => i === 0 || start === ground[i - 1]?.end)).toBe(true);
  });

  it('is a melody: each tick is a note of the pentatonic over A, high where the loss is', () => {
    const notes = new Set(sheet.events.filter(({ kind }) => kind === 'tick').map(({ pitch }) => pitch));
    for (const pitch of notes) expect(inTune(pitch)).toBe(pitch);
    expect(notes.size).toBeGreaterThan(8);
  });

  it('sounds an alarm when a run leaves the race', () => {
    const { trace, story } = tell([race('ravine', [1, 1], [wild, { kind: 'adam', learningRate: 0.1 }])]);
    const { events, voices } = film.score(trace, story, DEFAULT_LOOK);
    const part = partsOf(story, 'race')[0];
    const alarms = events.filter(({ kind }) => kind === 'alarm');
    const alarm = alarms.find(({ at }) => at >= (part?.start ?? 0) * 1600);
    expect(alarm?.pan).toBe(-0.6);
    const sung = voices[0]?.phrases.filter(({ start }) => start >= (part?.start ?? 0) * 1600) ?? [];
    const inRace = sung.filter(({ start }) => start < (part?.end ?? 0) * 1600);
    expect(inRace.every(({ end }) => end <= (alarm?.at ?? 0))).toBe(true);
  });
});

describe('the sound of what all races show', () => {
  it('is a note for every rate, while the line that joins them is drawn, and a chime for the winner', () => {
    const { events } = film.score(told.trace, told.story, DEFAULT_LOOK);
    const [compare] = partsOf(told.story, 'compare');
    const notes = events.filter(({ kind, at }) => kind === 'tick' && at >= (compare?.start ?? 0) * 1600);
    expect(notes.length).toBeGreaterThanOrEqual(2 * SCALES.length);
    // AdaGrad at every rate of the first race; two winners in the last.
    const starts = compare?.cells.map(({ mark }) => mark.start * 1600) ?? [];
    const marks = notes.filter(({ at }) => starts.includes(at));
    expect(new Set(marks.slice(0, 3).map(({ pitch }) => pitch)).size).toBe(1);
    expect(new Set(marks.slice(3).map(({ pitch }) => pitch)).size).toBe(2);
    const result = (races[0]?.stretches.find(({ kind }) => kind === 'result')?.start ?? 0) * 1600;
    expect(events.some(({ kind, at }) => kind === 'chime' && at > result && at < result + 48_000)).toBe(true);
  });
});
