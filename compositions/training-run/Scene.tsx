import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { programOf } from '../../src/logs/programs.ts';
import { rectBetween } from '../../src/scene/chart-view.ts';
import { moment } from '../../src/scene/moment.ts';
import { BigNumbers } from '../../src/scene/parts/BigNumbers.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { shortened, type TextBlock } from '../../src/scene/parts/Text.tsx';
import { SIZE } from '../../src/scene/stage.ts';
import type { Position } from '../../src/scene/stations.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { logged, loggedDifference } from '../../src/story/numbers.ts';
import { mainChart, smallCharts } from './Charts.tsx';
import { HEADLINE, layoutOf, type Places } from './layout.ts';
import { judged, nameOf, placeOf, ranked, short } from './messages.ts';
import { type Moment, untilRewind } from './moment.ts';
import { endsOf } from './opening.ts';
import { ranking } from './Ranking.tsx';
import type { RunStory } from './story.ts';
import type { RunTrace } from './trace.ts';
import { cardOf } from './verdict.ts';
import { positionAt } from './view.ts';
import { words } from './words.ts';

const BEARING = 8;
/** Height of the number below a ranking. */
const LEAD = 220;
/** Seconds in which what stands beside the chart comes and goes. */
const ASIDE = 0.5;

/** A frame of the film of a log: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<RunTrace, RunStory>): ReactElement {
  const m: Moment = moment(words, props);
  const { facts, lines, small } = trace;
  const { part, frame } = m;
  const at = positionAt(trace, part, frame);
  const race = facts.kind === 'race';
  const claim = claimOf(m);
  const places = layoutOf(
    m.stage,
    claim?.lines.length ?? 1,
    small.length,
    race ? lines.length : 0,
    cardOf(trace).length,
  );
  const widest = m.word(placeOf(trace, facts.axes.steps[1]));
  const aside = part.kind === 'hook' ? '' : m.word(placeOf(trace, at.step));
  // Beside the chart there is something as long as the run passes; a ranking stays.
  const beside =
    part.kind === 'hook' ? 0 : part.kind === 'end' ? (race ? 1 : 1 - m.enter(0, ASIDE)) : m.enter(0, ASIDE);
  return (
    <Sheet m={m} aside={aside} widest={widest}>
      {mainChart(m, chartRect(m, places), trace, at)}
      {beside > 0 && (
        <Fade in={beside}>
          {smallCharts(m, places.small, trace, at)}
          {race && ranking(m, places.board, trace, at)}
          {soFar(m, places, trace, at)}
          {race && part.kind === 'run' && <Fade in={m.leave(ASIDE)}>{lead(m, places, trace, at)}</Fade>}
        </Fade>
      )}
      {claim && title(m, claim, places, trace)}
      {part.kind === 'end' && (
        <BigNumbers
          stage={m.stage}
          rect={places.card}
          perRow={places.perRow}
          shown={progress(part.card, frame)}
          numbers={cardOf(trace).map(({ label, value, note, role }) => ({
            label: m.word(label),
            value: typeof value === 'number' ? logged(value) : value,
            note: m.word(note),
            fill: role,
          }))}
        />
      )}
    </Sheet>
  );
}

/** The best value so far, where there is room beside a single small chart. */
function soFar({ stage, say, word }: Moment, { board, perRow }: Places, trace: RunTrace, { step }: Position) {
  const { facts, lines, small } = trace;
  const [curve, better] = [judged(trace), facts.better];
  // Of two networks against each other the lowest is no success.
  if (
    facts.contest ||
    facts.kind === 'race' ||
    small.length !== 1 ||
    perRow !== 1 ||
    !curve ||
    better === 'none'
  )
    return null;
  const until = curve.steps.findLastIndex((at) => at <= step);
  const { best } = endsOf({ ...curve, values: curve.values.slice(0, until + 1) }, better);
  if (until < 0) return null;
  const label = say('soFar', { what: nameOf(trace, curve), better });
  const fill = curve === lines[0]?.train ? 'train' : 'validation';
  const numbers = [{ label, value: logged(best.value), note: word(placeOf(trace, best.at)), fill }] as const;
  return <BigNumbers stage={stage} rect={board} perRow={1} shown={1} numbers={numbers} />;
}

/** How far the first run is ahead of the second, below a ranking. */
function lead({ stage, say, word }: Moment, { card, perRow }: Places, trace: RunTrace, { step }: Position) {
  const [first, second] = ranked(trace, step);
  if (typeof first?.value !== 'number' || typeof second?.value !== 'number') return null;
  const label = say('ahead', { name: short(trace.lines[first.run]?.id ?? ''), tied: first.tied });
  const value = loggedDifference(second.value, first.value).replace('−', '');
  const numbers = [{ label, value, note: word(placeOf(trace, step)), fill: 'text' }] as const;
  return (
    <BigNumbers
      stage={stage}
      rect={{ ...card, height: Math.min(card.height, LEAD) }}
      perRow={perRow}
      shown={1}
      numbers={numbers}
    />
  );
}

/** The chart fills the opening, makes room as it is wound back, and again for the numbers at the end. */
function chartRect({ part, frame, between }: Moment, { opening, running, closing }: Places) {
  if (part.kind === 'hook') return rectBetween(opening, running, easeInOut(progress(part.rewind, frame)));
  return part.kind === 'run' ? running : rectBetween(running, closing, between(0, 0.9));
}

/** The claim in large letters. */
const claimOf = ({ part, stage, word, block }: Moment): TextBlock | null =>
  part.kind === 'hook'
    ? block(word(part.opening.headline), stage.safe.width - BEARING, {
        size: HEADLINE[stage.format],
        bold: true,
        leading: 1.14,
      })
    : null;

/** The claim, and in a small line what it is about. */
function title(m: Moment, claim: TextBlock, { title: rect }: Places, trace: RunTrace): ReactElement | null {
  const { part, stage, word } = m;
  const { facts } = trace;
  if (part.kind !== 'hook') return null;
  const first = rect.y + HEADLINE[stage.format] * 0.86;
  const curve = judged(trace);
  const what = curve === null ? '' : word(nameOf(trace, curve));
  const about = { name: facts.title, what, program: programOf(facts.producer) ?? 'none' };
  const small = { size: SIZE.small, fill: 'quiet' } as const;
  const source = shortened(stage, m.say('source', about), rect.width - BEARING, small);
  return (
    <Fade in={untilRewind(m, part)}>
      {/* A letter may reach a little to the left of where it stands. */}
      {claim.at([rect.x + BEARING, first])}
      {m.text(source, [rect.x + BEARING, first + claim.height + 52], small)}
    </Fade>
  );
}
