import type { ReactElement } from 'react';
import type { OptimizerKind } from '../../sim/optimizers/offers.ts';
import type { Typeset } from '../equation.ts';
import { UPDATE_RULES } from '../formulas.ts';
import type { Place, Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { Equation, equationExtent } from './Equation.tsx';
import { each } from './each.tsx';
import { type Sign, sign } from './Legend.tsx';
import { Marker } from './Marker.tsx';
import { type NamedRun, runName } from './RunName.tsx';
import { text, textBlock } from './Text.tsx';
import { RateOval } from './UpdateArrows.tsx';

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

const NAME = 46;
/** Height of the rule with the meaning of its symbols, and of a row of the legend. */
const RULE = 152;
/** What the formulas before the last one of a rule are high, where there is space for them. */
const FORMER = 92;
const ROW = 46;

/**
 * What an optimizer's update is made of: its name, the rule that changes the parameters, and what each arrow of the update
 * means; beside the rule where there is no space below it.
 *
 * @param props.remembers whether this optimizer keeps a memory of gradients
 */
export function UpdateCard(props: {
  readonly stage: Stage;
  readonly run: NamedRun & { readonly kind: OptimizerKind };
  readonly remembers: boolean;
  readonly words: UpdateWords;
  readonly rect: Rect;
}): ReactElement {
  const { stage, run, words, rect } = props;
  const { x, y, width, height } = rect;
  const colour = runColour(stage.theme, run.lane);
  const beside = height < NAME + RULE + 4 * ROW;
  const wide = beside ? 0.55 * width : width;
  const rules = UPDATE_RULES[run.kind] ?? [];
  const shown = beside ? rules.slice(-1) : rules;
  const high = RULE + FORMER * Math.max(0, shown.length - 1);
  const legend: Place = beside ? [x + wide + 10, y + 28] : [x, y + NAME + high + 34];
  return (
    <g>
      <Marker run={run.lane} at={[x + 14, y + NAME / 2]} r={13} fill={colour} />
      {runName(stage, run, [x + 42, y + NAME / 2 + 13], { size: SIZE.large, width: wide - 42 })}
      {ruleOf(stage, shown, words.symbols, { x, y: y + NAME + 8, width: wide, height: high })}
      {legendOf(props, legend)}
    </g>
  );
}

/** Those with a rate for each axis. */
const PER_AXIS: readonly OptimizerKind[] = ['adagrad', 'rmsprop', 'adam', 'adamw'];

/** The legend of the arrows, in their colours. */
function legendOf({ stage, run, remembers, words, rect }: Parameters<typeof UpdateCard>[0], [x, y]: Place) {
  const { theme } = stage;
  const oval: Sign = {
    width: 62,
    draw: (left, middle) => <RateOval at={[left + 23, middle]} rx={22} ry={9} colour={theme.quiet} />,
  };
  const entries: readonly (readonly [words: string, sign: Sign, present: boolean])[] = [
    [words.gradient, sign.arrow(theme.gradient), true],
    [words.memory, sign.arrow(theme.curve), remembers],
    [words.scale, oval, PER_AXIS.includes(run.kind)],
    [words.step, sign.arrow(runColour(theme, run.lane), 9), true],
  ];
  return each(
    entries.filter(([, , present]) => present),
    ([said, { width, draw }], i) => (
      <g>
        {draw(x, y + i * ROW)}
        {text(stage, said, [x + width, y + i * ROW + 10], {
          size: SIZE.small,
          width: rect.x + rect.width - x - width,
        })}
      </g>
    ),
  );
}

/** The formulas of a rule, the last of which changes the parameters; below them what their symbols mean. */
function ruleOf(stage: Stage, rules: readonly Typeset[], symbols: string, rect: Rect): ReactElement {
  const wanted = { size: 40, width: rect.width };
  const last = rect.y + 56 + FORMER * Math.max(0, rules.length - 1);
  const depth = Math.max(0, ...rules.slice(-1).map((of) => equationExtent(of, wanted).depth));
  return (
    <g>
      {each(rules, (of, i) => {
        const pieces = 'gradient' in of.pieces ? { gradient: { fill: 'gradient' as const } } : {};
        return (
          <Equation
            stage={stage}
            of={of}
            at={[rect.x, rect.y + 56 + FORMER * i]}
            {...wanted}
            pieces={pieces}
          />
        );
      })}
      {textBlock(stage, symbols, rect.width, { size: SIZE.small, fill: 'quiet' }).at([
        rect.x,
        last + depth + 42,
      ])}
    </g>
  );
}
