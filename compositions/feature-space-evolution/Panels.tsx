import { max } from 'd3-array';
import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import { concernedIn, dotOf } from '../../src/scene/features/feature-view.ts';
import { PictureToDot } from '../../src/scene/features/PictureToDot.tsx';
import { ReadAloud } from '../../src/scene/features/ReadAloud.tsx';
import { TracedPath } from '../../src/scene/features/TracedPicture.tsx';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { BarChart } from '../../src/scene/parts/BarChart.tsx';
import { Callouts } from '../../src/scene/parts/Callouts.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { ImagePanel } from '../../src/scene/parts/ImagePanel.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { inset, type Rect, squareIn } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour, classMark } from '../../src/scene/theme.ts';
import type { Picture } from '../../src/sim/data/images.ts';
import { lerp } from '../../src/sim/maths.ts';
import { readAloud } from '../../src/sim/trainings/classifier-readings.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { DIMMING } from './Cloud.tsx';
import type { FeatureTrace } from './simulation.ts';
import { countedAt, type FeaturePart } from './story.ts';
import { type AnyPart, MARGIN, networkLayout, STRIP, sampleLayout } from './view.ts';

/** A picture on a panel, in the colour of its class. */
const pictureIn = (m: Moment, own: number, picture: Picture, rect: Rect): ReactElement => (
  <ImagePanel stage={m.stage} picture={picture} own={own} rect={rect} margin={rect.width / 24} />
);

/** How one picture becomes one dot: the network makes a few numbers of it, which are its place. */
export function network(
  m: Moment,
  part: FeaturePart<'network'>,
  trace: FeatureTrace,
  view: CloudView,
  head: Playhead,
) {
  const { picture, params } = trace;
  return (
    <Fade in={m.leave()}>
      <PictureToDot
        stage={m.stage}
        training={trace}
        view={view}
        head={head}
        hidden={params.network.hidden}
        places={networkLayout(m.stage)}
        moved={m.between(0.1, 0.9)}
        there={m.between(0.6, 0.5)}
        pulse={m.through(part.pulse)}
        gone={m.through(part.point)}
        pixels={m.say('pixels', { pixels: picture.width * picture.height })}
        write={(value) => m.say('code', { value })}
      />
    </Fade>
  );
}

/** In the end, pictures of the class that went astray, each beside what the network reads it as. */
export function strays(
  m: Moment,
  part: FeaturePart<'wrong'>,
  trace: FeatureTrace,
  panel: Rect,
  view: CloudView,
  head: Playhead,
): ReactElement {
  const digit = trace.facts.hardest.class;
  const { stage } = m;
  const landed = m.through({ start: part.strays.end - 4, end: part.strays.end + 4 });
  const tall = stage.format === 'portrait';
  const room = tall
    ? { x: panel.x + MARGIN, y: panel.y + MARGIN, width: panel.width - 2 * MARGIN - 80, height: 130 }
    : { x: panel.x + panel.width - 270, y: panel.y + MARGIN, width: 150, height: panel.height - 130 };
  const places = cells(room, trace.strays.length, tall ? trace.strays.length : 1, tall ? 90 : 14).map(
    squareIn,
  );
  // In the order of their dots, so that no two ties cross.
  const along = tall ? 0 : 1;
  const dots = trace.strays.map((one) => ({ ...one, at: dotOf(trace, view, one.index, head) }));
  const ordered = dots.toSorted((a, b) => a.at[along] - b.at[along]);
  return (
    <Fade in={m.leave(0.25)}>
      <Callouts
        stage={stage}
        frame={m.frame}
        range={part.strays}
        callouts={ordered.map(({ at, picture }, i) => ({
          at,
          to: places[i] ?? room,
          colour: classMark(stage.theme, digit),
          draw: (rect) => pictureIn(m, digit, picture, rect),
        }))}
        tied={0.7}
      />
      {each(ordered, ({ guess }, i) => {
        const { x, y, width, height } = places[i] ?? room;
        return m.text(`→ ${guess}`, [x + width + 14, y + height / 2 + 14], {
          size: SIZE.large,
          bold: true,
          fill: classColour(stage.theme, guess),
          opacity: landed,
        });
      })}
    </Fade>
  );
}

