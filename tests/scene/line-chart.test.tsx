import { describe, expect, it } from 'vitest';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../src/render/paint/markup.ts';
import type { Series } from '../../src/scene/parts/chart-line.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { shortened, textWidth } from '../../src/scene/parts/Text.tsx';
import { createStage } from '../../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
const rect = { x: 0, y: 100, width: 1000, height: 600 };

/** The chart's markup, its x axis from 1 to 100. */
const drawn = (series: Omit<Series, 'colour'>, { log = false, marks = 0 } = {}): string =>
  frameMarkup(
    <svg xmlns="http://www.w3.org/2000/svg">
      <LineChart
        stage={stage}
        rect={rect}
        id="chart"
        x={{ label: '', domain: [1, 100], log }}
        y={{ label: '', domain: [0, 10] }}
        series={[{ colour: '#123456', ...series }]}
        marks={Array.from({ length: marks }, (_, i) => ({
          at: 10 + i,
          words: `mark ${i}`,
          colour: '#654321' as const,
        }))}
      />
    </svg>,
  );
/** The path data of the line. */
const lineOf = (markup: string): string => /<path d="([^"]*)"[^>]*stroke="#123456"/.exec(markup)?.[1] ?? '';
const markerOf = (markup: string): number =>
  Number(/<circle cx="([\d.]+)"[^>]*fill="#123456"/.exec(markup)?.[1]);

describe('a line of values on steps of their own', () => {
  it('stands where its steps are, not where their numbers in the list are', () => {
    const even = drawn({ values: [1, 2, 3], steps: [1, 50.5, 100], run: 0 });
    const uneven = drawn({ values: [1, 2, 3], steps: [1, 2, 100], run: 0 });
    expect(lineOf(even)).not.toBe(lineOf(uneven));
    // The plot is 868 wide and begins at 110; its end is at 978.
    expect(markerOf(even)).toBeCloseTo(978, 1);
  });

  it('is broken where there is no value, and a value between two gaps is a dot', () => {
    const path = lineOf(drawn({ values: [1, 2, null, 3, null, 4, 5], steps: [1, 10, 20, 30, 40, 50, 60] }));
    expect(path.match(/M/g)).toHaveLength(3);
    expect(path).toContain('h0.01');
  });

  it('ends on its way to the next value, and stays at the last one before a gap', () => {
    const line = { values: [0, 10, null, 5], steps: [1, 51, 60, 100], run: 0 } as const;
    expect(markerOf(drawn({ ...line, upTo: 26 }))).toBeCloseTo(110 + (868 * 25) / 99, 1);
    expect(markerOf(drawn({ ...line, upTo: 75 }))).toBeCloseTo(110 + (868 * 50) / 99, 1);
  });

  it('has no marker before its first value', () => {
    expect(markerOf(drawn({ values: [1, 2], steps: [50, 60], upTo: 20, run: 0 }))).toBeNaN();
  });

  it('may be drawn over logarithmic steps', () => {
    expect(markerOf(drawn({ values: [1, 2], steps: [1, 10], run: 0 }, { log: true }))).toBeCloseTo(
      110 + 868 / 2,
      1,
    );
  });

  it('has its marks named without one name running into another', () => {
    const names = [
      ...drawn({ values: [1] }, { marks: 4 }).matchAll(
        /data-text="mark \d"[^>]*translate\(([\d.]+) ([\d.]+)\)/g,
      ),
    ];
    expect(new Set(names.map(([, , y]) => y)).size).toBe(4);
  });
});

describe('a name that is shortened', () => {
  it('keeps its ends and fits', () => {
    const name = 'a_very_long_name_of_a_series_that_nobody_can_read/loss';
    const short = shortened(stage, name, 300);
    expect(short).toMatch(/^a_v.*…/);
    expect(name.endsWith(short.split('…')[1] ?? '?')).toBe(true);
    expect(textWidth(stage, short)).toBeLessThanOrEqual(300);
  });

  it('is left alone where it fits', () => {
    expect(shortened(stage, 'A', 300)).toBe('A');
  });
});
