import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, type Sign, sign } from '../../src/scene/parts/Legend.tsx';
import { Box, Dot } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { progress } from '../../src/story/clock.ts';
import { classInk, dataPoints, mapArea, trueBoundary } from './BoundaryMap.tsx';
import { dataLayout, learnLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';

/** The task: points drop in, the true boundary is drawn, the validation points come and go. */
export function dataScene(m: Moment, part: OverfittingPart<'data'>, trace: OverfittingTrace): ReactElement {
  const { train, validation } = trace.points;
  const { map, key } = dataLayout(m.stage);
  const moved = m.through(part.moving);
  const area = mapArea(mixRect(map, learnLayout(m.stage).map, moved));
  const dropped = Math.ceil(train.length * progress(part.points, m.frame) - 1e-9);
  const truth = m.through(part.truth);
  const checking = m.through(part.validation) * (1 - m.through(part.leaving));
  return (
    <g>
      <Box rect={area.rect} fill={m.stage.theme.panel} />
      {checking > 0 && (
        <Fade in={0.85 * checking}>{dataPoints(m, area, validation, { size: 0.8, rings: 0 })}</Fade>
      )}
      <Fade in={1 - 0.85 * checking}>
        {dataPoints(m, area, train.slice(0, dropped), { count: train.length, rings: truth })}
      </Fade>
      <Fade in={truth}>{trueBoundary(m, area, trace.params.data.truth)}</Fade>
      <Fade in={1 - moved}>{names(m, key, part, trace)}</Fade>
    </g>
  );
}

/** The legend of the map, each entry appearing with what it names. */
function names(
  m: Moment,
  rect: Rect,
  part: OverfittingPart<'data'>,
  { points }: OverfittingTrace,
): ReactElement {
  const { theme, format } = m.stage;
  const [ink0, ink1] = [classInk(theme, 0), classInk(theme, 1)];
  const count = (label: 0 | 1): number => points.train.filter((point) => point.label === label).length;
  const small: Sign = {
    width: 54,
    draw: (x, y) => (
      <g>
        <Dot at={[x + 6, y]} r={6} fill={ink1} />
        <Box rect={{ x: x + 28, y: y - 6, width: 12, height: 12 }} fill={ink0} />
      </g>
    ),
  };
  const dropped = m.through({ start: part.points.start, end: part.points.start + m.story.fps / 2 });
  const truth = m.through(part.truth);
  const wrong = points.train.filter(({ flipped }) => flipped).length;
  const entries = [
    { sign: sign.dot(ink1, 15), words: m.say('classPoints', { n: count(1), name: 'A' }), shown: dropped },
    { sign: sign.square(ink0, 13), words: m.say('classPoints', { n: count(0), name: 'B' }), shown: dropped },
    { sign: sign.line(theme.text, '4 11'), words: m.say('trueBoundary'), shown: truth },
    { sign: sign.ring(theme.text, 20), words: m.say('wrongLabels', { n: wrong }), shown: truth },
    {
      sign: small,
      words: m.say('checking', { n: points.validation.length }),
      shown: m.through(part.validation),
    },
  ];
  const leading = Math.min(92, rect.height / entries.length);
  const placed = legend(
    m.stage,
    { ...rect, y: rect.y + (rect.height - leading * entries.length) / 2 },
    entries.map((entry) => ({ ...entry, fill: 'text' })),
    { size: format === 'square' ? SIZE.medium : SIZE.large, leading },
  );
  return placed.element;
}
