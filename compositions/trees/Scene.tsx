import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { contenderMap, contenderWords } from '../../src/scene/trees/Contenders.tsx';
import { placesOf, tilesOf } from '../../src/scene/trees/trees-places.ts';
import type { TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { CONTENDERS, errsLess } from '../../src/story/trees/readings.ts';
import { boostScene } from './Boost.tsx';
import { depthScene } from './Depth.tsx';
import { forestScene } from './Forest.tsx';
import { growScene } from './Grow.tsx';
import type { TreesPart, TreesStory } from './story.ts';
import { words } from './words.ts';

const LIBRARIES = {
  'scikit-learn': 'scikit-learn',
  xgboost: 'XGBoost',
  lightgbm: 'LightGBM',
  catboost: 'CatBoost',
} as const;

/** A frame of the film of trees: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<TreesTrace, TreesStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const { params, facts } = trace;
  const library = LIBRARIES[params.library];
  const trees = (n: number): string => m.say('treesAside', { n, all: params.trees });
  const rounds = (n: number): string => m.say('roundsAside', { library, n, all: facts.boosted.trees.length });
  const aside =
    part.kind === 'forest'
      ? { aside: trees(1 + m.head(part.clock).done), widest: trees(params.trees) }
      : part.kind === 'boost'
        ? { aside: rounds(m.head(part.clock).done), widest: rounds(facts.boosted.trees.length) }
        : part.kind === 'question' || part.kind === 'answer'
          ? { aside: m.say('ofNew', { n: facts.fresh.length, chosen: part.kind === 'answer' }) }
          : {};
  return (
    <Sheet m={m} {...aside}>
      {partScene(m, part, trace)}
    </Sheet>
  );
}

function partScene(m: Moment, part: TreesStory['parts'][number], trace: TreesTrace): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'grow':
      return growScene(m, part, trace);
    case 'depth':
      return depthScene(m, part, trace);
    case 'forest':
      return forestScene(m, part, trace);
    case 'boost':
      return boostScene(m, part, trace);
    case 'answer':
      return answerScene(m, part, trace);
  }
}

/** One tree beside many, and what they get wrong; the first goes where it will be grown. */
function questionScene(m: Moment, part: TreesPart<'question'>, trace: TreesTrace): ReactElement {
  const tiles = tilesOf(m.stage, 2);
  const { map } = placesOf(m.stage);
  const home = 1 - m.leave(0.8);
  return each(['tree', 'forest'] as const, (contender, i) => {
    const tile = tiles[i];
    if (tile === undefined) return null;
    const isTree = contender === 'tree';
    const words = isTree ? m.through(part.grows) : m.through(part.asks);
    return (
      <g>
        <Fade in={isTree ? 1 : 1 - home}>
          {contenderMap(m, trace, isTree ? mixRect(tile.map, map, home) : tile.map, contender, contender)}
        </Fade>
        <Fade in={Math.min(words, 1 - home)}>{contenderWords(m, trace, tile, contender)}</Fade>
      </g>
    );
  });
}

/** All that were compared; the boosted map comes from where it was. */
function answerScene(m: Moment, part: TreesPart<'answer'>, trace: TreesTrace): ReactElement {
  const order = m.stage.format === 'portrait' ? ([0, 3, 1, 4, 2, 5] as const) : ([0, 1, 2, 3, 4, 5] as const);
  const tiles = tilesOf(m.stage, CONTENDERS.length);
  const { map } = placesOf(m.stage);
  const appears = m.through(part.appears);
  return each(order, (which, i) => {
    const [contender, tile] = [CONTENDERS[which], tiles[i]];
    if (contender === undefined || tile === undefined) return null;
    const isBoosted = contender === 'boosted';
    const isWay = contender === 'stopped' || contender === 'forest' || contender === 'boosted';
    const wins = isWay && errsLess(trace, contender, 'tree') ? m.through(part.ways) : 0;
    const lit = contender === 'forest' ? Math.max(m.through(part.answer) - m.through(part.ways), wins) : wins;
    return (
      <g>
        <Fade in={isBoosted ? 1 : appears}>
          {contenderMap(
            m,
            trace,
            isBoosted ? mixRect(map, tile.map, appears) : tile.map,
            contender,
            contender,
          )}
        </Fade>
        <Fade in={appears}>{contenderWords(m, trace, tile, contender, lit)}</Fade>
      </g>
    );
  });
}
