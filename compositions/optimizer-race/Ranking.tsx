import type { ReactElement } from 'react';
import { Marker } from '../../src/scene/Marker.tsx';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { lossText } from './figures.ts';
import { fittedName } from './fitted-name.ts';
import { RANKING } from './layout.ts';
import { Cross } from './Paths.tsx';
import { playhead, type RacePosition } from './playhead.ts';
import { type Standing, standingsAt } from './ranking.ts';
import type { RaceRun } from './simulation.ts';
import type { RaceTiming } from './story.ts';
import { say, word } from './text.ts';

/** Columns of the ranking: place, marker, name, and the value where there is room. */
const PLACE = 36;
const MARK = 32;
const GAP = 14;
const VALUE = 150;
const WITH_VALUES = 520;

/** How the names of a field are written in a rectangle: one size for all, and whether two fit side by side. */
interface Lettering {
  readonly size: number;
  readonly widthOf: (run: number) => number;
  /** Room for two names with their markers. */
  readonly room: number;
}

function letteringOf(stage: Stage, rect: Rect, runs: readonly RaceRun[]): Lettering {
  const room = rect.width - PLACE - (rect.width >= WITH_VALUES ? VALUE : 0);
  const widths = (size: number): readonly number[] =>
    runs.map(({ label }) => measure(stage.type.semibold, label, size));
  const pair = (size: number): number => {
    const [first = 0, second = 0] = [...widths(size)].sort((p, q) => q - p);
    return first + second + 2 * MARK + GAP;
  };
  const size = pair(SIZE.medium) <= room ? SIZE.medium : SIZE.small;
  const chosen = widths(size);
  return { size, widthOf: (run) => chosen[run] ?? 0, room };
}

interface RowProps {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly run: RaceRun;
  readonly index: number;
  readonly lettering: Lettering;
  readonly standing: Standing;
  readonly strength: number;
}

const rowMiddle = (rect: Rect, place: number): number =>
  rect.y + RANKING.heading + (place + 0.5) * RANKING.row;

/**
 * A run's marker and name at its standing. A climbing one steps aside and passes beside the other's name; where two
 * names do not fit beside each other only its marker passes.
 */
function Row({ stage, rect, run, index, lettering, standing, strength }: RowProps): ReactElement {
  const { size, widthOf, room } = lettering;
  const passed = standing.passes === null ? 0 : widthOf(standing.passes);
  const besides = MARK + passed + GAP;
  const fits = besides + MARK + widthOf(index) <= room;
  const x = rect.x + PLACE + standing.aside * besides;
  const y = rowMiddle(rect, standing.place);
  const colour = runColour(stage.theme, run.lane);
  const name = fittedName(stage, run, size, room - MARK);
  const named = fits || standing.passes === null;
  return (
    <g {...(strength < 1 ? { opacity: px(strength) } : {})}>
      <Marker run={run.lane} x={x + 12} y={y} r={11} fill={colour} />
      {named && (
        <Words
          stage={stage}
          words={name.words}
          x={x + MARK}
          y={y + size * 0.36}
          size={name.size}
          weight="semibold"
          fill={colour}
        />
      )}
    </g>
  );
}

/** The field before the race: who takes part, and with which learning rate. */
export function LineUp(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly runs: readonly RaceRun[];
  readonly shown: number;
}): ReactElement {
  const { stage, rect, runs, shown } = props;
  const lettering = letteringOf(stage, rect, runs);
  const rateOf = ({ optimizer: { learningRate } }: RaceRun): string =>
    word(say('rate', { rate: learningRate }), stage.language);
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      <Heading stage={stage} rect={rect} left={word(say('field'), stage.language)} right="" />
      {runs.map((run, i) => (
        <g key={run.id}>
          <Row
            {...{ stage, rect, run, lettering }}
            index={i}
            standing={{ place: i, aside: 0, passes: null, rank: i }}
            strength={1}
          />
          {MARK + lettering.widthOf(i) + 2 * GAP + measure(stage.type.regular, rateOf(run), SIZE.small) <=
            rect.width - PLACE && (
            <Words
              stage={stage}
              words={rateOf(run)}
              x={rect.x + rect.width}
              y={rowMiddle(rect, i) + 10}
              size={SIZE.small}
              fill={stage.theme.quiet}
              anchor="end"
            />
          )}
        </g>
      ))}
    </g>
  );
}

function Heading(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly left: string;
  readonly right: string;
}): ReactElement {
  const { stage, rect, left, right } = props;
  const y = rect.y + 28;
  return (
    <g>
      <Words stage={stage} words={left} x={rect.x} y={y} size={SIZE.small} fill={stage.theme.quiet} />
      <Words
        stage={stage}
        words={right}
        x={rect.x + rect.width}
        y={y}
        size={SIZE.small}
        fill={stage.theme.quiet}
        anchor="end"
      />
      <line
        x1={px(rect.x)}
        y1={px(rect.y + 40)}
        x2={px(rect.x + rect.width)}
        y2={px(rect.y + 40)}
        stroke={stage.theme.line}
        strokeWidth={1.5}
      />
    </g>
  );
}

/** The live ranking: who is ahead now, and by which loss. */
export function Ranking(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly runs: readonly RaceRun[];
  readonly leastLoss: number;
  readonly timing: RaceTiming;
  readonly position: RacePosition;
  readonly frame: number;
  readonly focus: number;
  readonly back: number;
}): ReactElement {
  const { stage, rect, runs, leastLoss, timing, position, frame, focus, back } = props;
  const { theme, language } = stage;
  const standings = standingsAt(timing.turns, runs.length, frame);
  const withValues = rect.width >= WITH_VALUES;
  const lettering = letteringOf(stage, rect, runs);
  return (
    <g>
      <Heading
        stage={stage}
        rect={rect}
        left={word(say('ranking'), language)}
        right={withValues ? word(say('loss', { least: leastLoss }), language) : ''}
      />
      {runs.map((run, i) => {
        const standing = standings[i];
        if (standing === undefined) return null;
        const head = playhead(run, position);
        // A number is written where its row will be or was: numbers do not travel.
        const y = rowMiddle(rect, standing.rank) + 10;
        return (
          <g key={run.id}>
            <Words
              stage={stage}
              words={word(say('place', { place: i + 1 }), language)}
              x={rect.x}
              y={rowMiddle(rect, i) + 11}
              size={SIZE.medium}
              fill={theme.quiet}
            />
            <Row
              {...{ stage, rect, run, lettering, standing }}
              index={i}
              strength={i === focus ? 1 : 1 - 0.3 * back}
            />
            {withValues ? (
              <Words
                stage={stage}
                words={
                  head.out
                    ? word(say('out'), language)
                    : lossText(Math.max((run.losses[head.state] ?? 0) - leastLoss, 0))
                }
                x={rect.x + rect.width}
                y={y}
                size={SIZE.small}
                weight="semibold"
                fill={head.out ? runColour(theme, run.lane) : theme.text}
                anchor="end"
              />
            ) : (
              head.out && (
                <Cross
                  x={rect.x + rect.width - 14}
                  y={rowMiddle(rect, standing.rank)}
                  r={9}
                  colour={runColour(theme, run.lane)}
                />
              )
            )}
          </g>
        );
      })}
    </g>
  );
}