/** The way of the traced picture, the picture itself, and what the network answers. */
export function sample(m: Moment, trace: FeatureTrace, view: CloudView, head: Playhead): ReactElement {
  const { tracedProbabilities: probabilities, labels, facts, picture } = trace;
  const at = sampleLayout(m.stage);
  const { theme } = m.stage;
  const concerned = [...concernedIn(trace)].sort((a, b) => a - b);
  const highest = max(probabilities, (row) => max(concerned, (digit) => row[digit] ?? 0)) ?? 1;
  const [from = [], to = from] = [probabilities[head.step], probabilities[head.step + 1]];
  const panel = m.stage.body;
  // Room for the lines at the panel's foot.
  const foot = { landscape: 80, portrait: 120, square: 20 }[m.stage.format];
  const [bars, whole] = [at('bars'), at('picture')];
  const pictured = m.stage.format === 'portrait' ? { ...whole, height: whole.height - foot } : whole;
  const left = Math.max(panel.x, Math.min(whole.x, bars.x) - MARGIN);
  const top = m.stage.format === 'portrait' ? whole.y - MARGIN : panel.y;
  const { x, y, width, height } = panel;
  const side = { x: left, y: top, width: x + width - left, height: y + height - top };
  const own = labels[facts.traced] ?? 0;
  return (
    <g>
      <Fade in={Math.min(m.between(0, DIMMING), m.leave())}>
        <Clipped id="way" rect={view.rect}>
          <TracedPath stage={m.stage} training={trace} view={view} head={head} />
        </Clipped>
      </Fade>
      <Fade in={Math.min(m.between(0.6, 0.4), m.leave())}>
        <Box rect={inset(side, 2)} rx={10} fill={theme.panel} />
        {pictureIn(m, own, picture, squareIn(inset(pictured, 18)))}
        <BarChart
          stage={m.stage}
          rect={{ ...bars, height: bars.height - foot }}
          title={m.say('sure')}
          bars={concerned.map((digit) => {
            const share = lerp(from[digit] ?? 0, to[digit] ?? 0, head.t);
            return {
              name: String(digit),
              share: share / highest,
              number: m.say('share', { share }),
              colour: classMark(theme, digit),
              ink: classColour(theme, digit),
            };
          })}
        />
      </Fade>
    </g>
  );
}

/** A picture of each digit with the network's answer, lit up while it is counted. */
export function counted(
  m: Moment,
  part: AnyPart,
  trace: FeatureTrace,
  panel: Rect,
  head: Playhead,
): ReactElement | null {
  if (!(part.kind === 'start' || part.kind === 'training' || part.kind === 'end')) return null;
  const { format } = m.stage;
  const { x, y, width, height } = inset(panel, MARGIN);
  const rect = {
    landscape: { x, y, width: STRIP.landscape, height: height - 56 },
    portrait: { x, y: y + height - STRIP.portrait, width, height: STRIP.portrait - 110 },
    square: { x, y, width: STRIP.square, height: height - 100 },
  }[format];
  const pictures = readAloud(trace);
  const comes = part.kind === 'training' ? 1 : m.between(0.5, 0.4);
  const goes = part.kind === 'start' ? 1 : m.leave(0.4, part.kind === 'end' ? 1 : 0);
  return (
    <Fade in={Math.min(comes, goes)}>
      <Box rect={inset(rect, -14)} rx={10} fill={m.stage.theme.panel} />
      <ReadAloud
        stage={m.stage}
        rect={rect}
        pictures={pictures}
        answers={pictures.map(({ index }) => trace.predictions[head.done]?.[index] ?? 0)}
        turn={countedAt(part, m.frame)}
      />
    </Fade>
  );
}
