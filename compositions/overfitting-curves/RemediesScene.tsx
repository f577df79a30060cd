import type { ReactElement } from 'react';
import { mixView, wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { type Figure, Figures } from '../../src/scene/parts/Readouts.tsx';
import { ShareBars } from '../../src/scene/parts/ShareBars.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { ended, learnedMap } from './LearnedMap.tsx';
import { gridLayout, learnLayout, remedyLayout } from './layout.ts';
import { clearWays, detailOf, isAlone, lossText, ranking, shares, shareText } from './messages.ts';
import { allRuns } from './RunsScene.tsx';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';
import { viewOf } from './view.ts';

/** The name of a way of training in the picture, with its strength where there are several of its kind. */
export function nameIn(m: Moment, trace: OverfittingTrace, way: number): string {
  const remedy = trace.remedies[way - 1]?.remedy;
  const name = m.say(remedy?.kind ?? 'without');
  return remedy === undefined || isAlone(trace, remedy)
    ? name
    : m.say('named', { name, detail: m.word(detailOf(remedy)) });
}

/** What is left of the picture of all runs. */
function runsGo(m: Moment, trace: OverfittingTrace): ReactElement | null {
  const gone = m.between(0, 0.6);
  if (gone === 1) return null;
  return <Fade in={1 - gone}>{allRuns(m, trace, { maps: () => 1, means: 1, drawn: 1 })}</Fade>;
}

/** The map of the run shown grows out of its place among all runs; then one remedy after the other trains beside it. */
export function remediesScene(
  m: Moment,
  part: OverfittingPart<'remedies'>,
  trace: OverfittingTrace,
): ReactElement {
  const moved = m.through(part.moving);
  const from = gridLayout(m.stage, trace.params.seeds)[trace.facts.shown.run] ?? learnLayout(m.stage).map;
  return (
    <g>
      {runsGo(m, trace)}
      {compared(m, trace, {
        from,
        moved,
        there: part.growing.map((range, i) => {
          const next = part.growing[i + 1];
          return m.through(range) * (next === undefined ? 1 : 1 - m.through(next));
        }),
        heads: part.clocks.map((clock) => m.head(clock)),
      })}
    </g>
  );
}

/** No remedy, and those that are there: their maps, how many wrong labels they believe, and their validation losses. */
function compared(
  m: Moment,
  trace: OverfittingTrace,
  at: {
    readonly from?: Rect;
    readonly moved: number;
    readonly there: readonly number[];
    readonly heads: readonly Playhead[];
  },
): ReactElement {
  const { stage } = m;
  const { ways: places, chart } = remedyLayout(stage);
  const { ways, small } = viewOf(trace);
  const { epochs } = trace.params;
  const card = (way: number, head: Playhead, shown: number): ReactElement | null => {
    const place = places[way === 0 ? 0 : 1];
    const view = mixView(
      wholeMap(way === 0 ? (at.from ?? place.map) : place.map),
      wholeMap(place.map),
      at.moved,
    );
    if (shown <= 0) return null;
    return (
      <Fade in={shown}>
        {learnedMap(m, `way-${way}`, view, trace.shown[way], head, trace, { width: 5 })}
        {way === 0 && (
          <Box rect={view.clip} stroke={stage.theme.text} width={4} strokeOpacity={1 - at.moved} />
        )}
        <Fade in={Math.min(2 * at.moved, 2 * shown) - 1}>
          {m.text(nameIn(m, trace, way), [place.name.x, place.name.y + 38], {
            size: SIZE.medium,
            bold: true,
            width: place.name.width,
          })}
          <Figures stage={stage} rect={place.number} rows={[learnedFigure(m, trace, way, head)]} />
        </Fade>
      </Fade>
    );
  };
  return (
    <g>
      {card(0, ended(trace), 1)}
      {each(at.there, (shown, i) => card(i + 1, at.heads[i] ?? ended(trace), shown))}
      <Fade in={2 * at.moved - 1}>
        <LineChart
          stage={stage}
          rect={chart}
          id="validation"
          x={{ label: m.say('epoch'), domain: [0, epochs] }}
          y={{ label: m.say('validation'), domain: small }}
          series={[
            {
              values: ways[0]?.course ?? [],
              upTo: epochs,
              colour: stage.theme.quiet,
              dash: '8 8',
              width: 4,
              name: m.say('without'),
            },
            ...at.there.flatMap((shown, i) => {
              const head = at.heads[i] ?? ended(trace);
              if (shown <= 0) return [];
              return [
                {
                  values: ways[i + 1]?.course ?? [],
                  upTo: head.step + head.t,
                  colour: stage.theme.validation,
                  opacity: shown,
                  run: 1,
                  ...(shown > 0.5 ? { name: nameIn(m, trace, i + 1) } : {}),
                },
              ];
            }),
          ]}
        />
      </Fade>
    </g>
  );
}

/** What each way of training gets wrong on the test points, the least first; those stand out that the captions are about. */
export function testScene(m: Moment, part: OverfittingPart<'test'>, trace: OverfittingTrace): ReactElement {
  const gone = m.between(0, 0.9);
  const { ways, smallErrors } = viewOf(trace);
  const { better, worse } = clearWays(trace);
  const judged = m.through(part.judging);
  const clear = [...better, ...worse];
  const without = trace.remedies.length === 0;
  return (
    <g>
      {gone < 0.5 &&
        (without ? (
          <Fade in={1 - 2 * gone}>{allRuns(m, trace, { maps: () => 1, means: 1, drawn: 1 })}</Fade>
        ) : (
          <Fade in={1 - 2 * gone}>
            {compared(m, trace, {
              moved: 1,
              there: trace.remedies.map((_, i) => (i === trace.remedies.length - 1 ? 1 : 0)),
              heads: [],
            })}
          </Fade>
        ))}
      <Fade in={Math.min(2 * gone - 1, m.leave(0.5))}>
        <ShareBars
          stage={m.stage}
          rect={m.stage.body}
          domain={smallErrors}
          compared={ways[0]?.shares ?? []}
          names={{
            axis: m.say('wrong'),
            percent: (n) => m.say('percent', { n: String(n) }),
            bar: m.say('barIs', { seeds: trace.params.seeds }),
            dot: m.say('dotIs'),
            band: m.say('bandIs'),
          }}
          bars={ranking(trace).map((way, i) => ({
            name: nameIn(m, trace, way),
            shares: ways[way]?.shares ?? [],
            number: m.say('percent', { n: shareText(shares(trace)[way] ?? 0) }),
            grown: m.through(part.bars[i] ?? part),
            lit: clear.includes(way) ? judged : 0,
          }))}
        />
      </Fade>
    </g>
  );
}

/** The run shown: how many wrong labels its network believes; where none is wrong, its validation loss. */
function learnedFigure(m: Moment, trace: OverfittingTrace, way: number, head: Playhead): Figure {
  const believed = trace.shown[way]?.believed[head.done] ?? [];
  const [n, all] = [believed.filter(Boolean).length, believed.length];
  return all > 0
    ? { label: m.say('labels'), value: m.say('of', { n, all }), fill: n > 0 ? 'focus' : 'text' }
    : {
        label: m.say('validation'),
        value: lossText(viewOf(trace).ways[way]?.course[head.done] ?? 0),
        fill: 'validation',
      };
}

/** All runs: the share of test points that they get wrong. */
export const testFigure = (m: Moment, trace: OverfittingTrace, way: number): Figure => ({
  label: m.say('wrong'),
  value: m.say('percent', { n: shareText(shares(trace)[way] ?? 0) }),
  fill: 'text',
});
