import type { ReactElement } from 'react';
import { polyline, sample } from '../../src/scene/curve.ts';
import { Marker } from '../../src/scene/Marker.tsx';
import { px } from '../../src/scene/px.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { measure, wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { contains, progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { rateText } from './figures.ts';
import { hasTrap, verdictMessage } from './messages.ts';
import type { TrioTrace } from './simulation.ts';
import type { CardBeat } from './story.ts';
import { say, word } from './text.ts';
import type { View } from './view.ts';

interface CardProps {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly view: View;
  readonly beat: CardBeat;
  readonly frame: number;
  readonly fps: number;
}

/** How far a part of the card has come in, `delay` seconds after the beat began. */
const entered = ({ beat, frame, fps }: CardProps, delay: number): number => {
  const start = beat.start + Math.round(delay * fps);
  return easeOut(progress({ start, end: start + Math.round(0.6 * fps) }, frame));
};

/** Lines centred on the stage, the first baseline at `y`; returns nothing to measure, see {@link linesHeight}. */
function Centred(props: {
  readonly stage: Stage;
  readonly lines: readonly string[];
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: 'regular' | 'semibold';
  readonly opacity: number;
}): ReactElement {
  const { stage, lines, y, size, fill, weight = 'regular', opacity } = props;
  return (
    <g>
      {lines.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={stage.safe.x + stage.safe.width / 2}
          y={y + i * size * 1.3}
          size={size}
          weight={weight}
          fill={fill}
          anchor="middle"
          opacity={opacity}
        />
      ))}
    </g>
  );
}

/** The film's name over its landscape. */
export function TitleCard(props: CardProps): ReactElement {
  const { stage, trace, view } = props;
  const { theme, safe, height, width } = stage;
  const title = wrap(stage.type.semibold, word(say('title'), stage.language), SIZE.title, safe.width);
  const subtitle = wrap(
    stage.type.regular,
    word(say('subtitle', { runs: trace.runs.length }), stage.language),
    SIZE.large,
    safe.width,
  );
  const x = linearScale(view.x, [0, width]);
  const y = linearScale(view.loss, [height * 0.98, height * 0.56]);
  const curve = sample((at) => doubleWellValue(trace.params.objective, at), view.x, 181, x, y);
  const second = entered(props, 0.3);
  const top = height * 0.38 - (title.length - 1) * SIZE.title * 0.65;
  return (
    <g>
      <path d={polyline(curve)} fill="none" stroke={theme.line} strokeWidth={6} strokeOpacity={0.7} />
      <Centred
        stage={stage}
        lines={title}
        y={top}
        size={SIZE.title}
        fill={theme.text}
        weight="semibold"
        opacity={1}
      />
      <Centred
        stage={stage}
        lines={subtitle}
        y={top + title.length * SIZE.title * 1.05}
        size={SIZE.large}
        fill={theme.quiet}
        opacity={second}
      />
    </g>
  );
}

/** What the picture leaves out: one dimension is not many. */
export function LessonCard(props: CardProps): ReactElement {
  const { stage, trace } = props;
  const { theme, body } = stage;
  const trap = hasTrap(trace);
  const heading = wrap(stage.type.semibold, word(say('lessonHeading'), stage.language), 64, body.width);
  const lesson = wrap(
    stage.type.regular,
    word(say('lesson', { trap }), stage.language),
    SIZE.large,
    Math.min(body.width, 1200),
  );
  const height = heading.length * 64 * 1.3 + 40 + lesson.length * SIZE.large * 1.3;
  const top = body.y + (body.height - height) / 2 + 50;
  return (
    <g>
      <Centred
        stage={stage}
        lines={heading}
        y={top}
        size={64}
        fill={theme.text}
        weight="semibold"
        opacity={entered(props, 0)}
      />
      <Centred
        stage={stage}
        lines={lesson}
        y={top + heading.length * 64 * 1.3 + 30}
        size={SIZE.large}
        fill={theme.quiet}
        opacity={entered(props, 0.4)}
      />
    </g>
  );
}

/** What each rate came to. */
export function EndCard(props: CardProps): ReactElement {
  const { stage, trace, frame, beat } = props;
  const { theme, safe, height } = stage;
  if (!contains(beat, frame)) return <g />;
  const heading = wrap(
    stage.type.semibold,
    word(say('ending'), stage.language),
    SIZE.title * 0.8,
    safe.width,
  );
  const rows = trace.runs.map((run) => ({
    rate: rateText(run.learningRate),
    lines: wrap(
      stage.type.regular,
      word(verdictMessage(trace, run), stage.language),
      SIZE.medium,
      safe.width - 330,
    ),
  }));
  const rateWidth = Math.max(...rows.map(({ rate }) => measure(stage.type.semibold, rate, SIZE.medium)));
  const widest = Math.max(
    ...rows.flatMap(({ lines }) => lines.map((line) => measure(stage.type.regular, line, SIZE.medium))),
  );
  const left = safe.x + (safe.width - (60 + rateWidth + 40 + widest)) / 2;
  const tall = rows.reduce((sum, { lines }) => sum + lines.length * 42 + 22, 0);
  let y = height / 2 - tall / 2 + 60;
  const shown = entered(props, 0.3);
  return (
    <g>
      <Centred
        stage={stage}
        lines={heading}
        y={y - 90 - (heading.length - 1) * SIZE.title}
        size={SIZE.title * 0.8}
        fill={theme.text}
        weight="semibold"
        opacity={entered(props, 0)}
      />
      {rows.map(({ rate, lines }, index) => {
        const top = y;
        y += lines.length * 42 + 22;
        const colour = runColour(theme, index);
        return (
          <g key={trace.runs[index]?.id}>
            <Marker run={index} x={left + 14} y={top + 21} r={13} fill={colour} opacity={px(shown)} />
            <Words
              stage={stage}
              words={rate}
              x={left + 60 + rateWidth}
              y={top + 32}
              size={SIZE.medium}
              weight="semibold"
              fill={colour}
              anchor="end"
              opacity={shown}
            />
            {lines.map((words, i) => (
              <Words
                key={words}
                stage={stage}
                words={words}
                x={left + 60 + rateWidth + 40}
                y={top + 32 + i * 42}
                size={SIZE.medium}
                fill={theme.text}
                opacity={shown}
              />
            ))}
          </g>
        );
      })}
    </g>
  );
}
