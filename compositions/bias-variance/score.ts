import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { viewOf } from '../../src/scene/bias-variance/bias-variance-view.ts';
import type { BiasVarianceTrace, ModelRun } from '../../src/sim/regression/redrawn-fits.ts';
import { modelsOf, PANELS } from '../../src/story/bias-variance/models.ts';
import { arrivalOf, type FrameRange, type StepClock } from '../../src/story/clock.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { finalists, firstErrors, peakOf } from './commentary.ts';
import type { BiasVarianceStory } from './story.ts';

const GAIN = { note: 0.42, chord: 0.3, chime: 0.24 } as const;
/** Seconds of a note, and of one of many; from the end of which the last chords are. */
const [LONG, SHORT, CADENCE] = [1.3, 0.6, 3] as const;
/** How far two tones of a model are apart that scatters most, as a share of their pitch. */
const ROUGH = 0.05;

/**
 * The sound: a fit is a note, the higher the worse it is on new points. What is redrawn is a melody: the flexible model's jumps
 * about, the best one's rests. Scatter is heard as two tones apart. A best is a chime.
 */
export function score(trace: BiasVarianceTrace, story: BiasVarianceStory): CueSheet {
  const models = modelsOf(trace);
  const s = scoring(story);
  const noise = trace.params.noise * trace.params.noise;
  const [, top] = viewOf(trace).errors;
  const frames = (seconds: number): number => Math.round(seconds * story.fps);
  const pitchOf = (error: number): number =>
    inTune(
      // No error is below the noise but by luck.
      lossPitch(error - 0.6 * noise, {
        lowest: Math.max(0.02 * noise, 1e-9),
        highest: 2 * Math.max(top, noise),
        lowestHertz: 220,
        highestHertz: 880,
      }),
    );
  const note = (from: number, hertz: number, seconds: number = LONG, gain: number = GAIN.note): Song => ({
    from,
    to: Math.min(from + frames(seconds), story.frames - 1),
    hertz: () => hertz,
    gain,
    strikes: [from],
  });
  /** A voice that sings notes, each until the next at most. */
  const sing = (
    id: string,
    place: { readonly timbre: number; readonly pan?: number },
    songs: readonly Song[],
  ): void =>
    s.voice(
      id,
      place,
      songs.map((song, i) => ({ ...song, to: Math.min(song.to, (songs[i + 1]?.from ?? story.frames) - 1) })),
    );
  const arrivals = (clock: StepClock, count: number): readonly number[] =>
    Array.from({ length: Math.min(count, clock.onsets.length) }, (_, k) => arrivalOf(clock, k));
  const spread = ({ start, end }: FrameRange, errors: readonly number[]): void =>
    s.ticks(
      errors.map((_, i) => start + Math.round(((end - start) * (i + 0.5)) / errors.length)),
      { pitch: errors.map((error) => pitchOf(error + 0.6 * noise)) },
    );
  const expected = ({ parts }: ModelRun): number => parts.expected;

  for (const part of partsOf(story, 'question')) {
    const [own, fresh] = firstErrors(models.over);
    spread(
      part.drop,
      Array.from({ length: 8 }, (_, i) => (i + 1) * noise),
    );
    sing('question', { timbre: 0 }, [
      note(part.start, pitchOf(own)),
      note(part.errors.start, pitchOf(fresh)),
      note(part.errors.end + frames(0.8), pitchOf(fresh)),
    ]);
  }
  for (const part of partsOf(story, 'world')) {
    const [values] = [trace.facts.sets[0]?.y ?? []];
    spread(
      part.noise,
      values.slice(0, 8).map((y) => y * y * noise),
    );
    sing('world', { timbre: 1 }, [
      note(part.truth.start, 330),
      note(part.sees.start, pitchOf(expected(models.over))),
    ]);
  }
  for (const part of partsOf(story, 'panels')) {
    const { panels } = viewOf(trace);
    const most = Math.max(...PANELS.map((name) => panels[name].parts.variance));
    const named = (part.named.end - part.named.start) / PANELS.length;
    const redraws = arrivals(part.clock, models.over.losses.length);
    s.ticks(redraws, { pitch: redraws.map((_, n) => pitchOf(models.over.losses[n] ?? 0)), pan: 0.3 });
    PANELS.forEach((name, i) => {
      const { bias2, variance } = panels[name].parts;
      const pitch = pitchOf(noise + bias2);
      const apart = pitch * (1 + ROUGH * Math.sqrt(variance / Math.max(most, 1e-12)));
      const times = [
        Math.round(part.named.start + named * i),
        part.mean.start,
        part.mean.start + frames(1.8),
      ].map((at, k) => (k === 0 ? at : at + frames(0.3 * i)));
      const rough = part.band.start + frames(0.3 * i);
      const pan = panOf(i % 2, 2, 0.5);
      sing(
        `mean-${name}`,
        { timbre: 0, pan },
        [...times, rough, rough + frames(1.8)].map((at) => note(at, pitch, LONG, GAIN.chord)),
      );
      sing(
        `scatter-${name}`,
        { timbre: 0, pan: -pan },
        [rough, rough + frames(1.8)].map((at) => note(at, apart, LONG, GAIN.chord)),
      );
    });
    sing('turns', { timbre: 1 }, [note(part.start + frames(0.5), 330), note(part.start + frames(1.9), 440)]);
    s.chime(part.judged.start, { gain: GAIN.chime, pitch: 880 });
  }
  /** The melody of the fits that stand out in a lineup's panel. */
  const melody = (
    id: string,
    live: StepClock,
    part: FrameRange,
    standing: (frame: number) => ModelRun | undefined,
  ): void =>
    sing(
      id,
      { timbre: 0 },
      live.onsets.flatMap((at, n) =>
        at < part.end - frames(SHORT) ? [note(at, pitchOf(standing(at)?.losses[n] ?? noise), SHORT)] : [],
      ),
    );
  const compared = [
    ...partsOf(story, 'degrees').map((part) => ({ part, runs: models.degrees, best: models.right })),
    ...partsOf(story, 'data').map((part) => ({
      part,
      runs: [...models.moreOver, ...models.moreUnder],
      best: models.moreOver.at(-1),
    })),
    ...partsOf(story, 'ridge').map((part) => ({ part, runs: models.ridge, best: models.bestRidge })),
  ];
  for (const { part, runs, best } of compared) {
    melody(part.id, part.live, part, (frame) =>
      frame >= part.best.start ? best : runs[playheadAt(part.clock, frame, runs.length).step],
    );
    s.ticks(arrivals(part.clock, runs.length).slice(1), {
      pitch: runs.slice(1).map((run) => pitchOf(expected(run))),
    });
    s.chime(part.best.end, { gain: GAIN.chime, pitch: 660 });
    if (part.kind === 'degrees') s.chime(part.check.end, { gain: GAIN.chime, pitch: 880 });
  }
  for (const part of partsOf(story, 'beyond')) {
    const clock = arrivals(part.clock, models.beyond.length);
    s.ticks(clock, { pitch: models.beyond.map((run) => pitchOf(expected(run))) });
    const peak = peakOf(models);
    if (peak !== undefined) s.alarm(arrivalOf(part.clock, models.beyond.indexOf(peak)));
    s.chime(part.valleys.start, { gain: GAIN.chime, pitch: 660 });
  }
  for (const part of partsOf(story, 'answer')) {
    const { large } = finalists(trace);
    const end = story.frames - frames(2 * CADENCE);
    melody('answer', part.live, { start: part.start, end }, (frame) =>
      frame < part.floor.start ? models.over : large,
    );
    s.cadence(end, story.frames - frames(CADENCE));
  }
  return s.sheet();
}
