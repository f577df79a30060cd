import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { errorChart } from '../../src/scene/trees/ErrorChart.tsx';
import { ensembleFields } from '../../src/scene/trees/fields.ts';
import { fieldMap, mapAxes, points } from '../../src/scene/trees/TreeMaps.tsx';
import { smallTree } from '../../src/scene/trees/TreePictures.tsx';
import { placesOf } from '../../src/scene/trees/trees-places.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { sigmoid } from '../../src/sim/network/activations.ts';
import { remember } from '../../src/sim/remember.ts';
import { rowsOf, type TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { leafValue } from '../../src/sim/trees/index.ts';
import { stepOnShow } from '../../src/story/on-show.ts';
import { runOf } from '../../src/story/trees/readings.ts';
import type { TreesPart } from './story.ts';

/** Sizes of the points by what is left of each after every round: all of it, 1, is large. */
const residualSizes = remember(
  ({ facts: { boosted, points: learned } }: TreesTrace): readonly (readonly number[])[] => {
    const rows = rowsOf(learned);
    let margins: readonly number[] = rows.map(() => boosted.start);
    const sizes = (): readonly number[] =>
      learned.map(({ label }, row) => 0.35 + 1.3 * Math.abs(label - sigmoid(margins[row] ?? 0)));
    const all = [sizes()];
    for (const tree of boosted.trees) {
      margins = margins.map((margin, row) => margin + (leafValue(tree, rows[row] ?? [])[0] ?? 0));
      all.push(sizes());
    }
    return all;
  },
);

/** What is left of each point is fitted by a small tree, a share of which is added; and so on. */
export function boostScene(m: Moment, part: TreesPart<'boost'>, trace: TreesTrace): ReactElement {
  const { map, chart } = placesOf(m.stage);
  const { theme } = m.stage;
  const { boosted } = trace.facts;
  const fields = ensembleFields(trace);
  const sizes = residualSizes(trace);
  const { step, t } = m.head(part.clock);
  const at = step + t;
  const residuals = m.through(part.residuals);
  const hasty = m.through(part.hasty);
  const entered = m.between(0, 0.6);
  const [before, after] = [fields.boosted[step], fields.boosted[step + 1]];
  const shown = stepOnShow(part.clock, m.frame, m.story.fps);
  const [own, old] = [boosted.trees[shown.step], boosted.trees[shown.before]];
  const count = Math.max(1, boosted.trees.length);
  const { losses, series } = runOf(trace, 'boosted');
  const full = runOf(trace, 'hasty').losses;
  const lines = [
    { values: losses, name: m.say('errorNew'), kind: 'new', upTo: at, from: 1, skip: 1 },
    { values: series.own ?? [], name: m.say('errorOwn'), kind: 'own', upTo: at, from: 1, skip: 1 },
    ...(trace.params.rate === 1
      ? []
      : [
          {
            values: full,
            name: m.say('errorHasty'),
            kind: 'without',
            upTo: hasty * Math.max(0, full.length - 1),
            from: 1,
            skip: 1,
          } as const,
        ]),
  ] as const;
  return (
    <g>
      {entered < 1 && fieldMap(m, map, fields.alike, { width: 4 })}
      {before && (
        <Fade in={entered}>{fieldMap(m, map, before, { edge: at > 0 ? clamp(at, 0, 1) : 0, width: 4 })}</Fade>
      )}
      {after && t > 0 && <Fade in={t}>{fieldMap(m, map, after, { width: 4 })}</Fade>}
      {hasty > 0 && <Fade in={hasty * m.leave(0.5)}>{fieldMap(m, map, fields.hasty, { width: 4 })}</Fade>}
      <Fade in={m.leave(0.3)}>
        {mapAxes(m, trace, map, { words: m.say('keyResidual'), shown: residuals * (1 - hasty) })}
      </Fade>
      {points(m, trace, map, 'boost', {
        sizes: (sizes[step] ?? []).map((size, i) =>
          lerp(1, lerp(size, sizes[step + 1]?.[i] ?? size, t), residuals * (1 - hasty)),
        ),
      })}
      <Box rect={map} stroke={theme.line} width={2} />
      <Fade in={Math.min(m.enter(0.5, 0.6), m.leave(0.3))}>
        {shown.share < 1 && old && <Fade in={1 - 2 * shown.share}>{smallTree(m, trace, old)}</Fade>}
        {own && <Fade in={old ? 2 * shown.share - 1 : 1}>{smallTree(m, trace, own)}</Fade>}
      </Fade>
      <Fade in={Math.min(m.enter(0.1, 0.5), m.leave(0.3))}>
        {errorChart(m, chart, 'rounds', { label: m.say('rounds'), domain: [0, count], lines })}
      </Fade>
    </g>
  );
}
