import type { ReactElement } from 'react';
import { type Place, polyline } from '../../src/scene/curve.ts';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { fitted } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { lerp } from '../../src/sim/maths.ts';
import { tracedUrl } from './pictures.ts';
import { changesOf, type Playhead } from './playhead.ts';
import { StarGraph, starReach } from './StarGraph.tsx';
import type { FeatureTrace } from './simulation.ts';
import { say, word } from './text.ts';
import type { CloudArea } from './view.ts';

interface SampleProps {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly head: Playhead;
}

const placeAt = ({ positions, facts }: FeatureTrace, area: CloudArea, epoch: number): Place | null => {
  const position = positions[epoch]?.[facts.traced];
  return position === undefined ? null : [area.x(position[0]), area.y(position[1])];
};

/** Where the traced image has been, a mark where the network changed its mind, and where it is now. */
export function TracedPath(
  props: SampleProps & { readonly area: CloudArea; readonly shown: number },
): ReactElement | null {
  const { stage, trace, head, area, shown } = props;
  const { theme } = stage;
  const from = placeAt(trace, area, head.epoch);
  if (from === null || shown <= 0) return null;
  const to = placeAt(trace, area, head.epoch + 1) ?? from;
  const now: Place = [lerp(from[0], to[0], head.t), lerp(from[1], to[1], head.t)];
  const past = Array.from({ length: head.epoch + 1 }, (_, k) => placeAt(trace, area, k)).filter(
    (place) => place !== null,
  );
  const { traced } = trace.facts;
  const guess = (epoch: number): number => trace.predictions[epoch]?.[traced] ?? 0;
  const changes = changesOf(trace).filter((epoch) => epoch <= head.done);
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      <path
        d={polyline([...past, now])}
        fill="none"
        stroke={theme.text}
        strokeWidth={3}
        strokeOpacity={0.75}
        strokeLinejoin="round"
      />
      {changes.map((epoch) => {
        const place = placeAt(trace, area, epoch);
        return (
          place && (
            <circle
              key={epoch}
              cx={px(place[0])}
              cy={px(place[1])}
              r={7}
              fill={classColour(theme, guess(epoch))}
              stroke={theme.panel}
              strokeWidth={2}
            />
          )
        );
      })}
      <circle
        cx={px(now[0])}
        cy={px(now[1])}
        r={17}
        fill={classColour(theme, trace.labels[traced] ?? 0)}
        stroke={theme.text}
        strokeWidth={4}
      />
    </g>
  );
}

/** The traced image itself, how sure the network is of its guess, how often it changed, and all ten probabilities. */
export function SamplePanel({
  stage,
  trace,
  head,
  rect,
}: SampleProps & { readonly rect: Rect }): ReactElement {
  const { theme, language } = stage;
  const { traced } = trace.facts;
  const guess = trace.predictions[head.done]?.[traced] ?? 0;
  const [from = [], to = from] = [
    trace.tracedProbabilities[head.epoch],
    trace.tracedProbabilities[head.epoch + 1],
  ];
  const probabilities = from.map((p, k) => lerp(p, to[k] ?? p, head.t));
  const sure = trace.tracedProbabilities[head.done]?.[guess] ?? 0;
  const changes = changesOf(trace).filter((epoch) => epoch <= head.done).length;
  const { image, words, star } = sampleLayout(rect);
  const lines = [
    { label: word(say('sure'), language), value: word(say('percentage', { share: sure }), language) },
    { label: word(say('changes'), language), value: word(say('count', { n: changes }), language) },
  ];
  return (
    <g>
      <rect
        x={px(image.x)}
        y={px(image.y)}
        width={px(image.width)}
        height={px(image.height)}
        fill={theme.panel}
        rx={10}
      />
      <image
        href={tracedUrl(trace, theme)}
        x={px(image.x + 6)}
        y={px(image.y + 6)}
        width={px(image.width - 12)}
        height={px(image.height - 12)}
      />
      {lines.map(({ label, value }, i) => (
        <g key={label}>
          <Words
            stage={stage}
            words={label}
            x={words.x}
            y={words.y + i * LINE + 26}
            size={fitted(stage.type.regular, label, SIZE.small, words.width)}
            fill={theme.quiet}
          />
          <Words
            stage={stage}
            words={value}
            x={words.x}
            y={words.y + i * LINE + 72}
            size={fitted(stage.type.semibold, value, SIZE.large, words.width)}
            weight="semibold"
            fill={i === 0 ? classColour(theme, guess) : theme.text}
          />
        </g>
      ))}
      <StarGraph
        stage={stage}
        probabilities={probabilities}
        said={guess}
        x={star.x + star.width / 2}
        y={star.y + star.height / 2}
        r={Math.min(star.width, star.height) / 2 - (starReach(0) + 2)}
      />
    </g>
  );
}

/** Height of a label and its number. */
const LINE = 104;
const PICTURE = 190;
/** Width that the words below or beside the picture need. */
const WORDS = 200;

/** Picture and words beside the star, or above it in narrow columns. */
function sampleLayout(rect: Rect): { readonly image: Rect; readonly words: Rect; readonly star: Rect } {
  const wide = rect.width > 1.1 * rect.height;
  if (!wide) {
    const side = Math.min(PICTURE, rect.width * 0.42);
    return {
      image: { ...rect, width: side, height: side },
      words: { x: rect.x + side + 20, y: rect.y - 30, width: rect.width - side - 20, height: side },
      star: { ...rect, y: rect.y + side + 24, height: rect.height - side - 24 },
    };
  }
  const column = Math.max(WORDS + 20, rect.width - rect.height);
  const beside = column > PICTURE + WORDS;
  const image = {
    x: rect.x,
    y: rect.y + (beside ? (rect.height - PICTURE) / 2 : 20),
    width: PICTURE,
    height: PICTURE,
  };
  return {
    image,
    words: beside
      ? { x: rect.x + PICTURE + 28, y: image.y - 6, width: column - PICTURE - 28, height: 2 * LINE }
      : { x: rect.x, y: image.y + PICTURE + 30, width: column, height: 2 * LINE },
    star: { ...rect, x: rect.x + column, width: rect.width - column },
  };
}
