import { z } from 'zod';
import { THEME_NAMES, THEMES } from '../../scene/theme.ts';
import type { Brand } from '../../story/brand.ts';
import { LANGUAGES } from '../../story/look.ts';

/** One line of text that is not blank. */
const line = z.string().regex(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u, 'is not one non-blank line of text');
const text = z.union(
  [line, z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, line.optional()])))],
  { error: 'is neither a line of text nor one for each of some languages' },
);
const seconds = (least: number) => z.number().min(least).max(15);

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'is not a colour like #12ab9f');
/** A theme's colours, all optional: one, or as many as the theme has of the role. */
const palette = z
  .strictObject(
    Object.fromEntries(
      Object.entries(THEMES.dark).flatMap(([role, usual]) =>
        role === 'name'
          ? []
          : [[role, (Array.isArray(usual) ? z.array(colour).length(usual.length) : colour).optional()]],
      ),
    ),
  )
  .describe('colours by role, in place of those of the theme');

const card = z.strictObject({ seconds: seconds(1), title: text.optional(), text: text.optional() });

/**
 * A brand: what `brand.json` holds.
 *
 * @param file what stands for a file: its path, or its content
 */
const brandShape = (file: z.ZodType<string>) => ({
  name: line.describe('name of the channel'),
  logo: file.optional().describe('an SVG or a PNG'),
  palette: z
    .strictObject(Object.fromEntries(THEME_NAMES.map((name) => [name, palette.optional()])))
    .optional(),
  font: z
    .union([file, z.strictObject({ regular: file, semibold: file })], {
      error: 'is neither the name of a file nor { regular, semibold } with one each',
    })
    .optional()
    .describe('woff2, woff, TrueType or OpenType; two weights, or one for both'),
  intro: card.optional().describe('a card before the film'),
  endCard: card.optional().describe('a card after it'),
  lowerThird: z
    .strictObject({
      name: text,
      text: text.optional(),
      part: z.string().optional().describe('id of the part that it is shown in; the first without'),
      seconds: seconds(1.5),
    })
    .optional()
    .describe('a name, when a part begins'),
  credit: text.optional().describe('a line at the foot of the end card'),
});

type Refined = { readonly credit?: unknown; readonly endCard?: unknown };
const hasPlace = ({ credit, endCard }: Refined): boolean => credit === undefined || endCard !== undefined;
const NO_PLACE = {
  path: ['credit'],
  message: 'is shown on the end card, which this brand has none of: add endCard',
};

/** A brand as it is written, with paths of files. */
export const brandFileSchema = z.strictObject(brandShape(z.string().min(1))).refine(hasPlace, NO_PLACE);
export type BrandFile = z.infer<typeof brandFileSchema>;

const content = z.string().regex(/^data:[\w.+/-]+;base64,/, {
  error: 'is not a data: URL in base64: a brand with files of its own is read by its path',
});

/** A brand that is complete in itself. */
export const brandSchema = z
  .strictObject(brandShape(content))
  .refine(hasPlace, NO_PLACE) as unknown as z.ZodType<Brand>;

/** The kinds of file that a logo and a font may be, by the ends of their names. */
export const LOGO_KINDS: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png' };
export const FONT_KINDS: Readonly<Record<string, string>> = {
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
};

/**
 * A brand complete in itself.
 *
 * @param contentOf the `data:` URL of a file that a field names
 */
export function wholeBrand(
  { logo, font, ...rest }: BrandFile,
  contentOf: (field: 'logo' | 'font', file: string) => string,
): Brand {
  const { regular, semibold } = typeof font === 'object' ? font : { regular: font, semibold: font };
  return brandSchema.parse({
    ...rest,
    ...(logo === undefined ? {} : { logo: contentOf('logo', logo) }),
    ...(regular === undefined || semibold === undefined
      ? {}
      : { font: { regular: contentOf('font', regular), semibold: contentOf('font', semibold) } }),
  });
}
