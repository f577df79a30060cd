import type { ReactElement } from 'react';
import { cut, inset, piece } from '../../src/scene/cut.ts';
import { px } from '../../src/scene/px.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { fitted, wrap } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { Cloud } from './Cloud.tsx';
import { milestonesOf } from './milestones.ts';
import { examplesUrl, mostExamples, stackRatio } from './pictures.ts';
import { between } from './playhead.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import type { CardBeat } from './story.ts';
import { say, word } from './text.ts';
import { cloudArea } from './view.ts';

interface CardProps {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly beat: CardBeat;
  readonly frame: number;
  readonly fps: number;
}

/** How far a part of the card has come in, `delay` seconds after the beat began. */
const entered = ({ beat, frame, fps }: CardProps, delay: number): number => {
  const start = beat.start + Math.round(delay * fps);
  return easeOut(progress({ start, end: start + Math.round(0.6 * fps) }, frame));
};

/** Width of a picture as a share of its column. */
const PICTURE = 0.86;

const digits = Array.from({ length: CLASSES }, (_, digit) => digit);

/** One row of examples, a column a class; they come in one after the other. */
function Examples(props: {
  readonly card: CardProps;
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly rows: number;
  readonly delay: number;
}): ReactElement {
  const { card, x, y, cell, rows, delay } = props;
  const { stage, trace } = card;
  const size = cell * PICTURE;
  return (
    <g>
      {digits.map((digit) => {
        const href = examplesUrl(trace, stage.theme, digit, rows);
        const shown = entered(card, delay + 0.06 * digit);
        const count = Math.min(rows, trace.examples[digit]?.length ?? 0);
        return href === null || shown <= 0 ? null : (
          <image
            key={digit}
            href={href}
            x={px(x + cell * digit + (cell - size) / 2)}
            y={px(y)}
            width={px(size)}
            height={px(size * stackRatio(trace, count))}
            preserveAspectRatio="none"
            {...(shown < 1 ? { opacity: px(shown) } : {})}
          />
        );
      })}
    </g>
  );
}

/** The film's name over one image of each class. */
export function TitleCard(props: CardProps): ReactElement {
  const { stage, trace } = props;
  const { theme, safe, height, format } = stage;
  const title = word(say('title'), stage.language);
  const points = trace.labels.length;
  const subtitle = wrap(
    stage.type.regular,
    word(say('subtitle', { points, steps: trace.predictions.length - 1 }), stage.language),
    SIZE.large,
    safe.width,
  );
  const middle = safe.x + safe.width / 2;
  const cell = Math.min(150, safe.width / CLASSES);
  const top = height * (format === 'portrait' ? 0.4 : 0.38);
  return (
    <g>
      <Words
        stage={stage}
        words={title}
        x={middle}
        y={top}
        size={SIZE.title}
        weight="semibold"
        fill={theme.text}
        anchor="middle"
        opacity={entered(props, 0)}
      />
      {subtitle.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={middle}
          y={top + SIZE.title * 1.05 + i * SIZE.large * 1.3}
          size={SIZE.large}
          fill={theme.quiet}
          anchor="middle"
          opacity={entered(props, 0.5)}
        />
      ))}
      <Examples
        card={props}
        x={middle - (cell * CLASSES) / 2}
        y={top + SIZE.title * 1.05 + subtitle.length * SIZE.large * 1.3 + 50}
        cell={cell}
        rows={1}
        delay={0.2}
      />
    </g>
  );
}

/** Examples of every class under its digit. */
export function DataCard(props: CardProps): ReactElement {
  const { stage, trace } = props;
  const { theme, body } = stage;
  const headed = SIZE.heading * 1.5;
  const cell = Math.min(body.width / CLASSES, 150);
  const tall = (rows: number): number => headed + cell * PICTURE * stackRatio(trace, rows);
  let rows = mostExamples(trace);
  while (rows > 1 && tall(rows) > body.height) rows -= 1;
  const height = tall(rows);
  const left = body.x + (body.width - cell * CLASSES) / 2;
  const top = body.y + (body.height - height) / 2;
  return (
    <g>
      {digits.map((digit) => (
        <Words
          key={digit}
          stage={stage}
          words={word(say('digit', { digit }), stage.language)}
          x={left + cell * (digit + 0.5)}
          y={top + SIZE.heading * 0.8}
          size={SIZE.heading}
          weight="semibold"
          fill={classColour(theme, digit)}
          anchor="middle"
        />
      ))}
      <Examples card={props} x={left} y={top + headed} cell={cell} rows={rows} delay={0.1} />
    </g>
  );
}

/** The cloud before and after, side by side or one below the other. */
export function EndCard(props: CardProps): ReactElement {
  const { stage, trace } = props;
  const { theme, safe, format } = stage;
  const { mixed, apart } = milestonesOf(trace);
  const words = word(say('ending', { mixed, apart }), stage.language);
  const size = fitted(stage.type.semibold, words, SIZE.title * 0.8, safe.width);
  const ground = { ...safe, y: safe.y + 150, height: safe.height - 150 - (format === 'portrait' ? 0 : 40) };
  const cells = cut(ground, [1, 1], 48, format === 'portrait' ? 'y' : 'x');
  const last = trace.predictions.length - 1;
  const notes = [0, last].map((epoch, i) => ({
    epoch,
    when: word(i === 0 ? say('before') : say('after', { epoch }), stage.language),
    right: word(say('right', { share: trace.runs[0]?.series.accuracy[epoch] ?? 0 }), stage.language),
  }));
  const noteSize = Math.min(
    ...notes.map(({ when, right }, i) =>
      fitted(stage.type.semibold, `${when}  ${right}`, SIZE.medium, piece(cells, i).width),
    ),
  );
  return (
    <g>
      <Words
        stage={stage}
        words={words}
        x={safe.x + safe.width / 2}
        y={safe.y + 88}
        size={size}
        weight="semibold"
        fill={theme.text}
        anchor="middle"
        opacity={entered(props, 0)}
      />
      {notes.map(({ epoch, when, right }, i) => {
        const cell = piece(cells, i);
        const panel = { ...cell, height: cell.height - 64 };
        const shown = entered(props, 0.2 + 0.4 * i);
        return shown <= 0 ? null : (
          <g key={i} {...(shown < 1 ? { opacity: px(shown) } : {})}>
            <rect
              x={px(panel.x)}
              y={px(panel.y)}
              width={px(panel.width)}
              height={px(panel.height)}
              rx={14}
              fill={theme.panel}
            />
            <Cloud
              stage={stage}
              trace={trace}
              area={cloudArea(trace, inset(panel, 24))}
              head={between(trace, epoch)}
              focus={null}
              dim={0}
              rings={0}
              size={0.7}
            />
            <Words
              stage={stage}
              words={when}
              x={panel.x}
              y={panel.y + panel.height + 46}
              size={noteSize}
              fill={theme.quiet}
            />
            <Words
              stage={stage}
              words={right}
              x={panel.x + panel.width}
              y={panel.y + panel.height + 46}
              size={noteSize}
              weight="semibold"
              fill={theme.text}
              anchor="end"
            />
          </g>
        );
      })}
    </g>
  );
}
