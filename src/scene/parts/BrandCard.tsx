import type { ReactElement } from 'react';
import { type Brand, type BrandText, brandText } from '../../story/brand.ts';
import { logo } from '../logo.ts';
import { px } from '../px.ts';
import { SIZE, type Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { sizeOf, type TextBlock, type TextStyle, text, textBlock } from './Text.tsx';

/** Height of a logo as a share of the picture's shorter side, and the most of the safe area's width that it takes. */
const [LOGO_HEIGHT, LOGO_WIDTH] = [0.2, 0.6];
const GAP = 44;
const RULE = { width: 220, height: 8 };

/** Words in the middle, on as many lines as they need; a word that is too long is set smaller. */
function block(stage: Stage, words: string, style: TextStyle): TextBlock {
  const { width } = stage.safe;
  const size = Math.min(...words.split(' ').map((word) => sizeOf(stage, word, { ...style, width })));
  return textBlock(stage, words, width, { ...style, size, anchor: 'middle', leading: 1.2 });
}

/** What a card shows. */
export interface CardContent {
  readonly brand: Brand;
  readonly title: BrandText | undefined;
  readonly text: BrandText | undefined;
  readonly credit?: BrandText | undefined;
}

/** A card laid out: its logo, its words, and the top of the rule below the brand's name. */
function laidOut(stage: Stage, { brand, title, text: below }: CardContent) {
  const { width, height, safe, theme, language } = stage;
  const centre = safe.x + safe.width / 2;
  const side = brand.logo === undefined ? 0 : Math.min(width, height) * LOGO_HEIGHT;
  const rows = [
    { words: brand.name, size: SIZE.heading, bold: true },
    { words: brandText(title, language), size: SIZE.title, bold: true },
    { words: brandText(below, language), size: SIZE.large, fill: 'quiet' as const },
  ].flatMap(({ words, ...style }) => {
    if (words === '') return [];
    const lines = block(stage, words, style);
    const cap = stage.type.semibold.capHeight * style.size;
    return [{ lines, cap, height: lines.height + cap }];
  });
  const whole =
    (side === 0 ? 0 : side + GAP) + rows.reduce((sum, row) => sum + row.height + GAP, 0) + RULE.height;
  const top = safe.y + (safe.height - whole) / 2;
  const name = side === 0 ? top : top + side + GAP;
  const rule = name + (rows[0]?.height ?? 0) + GAP;
  const room = {
    x: centre - (safe.width * LOGO_WIDTH) / 2,
    y: top,
    width: safe.width * LOGO_WIDTH,
    height: side,
  };
  // Below the name comes the rule, then the title and the text.
  const second = rule + RULE.height + GAP;
  const starts = [name, second, second + (rows[1]?.height ?? 0) + GAP];
  return {
    mark: brand.logo && logo(brand.logo, room, theme.text),
    words: rows.map(({ lines, cap }, i) => ({ lines, at: [centre, (starts[i] ?? 0) + cap] as const })),
    rule: { x: centre, y: rule },
  };
}

/**
 * The ground of a card with what is no word on it, over whatever is below.
 *
 * @param props.rule how far the rule below the brand's name has grown, 0 to 1
 */
export function CardGround(props: {
  readonly stage: Stage;
  readonly content: CardContent;
  readonly in: number;
  readonly rule: number;
}): ReactElement {
  const { stage, content, in: shown, rule } = props;
  const { mark, rule: at } = laidOut(stage, content);
  const grown = RULE.width * rule;
  return (
    <Fade in={shown}>
      <rect x={0} y={0} width={stage.width} height={stage.height} fill={stage.theme.background} />
      {mark}
      {grown > 0 && (
        <rect
          x={px(at.x - grown / 2)}
          y={px(at.y)}
          width={px(grown)}
          height={RULE.height}
          rx={RULE.height / 2}
          fill={stage.theme.focus}
        />
      )}
    </Fade>
  );
}

/**
 * A whole frame of a brand: its logo and name, a title, a text, and a line at the foot.
 *
 * @param props.words how much of the words is there, 0 to 1
 * @param props.rule as of {@link CardGround}
 */
export function BrandCard(props: {
  readonly stage: Stage;
  readonly content: CardContent;
  readonly words: number;
  readonly rule: number;
}): ReactElement {
  const { stage, content, words, rule } = props;
  const { width, height, safe, language } = stage;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <CardGround stage={stage} content={content} in={1} rule={rule} />
      <Fade in={words}>
        {each(laidOut(stage, content).words, ({ lines, at }) => lines.at(at))}
        {text(
          stage,
          brandText(content.credit, language),
          [safe.x + safe.width / 2, safe.y + safe.height - 12],
          {
            size: SIZE.small,
            fill: 'quiet',
            anchor: 'middle',
            width: safe.width,
          },
        )}
      </Fade>
    </svg>
  );
}
