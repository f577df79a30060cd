/** Colours with a meaning. Runs take the Okabe–Ito colours in order; on light ground darker shades of the same hues. */
export interface Theme {
  readonly name: 'dark' | 'light';
  readonly background: string;
  /** Panels: a shade off the background. */
  readonly panel: string;
  readonly text: string;
  /** Labels beside what matters. */
  readonly quiet: string;
  /** Axes and frames. */
  readonly line: string;
  /** The objective's curve. */
  readonly curve: string;
  /** The slope under the ball. */
  readonly tangent: string;
  readonly caption: string;
  /** One colour a run, at least seven. */
  readonly runs: readonly string[];
  /** One colour a class, ten; where ten are told apart by colour, a label stands beside. */
  readonly classes: readonly string[];
}

export const THEMES: Readonly<Record<Theme['name'], Theme>> = {
  dark: {
    name: 'dark',
    background: '#0b1020',
    panel: '#121a30',
    text: '#f4f6fb',
    quiet: '#a9b4cc',
    line: '#5c6b8c',
    curve: '#dfe6f5',
    tangent: '#22e0ff',
    caption: '#ffffff',
    runs: ['#e69f00', '#14b88a', '#e58fc0', '#f0e442', '#ff7a2f', '#56b4e9', '#c0c8dc'],
    classes: [
      '#56b4e9',
      '#f0a30a',
      '#14b88a',
      '#f0e442',
      '#f08cc0',
      '#ff6b4a',
      '#b29cff',
      '#d5dbe8',
      '#2fe0d2',
      '#a8d85c',
    ],
  },
  light: {
    name: 'light',
    background: '#fbfaf6',
    panel: '#f0eee6',
    text: '#161a26',
    quiet: '#4c5468',
    line: '#7c8296',
    curve: '#2b3247',
    tangent: '#00708a',
    caption: '#10131c',
    runs: ['#8a5600', '#00684a', '#9a3a70', '#6b6000', '#a83e00', '#0a5c94', '#4a4f60'],
    classes: [
      '#0a5c94',
      '#8a5600',
      '#00684a',
      '#6b6000',
      '#a0307a',
      '#b02a10',
      '#5b3fc0',
      '#4a4f60',
      '#006a78',
      '#3f6a00',
    ],
  },
};

export type ThemeName = Theme['name'];
export const THEME_NAMES = Object.keys(THEMES) as readonly ThemeName[];

/** The colour of the run at an index. */
export const runColour = (theme: Theme, index: number): string =>
  theme.runs[index % theme.runs.length] ?? theme.text;

/** The colour of a class. */
export const classColour = (theme: Theme, index: number): string =>
  theme.classes[index % theme.classes.length] ?? theme.text;

/** How a run's line is broken, so that runs differ without colour. Empty for an unbroken line. */
const DASHES = ['', '18 9', '5 7', '24 7 5 7', '12 6 3 6 3 6', '3 5', '30 8'] as const;
export const runDash = (index: number): string => DASHES[index % DASHES.length] ?? '';
