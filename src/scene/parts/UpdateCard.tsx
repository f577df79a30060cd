import type { ReactElement } from 'react';
import type { OptimizerKind } from '../../sim/optimizers/offers.ts';
import type { UpdateParts } from '../../sim/optimizers/optimizer.ts';
import { UPDATE_RULES } from '../formulas.ts';
import { mixRect, type Place, type Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { Equation, equationExtent } from './Equation.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { type Sign, sign } from './Legend.tsx';
import { Marker } from './Marker.tsx';
import { type NamedRun, runName } from './RunName.tsx';
import { text, textBlock } from './Text.tsx';
import { mixSketch, RateOval, sketchOf, UpdateArrows } from './UpdateArrows.tsx';

/** What an update card says beside its arrows. */
export interface UpdateWords {
  readonly gradient: string;
  readonly memory: string;
  /** An axis has a learning rate of its own. */
  readonly scale: string;
  readonly step: string;
  /** What the symbols of the rule mean. */
  readonly symbols: string;
}

/** Layout of the card within its rectangle; no rule if there is no space for it. */
interface CardLayout {
  readonly rect: Rect;
  readonly square: Rect;
  readonly rule: Rect | null;
  readonly legend: Place;
  readonly row: number;
}

const NAME = 46;
/** Height of the rule with the meaning of its symbols, in wide cards and in tall ones. */
const RULE = { wide: 140, tall: 232 } as const;

/** Arrows next to the legend in wide cards, above it in tall ones. */
function layoutOf(rect: Rect): CardLayout {
  const { x, y, width, height } = rect;
  if (width > 1.15 * height) {
    const top = y + NAME + RULE.wide + 18;
    const side = Math.min(y + height - top, 300);
    const square = { x, y: top, width: side, height: side };
    const rule = { x, y: y + NAME + 8, width, height: RULE.wide };
    return { rect, square, rule, legend: [x + side + 40, top + side / 2 - 69], row: 46 };
  }
  const row = 36;
  const ruled = height > 560 && width >= 300;
  const top = y + NAME + (ruled ? RULE.tall + 12 : 8);
  const side = Math.min(width, y + height - top - 4 * row - 14);
  const square = { x: x + (width - side) / 2, y: top, width: side, height: side };
  const rule = ruled ? { x, y: y + NAME + 6, width, height: RULE.tall } : null;
  return { rect, square, rule, legend: [x, top + side + 14 + row / 2], row };
}

/**
 * An optimizer's update as arrows: name, rule, and what each arrow means. The arrows move from a large rectangle to a small
 * one; the words wait until they have arrived.
 *
 * @param props.updates the parts of the update before and of the one on show
 * @param props.share how far the arrows have turned from the one into the other, 0 to 1
 * @param props.remembers whether this optimizer keeps a memory of gradients: what it lacks is shown faintly
 * @param props.settled progress of the move, 0 to 1
 * @param props.shown opacity of the words
 */
export function UpdateCard(props: {
  readonly stage: Stage;
  readonly run: NamedRun & { readonly kind: OptimizerKind };
  readonly updates: readonly [UpdateParts, UpdateParts];
  readonly share: number;
  readonly remembers: boolean;
  readonly words: UpdateWords;
  readonly large: Rect;
  readonly small: Rect;
  readonly settled: number;
  readonly shown: number;
}): ReactElement {
  const { stage, run, updates, share, large, small, settled, shown } = props;
  const [from, to] = [layoutOf(large), layoutOf(small)];
  return (
    <g>
      <UpdateArrows
        stage={stage}
        square={mixRect(from.square, to.square, settled)}
        sketch={mixSketch(sketchOf(updates[0]), sketchOf(updates[1]), share)}
        colour={runColour(stage.theme, run.lane)}
      />
      {(settled === 0 || settled === 1) && (
        <Fade in={shown}>{cardWords(props, settled === 1 ? to : from)}</Fade>
      )}
    </g>
  );
}

/** Those with a rate for each axis. */
const PER_AXIS: readonly OptimizerKind[] = ['adagrad', 'rmsprop', 'adam', 'adamw'];

/** Name, rule and legend of the arrows, in the colours of the arrows. */
function cardWords(
  { stage, run, remembers, words }: Parameters<typeof UpdateCard>[0],
  { rect, rule, legend, row }: CardLayout,
): ReactElement {
  const { theme } = stage;
  const colour = runColour(theme, run.lane);
  const oval: Sign = {
    width: 62,
    draw: (x, y) => <RateOval at={[x + 23, y]} rx={22} ry={9} colour={theme.quiet} />,
  };
  const entries: readonly (readonly [words: string, sign: Sign, present: boolean])[] = [
    [words.gradient, sign.arrow(theme.gradient), true],
    [words.memory, sign.arrow(theme.curve), remembers],
    [words.scale, oval, PER_AXIS.includes(run.kind)],
    [words.step, sign.arrow(colour, 9), true],
  ];
  const middle = rect.y + NAME / 2;
  const size = rule === null ? SIZE.medium : SIZE.large;
  return (
    <g>
      <Marker run={run.lane} at={[rect.x + 14, middle]} r={12} fill={colour} />
      {runName(stage, run, [rect.x + 40, middle + 12], { size, width: rect.width - 40 })}
      {rule !== null && ruleOf(stage, run.kind, words.symbols, rule)}
      {each(entries, ([said, { width, draw }, present], i) => {
        const [x, y] = [legend[0], legend[1] + i * row];
        return (
          <Fade in={present ? 1 : 0.3}>
            {draw(x, y)}
            {text(stage, said, [x + width, y + 10], { size: SIZE.small })}
          </Fade>
        );
      })}
    </g>
  );
}

/** The rule's formulas, one below the other or, where they fit, beside each other; below them what the symbols mean. */
function ruleOf(stage: Stage, kind: OptimizerKind, symbols: string, rect: Rect): ReactElement {
  const formulas = UPDATE_RULES[kind] ?? [];
  const wanted = { size: 36, width: rect.width };
  const extents = formulas.map((of) => equationExtent(of, wanted));
  const gap = 28;
  const wide = extents.reduce((sum, { width }) => sum + width + gap, -gap);
  const beside = wide <= rect.width;
  const depth = Math.max(0, ...extents.map((extent) => extent.depth));
  let [x, y] = [rect.x, rect.y + 52];
  return (
    <g>
      {each(formulas, (of, i) => {
        const at: Place = [x, y];
        if (beside) x += (extents[i]?.width ?? 0) + gap;
        else y += i + 1 < formulas.length ? 58 : 0;
        return (
          <Equation
            stage={stage}
            of={of}
            at={at}
            {...wanted}
            pieces={Object.fromEntries(
              Object.keys(of.pieces).flatMap((piece) =>
                piece === 'gradient' ? [[piece, { fill: 'gradient' as const }]] : [],
              ),
            )}
          />
        );
      })}
      {textBlock(stage, symbols, rect.width, { size: SIZE.small, fill: 'quiet' }).at([
        rect.x,
        y + depth + 42,
      ])}
    </g>
  );
}
