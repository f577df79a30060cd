import type { ReactElement } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contrastingWords, legibleWords } from '../../src/film/laws/legibility.ts';
import { typesetEquation } from '../../src/film/typeset-equation.ts';
import { displayList } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import type { Painter } from '../../src/render/paint/picture.ts';
import { openPainter } from '../../src/render/still.ts';
import { Equation } from '../../src/scene/parts/Equation.tsx';
import { text } from '../../src/scene/parts/Text.tsx';
import { createStage, type Stage } from '../../src/scene/stage.ts';
import { THEME_NAMES } from '../../src/scene/theme.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import equations from '../scene/equations.typeset.json';
import { kitSheet } from '../scene/kit-sheet.tsx';

const stages = THEME_NAMES.map((theme) =>
  createStage('landscape', { ...DEFAULT_LOOK, theme }, nodeTypefaces()),
);
const [dark] = stages;
if (dark === undefined) throw new Error('no stage');

let painter: Painter;
beforeAll(async () => {
  painter = await openPainter({ width: 1920, height: 1080, scale: 0.25 });
});
afterAll(() => painter.dispose());

/** What law 5 has to say of a picture. */
function said(stage: Stage, shown: ReactElement): readonly string[] {
  const list = displayList(shown);
  return [...legibleWords(list, stage), ...contrastingWords(list, painter, stage.width)].map(
    ({ what }) => what,
  );
}

const onDark = (...children: readonly ReactElement[]) =>
  said(
    dark,
    <svg width={1920} height={1080}>
      <rect width={1920} height={1080} fill={dark.theme.background} />
      {...children}
    </svg>,
  );

describe('law 5', () => {
  it.each(stages)('has nothing to say of formulas and code in $theme.name', (stage) => {
    expect(said(stage, kitSheet(stage))).toEqual([]);
  });

  it('finds a formula that leaves the safe area, is too small or lies on other words', () => {
    const at = (x: number, size: number) => (
      <Equation stage={dark} of={equations.rule} at={[x, 300]} size={size} />
    );
    expect(onDark(at(300, 60))).toEqual([]);
    expect(onDark(at(1700, 60))).toEqual([expect.stringContaining('"x ← x − η L′(x)" leaves the safe area')]);
    expect(onDark(at(300, 24))).toEqual([expect.stringContaining('"x ← x − η L′(x)" is 24.0 px')]);
    expect(onDark(at(300, 60), <g>{text(dark, 'words', [400, 300])}</g>)).toEqual([
      expect.stringContaining('"x ← x − η L′(x)" overlaps "words"'),
    ]);
  });

  it('counts a script of a script as smaller type', async () => {
    const of = await typesetEquation({ tex: 'e^{-x^2}', words: 'exp(−x²)' });
    const set = (size: number) => <Equation stage={dark} of={of} at={[300, 300]} size={size} />;
    expect(onDark(set(40))).toEqual([expect.stringContaining('"exp(−x²)" is 28.3 px')]);
    expect(onDark(set(46))).toEqual([]);
  });

  it('looks at the colour of each piece', () => {
    const set = (opacity: number) => (
      <Equation
        stage={dark}
        of={equations.rule}
        at={[300, 300]}
        pieces={{ gradient: { fill: '#404860', opacity } }}
      />
    );
    expect(onDark(set(1))).toEqual([
      expect.stringMatching(/"x ← x − η L′\(x\)" has a contrast of [12]\.\d$/),
    ]);
    // It is coming or going.
    expect(onDark(set(0.5))).toEqual([]);
  });
});
