import { z } from 'zod';
import { scoring } from '../../audio/scoring.ts';
import type { Film } from '../../src/film/film.ts';
import { moment } from '../../src/scene/moment.ts';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import type { Run, Trace } from '../../src/sim/trace.ts';
import { flowing } from '../../src/story/clock.ts';
import { part, script } from '../../src/story/script.ts';
import { filmWords } from '../../src/story/words.ts';

const params = z.strictObject({
  rate: z.number().min(0.05).max(0.5).default(0.2),
  steps: z.number().int().min(1).max(12).default(4),
  mark: z.enum(['none', 'dot']).default('none'),
});
type Params = z.infer<typeof params>;

export const words = filmWords('small', {
  en: { title: 'Small', halves: 'The loss shrinks by {factor, fixed, 2} a step.' },
  de: { title: 'Klein', halves: 'Der Fehler schrumpft je Schritt auf {factor, fixed, 2}.' },
});

export type SmallTrace = Trace<Params, Run, { readonly factor: number }>;

const tell = (
  { params: { steps }, facts: { factor } }: SmallTrace,
  fps: 24 | 25 | 30 | 50 | 60,
  look: Parameters<Film['tell']>[2],
) =>
  script(words, fps, look).story([
    part('fall', {
      minSeconds: 1 + 0.2 * steps,
      heading: words.say('title'),
      captions: [words.say('halves', { factor })],
      layOut: ({ clock }) => ({ clock: clock(0.2, Array<number>(steps).fill(0.2), flowing) }),
    }),
  ]);
export type SmallStory = ReturnType<typeof tell>;

/** A film of a few seconds that obeys every law. */
export const smallFilm: Film<Params, SmallTrace, SmallStory> = {
  id: 'small',
  words,
  params,
  simulate: ({ rate, steps, mark }, seed) => {
    const losses = Array.from({ length: steps + 1 }, (_, k) =>
      Array<number>(k)
        .fill(1 - rate)
        .reduce((a, b) => a * b, 1),
    );
    return {
      film: 'small',
      params: { rate, steps, mark },
      seed,
      runs: [{ id: 'run', label: 'run', status: 'completed', losses, series: {} }],
      facts: { factor: 1 - rate },
    };
  },
  tell,
  Scene: ({ trace, ...frame }) => {
    const m = moment(words, frame);
    const { step, t } = m.head(m.part.clock);
    const { steps, mark } = trace.params;
    return (
      <Sheet m={m} aside={m.say('stepOf', { step, steps })}>
        <Panel stage={m.stage} rect={m.stage.body} />
        <LineChart
          stage={m.stage}
          rect={m.stage.body}
          id="loss"
          x={{ label: m.say('step'), domain: [0, steps] }}
          y={{ label: m.say('loss'), domain: [0, 1] }}
          series={trace.runs.map(({ losses }) => ({
            values: losses,
            upTo: step + t,
            colour: m.stage.theme.train,
            run: 0,
          }))}
        />
        {mark === 'dot' && <circle cx={600} cy={500} r={20} fill={m.stage.theme.focus} />}
      </Sheet>
    );
  },
  score: (trace, story) => {
    const s = scoring(story);
    for (const { clock, start, end } of story.parts) {
      s.voice('run', { timbre: 0 }, [{ from: start, to: end, hertz: () => 220, gain: 0.3 }]);
      s.ticks(clock.landings.slice(0, trace.params.steps));
    }
    return s.sheet();
  },
  claims: { halves: (_, { trace }) => trace.runs.every(({ losses }) => losses.length > 1) },
};
