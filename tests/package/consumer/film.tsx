// What somebody writes who has installed lossreel; compiled in tests/package/installed.test.ts with every check there is.
import {
  DEFAULT_LOOK,
  type Film,
  type Fps,
  filmWords,
  LineChart,
  type Look,
  moment,
  part,
  type SceneProps,
  Sheet,
  scoring,
  script,
  type Trace,
  z,
} from 'lossreel';
import { synthesize } from 'lossreel/audio';
import { finiteTrace, frameSource, openPainter, still, subjectOf, tellFilm } from 'lossreel/film';
import { learningRateTrio } from 'lossreel/films';
import { FORMATS } from 'lossreel/scene';
import { doubleWell, sgd, simulate } from 'lossreel/sim';
import { frameAt } from 'lossreel/story';

const words = filmWords('mine', { en: { title: 'Mine' } });
const params = z.strictObject({ steps: z.number().int().default(3) });
type Params = z.infer<typeof params>;
type Story = ReturnType<typeof tell>;

function tell(trace: Trace<Params>, fps: Fps, look: Look) {
  const durations = Array<number>(trace.params.steps).fill(0.4);
  return script(words, fps, look).story([
    part('descent', {
      minSeconds: 2,
      heading: words.say('title'),
      layOut: ({ clock }) => ({ clock: clock(0.5, durations) }),
    }),
  ]);
}

function Scene({ trace, ...frame }: SceneProps<Trace<Params>, Story>) {
  const m = moment(words, frame);
  const { step, t } = m.head(m.part.clock);
  return (
    <Sheet m={m}>
      <LineChart
        stage={m.stage}
        rect={m.stage.body}
        id="losses"
        x={{ label: m.say('step'), domain: [0, trace.params.steps] }}
        y={{ label: m.say('loss'), domain: [0, 2] }}
        series={trace.runs.map(({ losses }) => ({
          values: losses,
          upTo: step + t,
          colour: m.stage.theme.train,
          run: 0,
          name: 'mine',
        }))}
      />
    </Sheet>
  );
}

export const mine: Film<Params, Trace<Params>, Story> = {
  id: 'mine',
  words,
  params,
  simulate: (asked, seed) => {
    const { losses } = simulate(
      doubleWell({ a: 0.4, b: 0.22 }),
      sgd({ learningRate: 0.1 }),
      [-1],
      asked.steps,
    );
    const run = { id: 'run', label: 'run', status: 'completed', losses, series: {} } as const;
    return { film: 'mine', params: asked, seed, runs: [run], facts: {} };
  },
  tell,
  Scene,
  score: (_, story) => scoring(story).sheet(),
};

/** Draws, hears and judges a film. */
export async function inspect(film: Film): Promise<readonly unknown[]> {
  const subject = subjectOf(film, film.params.parse({}));
  const { trace } = subject;
  const job = {
    film,
    params: trace.params,
    seed: '1',
    fps: 30,
    format: 'square',
    scale: 0.25,
    look: DEFAULT_LOOK,
  } as const;
  const told = tellFilm(job, trace);
  const painter = await openPainter({ ...FORMATS.square, scale: 0.1 });
  painter.dispose();
  return [await still(frameSource(told), frameAt(1, 30), 0.25), finiteTrace(subject), synthesize(told.sheet)];
}

export const both = [inspect(mine), inspect(learningRateTrio)];
