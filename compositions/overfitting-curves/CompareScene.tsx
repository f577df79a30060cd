import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { Dot, Line } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import { linearScale } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { effectOf, lossText, remedyLabel } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';

/** Seconds between one row and the next, and for one to appear. */
const STAGGER = 0.25;
const ENTRY = 0.5;
const HEAD = 64;

/** Every variant of training with its name and outcome. */
const rowsOf = (m: Moment, { facts, remedies }: OverfittingTrace) => [
  { name: m.say('without'), note: '', course: facts },
  ...remedies.flatMap(({ remedy }, i) => {
    const course = facts.remedies[i];
    if (course === undefined) return [];
    const label = m.word(remedyLabel(remedy));
    // A patience alone does not identify the remedy.
    const name =
      remedy.kind === 'early-stopping' ? m.say('named', { name: m.say(remedy.kind), label }) : label;
    return [{ name, note: m.say('effect', { effect: effectOf(course) }), course }];
  }),
];

/** Every variant of training, from its best validation loss to its final one. */
export function compareScene(m: Moment, trace: OverfittingTrace): ReactElement {
  const { stage } = m;
  const { theme, body } = stage;
  const { finalValidationLoss: without } = trace.facts;
  const rows = rowsOf(m, trace);
  const wide = stage.format === 'landscape';
  const [nameStyle, noteStyle] = [{ bold: true }, { size: SIZE.small, fill: 'quiet' }] as const;
  const valueStyle = { size: SIZE.large, bold: true, fill: 'validation', anchor: 'end' } as const;
  const widths = rows.flatMap(({ name, note }) => [
    textWidth(stage, name, nameStyle),
    textWidth(stage, note, noteStyle),
  ]);
  const left = body.x + (wide ? 40 + Math.max(...widths) : 0);
  const right = body.x + body.width;
  const losses = rows.flatMap(({ course }) => [course.bestValidationLoss, course.finalValidationLoss]);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const room = Math.max(0.08 * (high - low), 1e-3);
  const x = linearScale(
    [low - room, high + room],
    [left, right - 40 - textWidth(stage, lossText(without), valueStyle)],
  );
  const height = Math.min((body.height - HEAD) / rows.length, wide ? 128 : 190);
  const top = body.y + (body.height - HEAD - height * rows.length) / 2 + HEAD;
  const colour = theme.validation;
  const signs = legend(stage, { ...body, y: top - HEAD }, [
    { words: m.say('validationLoss') },
    { sign: sign.ring(colour), words: m.say('bestLoss') },
    { sign: sign.dot(colour), words: m.say('finalLoss') },
  ]);
  return (
    <g>
      <Fade in={m.enter(0, ENTRY)}>{signs.element}</Fade>
      {each(rows, ({ name, note, course }, i) => {
        const y = top + height * (i + 0.5);
        const [best, final] = [x(course.bestValidationLoss), x(course.finalValidationLoss)];
        // Wide rows have their text next to the line, others above it.
        const line = wide ? y : y + 34;
        const reach = wide ? height / 2 : 30;
        const [guide, nameY] = [x(without), wide ? y + (note === '' ? 11 : -6) : y - 18];
        return (
          <Fade in={m.enter(STAGGER * (i + 1), ENTRY)}>
            <Line from={[guide, line - reach]} to={[guide, line + reach]} stroke={theme.line} dash="6 8" />
            {m.text(name, [body.x, nameY], nameStyle)}
            {m.text(note, wide ? [body.x, y + 32] : [right, y - 18], {
              ...noteStyle,
              anchor: wide ? 'start' : 'end',
            })}
            <Line from={[best, line]} to={[final, line]} stroke={colour} width={6} opacity={0.6} />
            <Dot at={[best, line]} r={13} fill={theme.background} stroke={colour} width={4} />
            <Dot at={[final, line]} r={13} fill={colour} />
            {m.text(lossText(course.finalValidationLoss), [right, line + 13], valueStyle)}
          </Fade>
        );
      })}
    </g>
  );
}
