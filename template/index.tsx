import {
  type Claims,
  type Film,
  type Fps,
  filmWords,
  flowing,
  LineChart,
  type Look,
  lossPitch,
  moment,
  part,
  partsOf,
  playheadAt,
  type Run,
  runColour,
  type SceneProps,
  Sheet,
  scoring,
  script,
  type Trace,
  valueAt,
  z,
} from 'lossreel';
import en from './en.json';

/** What the film is called: its files are named by it. */
const id = 'newtons-method';
const words = filmWords(id, { en });

const params = z.strictObject({
  start: z.number().min(0.1).max(10).default(3).describe('initial x of both runs'),
  learningRate: z.number().min(0.001).max(0.999).default(0.1).describe('learning rate of gradient descent'),
  steps: z.number().int().min(1).max(100).default(20).describe('updates per run'),
});
type Params = z.infer<typeof params>;

/** L(x) = x² with L′ = 2x and L″ = 2: gradient descent subtracts rate · L′ from x, Newton's method L′ / L″. */
function simulate({ start, learningRate, steps }: Params, seed: string): Trace<Params> {
  const run = (name: 'newton' | 'descent', next: (x: number) => number): Run => {
    const xs = [start];
    while (xs.length <= steps) xs.push(next(xs.at(-1) ?? 0));
    const losses = xs.map((x) => x * x);
    return { id: name, label: en[name], status: 'completed', points: xs.map((x) => [x]), losses, series: {} };
  };
  return {
    film: id,
    params: { start, learningRate, steps },
    seed,
    runs: [run('newton', (x) => x - (2 * x) / 2), run('descent', (x) => x - learningRate * 2 * x)],
    facts: {},
  };
}

type Story = ReturnType<typeof tell>;

function tell({ params: { steps } }: Trace<Params>, fps: Fps, look: Look) {
  return script(words, fps, look).story([
    part('race', {
      minSeconds: 2 + 0.4 * steps,
      heading: words.say('title'),
      chapter: words.say('title'),
      captions: [words.say('curvature')],
      layOut: ({ clock }) => ({ clock: clock(0.5, Array<number>(steps).fill(0.4), flowing) }),
    }),
  ]);
}

function Scene({ trace, ...frame }: SceneProps<Trace<Params>, Story>) {
  const m = moment(words, frame);
  const { steps, start } = trace.params;
  const { step, t, done } = m.head(m.part.clock);
  return (
    <Sheet m={m} aside={m.say('stepOf', { step: done, steps })}>
      <LineChart
        stage={m.stage}
        rect={m.stage.body}
        id="losses"
        x={{ label: m.say('step'), domain: [0, steps] }}
        y={{ label: m.say('loss'), domain: [0, start * start] }}
        series={trace.runs.map(({ id, losses }, run) => ({
          values: losses,
          upTo: step + t,
          colour: runColour(m.stage.theme, run),
          run,
          name: m.say(id === 'newton' ? 'newton' : 'descent'),
        }))}
      />
    </Sheet>
  );
}

function score({ runs, params: { start } }: Trace<Params>, story: Story) {
  const s = scoring(story);
  const range = { lowest: 1e-3, highest: start * start };
  for (const { clock, end } of partsOf(story, 'race')) {
    const hertz = (frame: number) =>
      lossPitch(valueAt(runs[1]?.losses ?? [], playheadAt(clock, frame)), range);
    s.voice('descent', { timbre: 0 }, [{ from: clock.onsets[0] ?? 0, to: end, hertz, gain: 0.5 }]);
    s.ticks(clock.landings);
  }
  return s.sheet();
}

/** What makes each caption true, worked out from the trace. */
const claims: Claims<Trace<Params>, Story> = {
  curvature: (_, { trace }) => trace.runs[0]?.losses[1] === 0,
};

/** Newton's method against gradient descent on a parabola. */
const film: Film<Params, Trace<Params>, Story> = {
  id,
  words,
  params,
  simulate,
  tell,
  Scene,
  score,
  claims,
};

export default film;
