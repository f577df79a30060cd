import type { Brand } from '../story/brand.ts';
import type { ThemeName } from '../story/look.ts';

/** A colour as `#rrggbb`. */
export type Colour = `#${string}`;

/**
 * Colours by meaning, the same in every film. Runs and classes use hues after Okabe and Ito; on a light background, darker
 * shades of the same hues. The first five runs, as many as most films have, are the furthest apart.
 */
export interface Theme {
  readonly name: ThemeName;
  readonly background: Colour;
  /** Panels: a shade different from the background. */
  readonly panel: Colour;
  readonly text: Colour;
  /** Secondary labels. */
  readonly quiet: Colour;
  /** Axes and frames. */
  readonly line: Colour;
  /** The main curve: an objective, a decision boundary, a single loss. */
  readonly curve: Colour;
  readonly caption: Colour;
  /** Training loss and validation loss. */
  readonly train: Colour;
  readonly validation: Colour;
  /** Slopes. */
  readonly gradient: Colour;
  /** What the film draws attention to. */
  readonly focus: Colour;
  /** One colour per run, at least seven. */
  readonly runs: readonly Colour[];
  /** One colour per class, ten; where ten are distinguished by colour, labels are shown as well. */
  readonly classes: readonly Colour[];
  /** The same for points and areas, which need less contrast than words: brighter on a light background. */
  readonly classMarks: readonly Colour[];
  /** Heights from the valley floor to the walls: muted, so that paths stand out on all of them. */
  readonly heights: readonly Colour[];
}

/** The names of a theme's single colours. */
export type Role = { [R in keyof Theme]: Theme[R] extends Colour ? R : never }[keyof Theme];

/** The themes by name. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  dark: {
    name: 'dark',
    background: '#0b1020',
    panel: '#121a30',
    text: '#f4f6fb',
    quiet: '#a9b4cc',
    line: '#5c6b8c',
    curve: '#dfe6f5',
    caption: '#ffffff',
    train: '#56b4e9',
    validation: '#e69f00',
    gradient: '#22e0ff',
    focus: '#22e0ff',
    runs: ['#f09a1a', '#14b88a', '#ef8fc8', '#fff27a', '#56b4e9', '#ff6b4a', '#c0c8dc'],
    classes: [
      '#2fa8ff',
      '#e59408',
      '#12a061',
      '#fffb7d',
      '#ff66c4',
      '#ff2d10',
      '#9a68ff',
      '#f8e2ff',
      '#2cf6ea',
      '#4be60a',
    ],
    classMarks: [
      '#2fa8ff',
      '#e59408',
      '#12a061',
      '#fffb7d',
      '#ff66c4',
      '#ff2d10',
      '#9a68ff',
      '#f8e2ff',
      '#2cf6ea',
      '#4be60a',
    ],
    heights: ['#04363c', '#0b3d63', '#233c86', '#43358c', '#643589'],
  },
  light: {
    name: 'light',
    background: '#fbfaf6',
    panel: '#f0eee6',
    text: '#161a26',
    quiet: '#4c5468',
    line: '#7c8296',
    curve: '#2b3247',
    caption: '#10131c',
    train: '#0a5c94',
    validation: '#8a5600',
    gradient: '#00708a',
    focus: '#00708a',
    runs: ['#a03c00', '#00634f', '#a3247a', '#6b6000', '#0a4fa8', '#b8002f', '#4a4f60'],
    classes: [
      '#0d5fd6',
      '#b84300',
      '#00602c',
      '#7a6600',
      '#c4108a',
      '#850016',
      '#8427e6',
      '#26283a',
      '#00708a',
      '#0a2f9a',
    ],
    classMarks: [
      '#1374fa',
      '#ee5800',
      '#007835',
      '#9a8200',
      '#f533b0',
      '#a00018',
      '#9a30ff',
      '#26283a',
      '#0094b0',
      '#0a2f9a',
    ],
    heights: ['#b2deda', '#c2deee', '#d5ddf5', '#e7def3', '#f6e2eb'],
  },
};

/** A theme in the colours of a brand; the brand's classes are also its points, if it says nothing of those. */
export const brandedTheme = (name: ThemeName, brand: Brand | null): Theme => {
  const { classes, ...palette } = brand?.palette?.[name] ?? {};
  return {
    ...THEMES[name],
    ...(classes === undefined ? {} : { classes, classMarks: classes }),
    ...palette,
  } as Theme;
};

/** The names of all themes: `dark`, `light`. */
export const THEME_NAMES = Object.keys(THEMES) as readonly ThemeName[];

/** The colour of the run at an index. */
export const runColour = (theme: Theme, index: number): Colour =>
  theme.runs[index % theme.runs.length] ?? theme.text;

/** The colour of a class in words. */
export const classColour = (theme: Theme, index: number): Colour =>
  theme.classes[index % theme.classes.length] ?? theme.text;

/** The colour of a class in points and areas. */
export const classMark = (theme: Theme, index: number): Colour =>
  theme.classMarks[index % theme.classMarks.length] ?? theme.text;

const DASHES = ['', '18 9', '5 7', '24 7 5 7', '12 6 3 6 3 6', '3 5', '30 8'] as const;
/** Dash pattern of the line of the run at an index, so that runs differ without colour: an SVG `stroke-dasharray`, empty for a solid line. */
export const runDash = (index: number): string => DASHES[index % DASHES.length] ?? '';
