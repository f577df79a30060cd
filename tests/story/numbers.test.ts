import { describe, expect, it } from 'vitest';
import {
  decade,
  fixed,
  graded,
  percent,
  plain,
  rate,
  significant,
  summed,
  times,
  twoDigits,
} from '../../src/story/numbers.ts';

describe('numbers', () => {
  it('have a typographic minus and no negative zero', () => {
    expect([fixed(-1.55, 4), fixed(-0.00001, 3), fixed(0.12345, 2)]).toEqual(['−1.5500', '0.000', '0.12']);
  });

  it.each([
    [
      [0.0625, 0.00354, 0.00855],
      ['0.0625', '0.0035', '0.0086', '0.0746'],
    ],
    [
      [0.0025, 0.000041, 0.000055],
      ['0.00250', '0.00004', '0.00006', '0.00260'],
    ],
    [
      [0.0625, 2.4e7, 4.49e8],
      ['0.00 × 10⁸', '0.24 × 10⁸', '4.49 × 10⁸', '4.73 × 10⁸'],
    ],
  ])('%j add up as they are written', (values, written) => {
    const { parts, sum, write } = summed(values);
    expect([...parts, sum].map(write)).toEqual(written);
  });

  it('that are large use scientific notation', () => {
    expect([fixed(2.3e184, 4), fixed(-123456, 1), fixed(99999, 1)]).toEqual([
      '2.3 × 10¹⁸⁴',
      '−1.2 × 10⁵',
      '99999.0',
    ]);
  });

  it('are written as short as possible', () => {
    expect([0.46, 1, -2.5, 1e-6, 2.5e-6, 0].map(plain)).toEqual([
      '0.46',
      '1',
      '−2.5',
      '10⁻⁶',
      '2.5 × 10⁻⁶',
      '0',
    ]);
    expect([significant(0.123456, 2), significant(1200, 2)]).toEqual(['0.12', '1200']);
    expect([1e-4, 0.01, 1000, 1e4, 5e-4].map(decade)).toEqual(['10⁻⁴', '0.01', '1000', '10⁴', '5 × 10⁻⁴']);
  });

  it('for learning rates keep distinguishing digits', () => {
    expect([0.46, 0.0900001, 0.00012345].map(rate)).toEqual(['0.46', '0.09', '0.000123']);
  });

  it('that are ratios are whole from ten on', () => {
    expect([23.4, 10, 1.304, 2, 7.283e9].map(times)).toEqual(['23', '10', '1.3', '2', '7.3 × 10⁹']);
  });

  it('of any magnitude have about three significant digits', () => {
    expect([0, 0.00052, 0.12345, 12.345, 123.45, 12345].map(graded)).toEqual([
      '0.0000',
      '5.2 × 10⁻⁴',
      '0.1235',
      '12.35',
      '123.5',
      '1.2 × 10⁴',
    ]);
  });

  it('as percentages are never rounded to 0 or 100', () => {
    expect([0.5, 1, 0.9999, 0.0004, 0].map((share) => percent(share, 0))).toEqual([
      '50',
      '100',
      '100.0',
      '0.0',
      '0',
    ]);
    expect([0.996, 0.004].map((share) => percent(share, 0))).toEqual(['99.6', '0.4']);
    expect([0.1234, 0.2].map((share) => percent(share, null))).toEqual(['12.3', '20']);
  });
});

it('two digits keep the zeros that belong to them', () => {
  expect([0.2, 0.0746, 0.004, 3.14, 21.4, 0, 123].map(twoDigits)).toEqual([
    '0.20',
    '0.075',
    '0.0040',
    '3.1',
    '21',
    '0.0000',
    '123',
  ]);
});
