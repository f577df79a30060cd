import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { validationColour } from './colours.ts';
import type { Course } from './facts.ts';
import { lossText } from './figures.ts';
import type { OverfittingTrace } from './simulation.ts';
import { type CompareBeat, type OverfittingStory, remedyAmount } from './story.ts';
import { say, word } from './text.ts';

/** Seconds between one row and the next. */
const STAGGER = 0.25;
const HEAD = 64;

/** Every way of training, from its least validation loss to its last. */
export function CompareScene(props: {
  readonly stage: Stage;
  readonly trace: OverfittingTrace;
  readonly story: OverfittingStory;
  readonly beat: CompareBeat;
  readonly frame: number;
}): ReactElement {
  const { stage, trace, story, beat, frame } = props;
  const { facts, remedies } = trace;
  const { theme, language, body, type } = stage;
  const rows: readonly { readonly name: string; readonly note: string; readonly course: Course }[] = [
    { name: word(say('without'), language), note: '', course: facts },
    ...facts.remedies.map((course, i) => {
      const remedy = remedies[i]?.remedy;
      const values = { kind: course.kind, amount: remedy === undefined ? 0 : remedyAmount(remedy) };
      return {
        name: word(say('remedyRow', values), language),
        note: word(say('effect', { kind: course.kind, effect: course.effect }), language),
        course,
      };
    }),
  ];
  const wide = stage.format === 'landscape';
  const names = wide
    ? 40 +
      Math.max(
        ...rows.map(({ name, note }) =>
          Math.max(measure(type.semibold, name, SIZE.medium), measure(type.regular, note, SIZE.small)),
        ),
      )
    : 0;
  const values = 40 + measure(type.semibold, lossText(facts.finalValidationLoss), SIZE.large);
  const plot = { x: body.x + names, width: body.width - names - values };
  const losses = rows.flatMap(({ course }) => [course.bestValidationLoss, course.finalValidationLoss]);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const room = Math.max(0.08 * (high - low), 1e-3);
  const x = linearScale([low - room, high + room], [plot.x, plot.x + plot.width]);
  const rowHeight = Math.min((body.height - HEAD) / rows.length, wide ? 128 : 190);
  const top = body.y + (body.height - HEAD - rowHeight * rows.length) / 2 + HEAD;
  const entered = (i: number): number => {
    const start = beat.start + Math.round(STAGGER * i * story.fps);
    return easeOut(progress({ start, end: start + Math.round(0.5 * story.fps) }, frame));
  };
  const colour = validationColour(theme);
  const guide = x(facts.finalValidationLoss);
  return (
    <g>
      <g {...(entered(0) < 1 ? { opacity: px(entered(0)) } : {})}>
        <Legend stage={stage} y={top - 34} />
      </g>
      {rows.map(({ name, note, course }, i) => {
        const y = top + rowHeight * (i + 0.5);
        const [best, final] = [x(course.bestValidationLoss), x(course.finalValidationLoss)];
        const line = wide ? y : y + 34;
        const shown = entered(i + 1);
        return (
          <g key={name} {...(shown < 1 ? { opacity: px(shown) } : {})}>
            <line
              x1={px(guide)}
              y1={px(wide ? y - rowHeight / 2 : line - 30)}
              x2={px(guide)}
              y2={px(wide ? y + rowHeight / 2 : line + 30)}
              stroke={theme.line}
              strokeWidth={2}
              strokeDasharray="6 8"
            />
            <Words
              stage={stage}
              words={name}
              x={body.x}
              y={wide ? y + (note === '' ? 11 : -6) : y - 18}
              size={SIZE.medium}
              weight="semibold"
              fill={theme.text}
            />
            {wide ? (
              <Words stage={stage} words={note} x={body.x} y={y + 32} size={SIZE.small} fill={theme.quiet} />
            ) : (
              <Words
                stage={stage}
                words={note}
                x={body.x + body.width}
                y={y - 18}
                size={SIZE.small}
                fill={theme.quiet}
                anchor="end"
              />
            )}
            <line
              x1={px(best)}
              y1={px(line)}
              x2={px(final)}
              y2={px(line)}
              stroke={colour}
              strokeWidth={6}
              strokeOpacity={0.6}
            />
            <circle
              cx={px(best)}
              cy={px(line)}
              r={13}
              fill={theme.background}
              stroke={colour}
              strokeWidth={4}
            />
            <circle cx={px(final)} cy={px(line)} r={13} fill={colour} />
            <Words
              stage={stage}
              words={lossText(course.finalValidationLoss)}
              x={body.x + body.width}
              y={line + 13}
              size={SIZE.large}
              weight="semibold"
              fill={colour}
              anchor="end"
            />
          </g>
        );
      })}
    </g>
  );
}

/** What the two signs of a row are, in one line. */
function Legend({ stage, y }: { readonly stage: Stage; readonly y: number }): ReactElement {
  const { theme, language, body, type } = stage;
  const colour = validationColour(theme);
  const [title, least, last] = [
    word(say('validationLoss'), language),
    word(say('bestValue'), language),
    word(say('finalValue'), language),
  ];
  const quiet = { stage, y, size: SIZE.small, fill: theme.quiet } as const;
  const widthOf = (words: string): number => measure(type.regular, words, SIZE.small);
  const ring = body.x + widthOf(title) + 62;
  const dot = ring + 24 + widthOf(least) + 50;
  return (
    <g>
      <Words {...quiet} words={title} x={body.x} />
      <circle cx={px(ring)} cy={px(y - 10)} r={10} fill="none" stroke={colour} strokeWidth={4} />
      <Words {...quiet} words={least} x={ring + 24} />
      <circle cx={px(dot)} cy={px(y - 10)} r={11} fill={colour} />
      <Words {...quiet} words={last} x={dot + 24} />
    </g>
  );
}
