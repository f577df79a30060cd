import { max } from 'd3-array';
import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { sizeOf } from '../../src/scene/parts/Text.tsx';
import { TitleCard, titleEnd } from '../../src/scene/parts/TitleCard.tsx';
import type { Raster } from '../../src/scene/png.ts';
import { inset, type Place } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { cloud } from './Cloud.tsx';
import { milestonesOf } from './milestones.ts';
import { inked, stacksOf } from './pictures.tsx';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import { cloudArea } from './view.ts';

/** Maximum width of a column of examples, and width of a picture as a share of it. */
const COLUMN = 150;
const PICTURE = 0.86;

const ratio = ({ width, height }: Raster): number => height / width;

/** Examples of each class, one column per class; they appear one after the other. */
function examples(m: Moment, stacks: readonly Raster[], [x, y]: Place, cell: number, delay: number) {
  const width = cell * PICTURE;
  return each(stacks, (stack, digit) => {
    const left = x + cell * digit + (cell - width) / 2;
    const shown = m.enter(delay + 0.06 * digit);
    if (stack.height === 0 || shown === 0) return null;
    return inked(m, stack, digit, { x: left, y, width, height: width * ratio(stack) }, shown);
  });
}

/** The film's name over one image of each class. */
export function titleScene(m: Moment, trace: FeatureTrace): ReactElement {
  const { safe } = m.stage;
  const cell = Math.min(COLUMN, safe.width / CLASSES);
  const subtitle = m.say('subtitle', { points: trace.labels.length, steps: trace.predictions.length - 1 });
  const left = safe.x + (safe.width - cell * CLASSES) / 2;
  return (
    <TitleCard m={m} title={m.say('title')} subtitle={subtitle}>
      {examples(m, stacksOf(trace)[1] ?? [], [left, titleEnd(m, subtitle) + 60], cell, 0.2)}
    </TitleCard>
  );
}

/** Examples of every class under its digit. */
export function dataScene(m: Moment, trace: FeatureTrace): ReactElement {
  const { body, theme } = m.stage;
  const headed = SIZE.heading * 1.5;
  const cell = Math.min(body.width / CLASSES, COLUMN);
  const tall = (stacks: readonly Raster[]): number => headed + cell * PICTURE * (max(stacks, ratio) ?? 0);
  // As many rows as fit.
  const stacks = stacksOf(trace).findLast((rows, i) => i < 2 || tall(rows) <= body.height) ?? [];
  const left = body.x + (body.width - cell * CLASSES) / 2;
  const top = body.y + (body.height - tall(stacks)) / 2;
  return (
    <g>
      {each(stacks, (_, digit) =>
        m.text(String(digit), [left + cell * (digit + 0.5), top + SIZE.heading * 0.8], {
          size: SIZE.heading,
          bold: true,
          fill: classColour(theme, digit),
          anchor: 'middle',
        }),
      )}
      {examples(m, stacks, [left, top + headed], cell, 0.1)}
    </g>
  );
}

/** The cloud before and after, side by side or stacked. */
export function endScene(m: Moment, trace: FeatureTrace): ReactElement {
  const { stage } = m;
  const { safe, format } = stage;
  const tall = format === 'portrait';
  const { mixed, apart } = milestonesOf(trace);
  const ground = { ...safe, y: safe.y + 150, height: safe.height - 150 - (tall ? 0 : 40) };
  const rects = cells(ground, 2, tall ? 1 : 2, 48);
  const [{ width } = ground] = rects;
  const states = trace.predictions.length;
  const notes = [0, states - 1].map((epoch) => ({
    epoch,
    when: m.say('after', { epoch }),
    right: m.say('right', { share: trace.runs[0]?.series.accuracy[epoch] ?? 0 }),
  }));
  const size = Math.min(
    ...notes.map(({ when, right }) => sizeOf(stage, `${when}  ${right}`, { bold: true, width })),
  );
  return (
    <g>
      {m.text(m.say('ending', { mixed, apart }), [safe.x + safe.width / 2, safe.y + 88], {
        size: SIZE.title * 0.8,
        bold: true,
        anchor: 'middle',
        width: safe.width,
        opacity: m.enter(),
      })}
      {each(notes, ({ epoch, when, right }, i) => {
        const cell = rects[i] ?? ground;
        const panel = { ...cell, height: cell.height - 64 };
        const y = panel.y + panel.height + 46;
        const shown = m.enter(0.2 + 0.4 * i);
        if (shown === 0) return null;
        return (
          <Fade in={shown}>
            <Panel stage={stage} rect={panel}>
              {cloud(m, trace, cloudArea(trace, inset(panel, 24)), playheadOf(epoch, states), { size: 0.7 })}
            </Panel>
            {m.text(when, [panel.x, y], { size, fill: 'quiet' })}
            {m.text(right, [panel.x + panel.width, y], { size, bold: true, anchor: 'end' })}
          </Fade>
        );
      })}
    </g>
  );
}
