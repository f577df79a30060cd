import { describe, expect, it } from 'vitest';
import { numberColumns } from '../../src/logs/table/number-columns.ts';

const read = (text: string | Uint8Array, most = 100, seed = '1') =>
  numberColumns(typeof text === 'string' ? new TextEncoder().encode(text) : text, {
    param: 'data',
    path: 'somewhere/houses.csv',
    width: 2,
    most,
    seed,
  });

describe('a table of two columns of numbers', () => {
  it.each([
    ['commas and a header', 'size,price\n1020,214.5\n1135,221\n', ['size', 'price']],
    ['no header', '1020,214.5\n1135,221', null],
    [
      'a byte order mark, and Windows’ ends of lines',
      '\uFEFFsize,price\r\n1020,214.5\r\n1135,221\r\n',
      ['size', 'price'],
    ],
    ['semicolons and decimal commas', 'Fläche;Preis\n1020;214,5\n1135;221,0\n', ['Fläche', 'Preis']],
    ['tabs', 'size\tprice\n1020\t214.5\n1135\t221\n', ['size', 'price']],
    ['quotes and empty lines', '"size","price"\n\n"1020","214.5"\n1135,221\n\n', ['size', 'price']],
  ])('is read with %s', (_, text, names) => {
    expect(read(text)).toEqual({
      names,
      columns: [
        [1020, 1135],
        [214.5, 221],
      ],
      rows: 2,
    });
  });

  it('is sampled when it is long: a million rows, by the seed, in their order', () => {
    const text = Array.from({ length: 1_000_000 }, (_, i) => `${i},${2 * i}`).join('\n');
    const { columns, rows } = read(text, 500);
    const few = text.slice(0, text.indexOf('\n3000,'));
    expect([rows, columns[0]?.length, columns[1]?.length]).toEqual([1_000_000, 500, 500]);
    expect(columns[0]).toEqual([...(columns[0] ?? [])].sort((a, b) => a - b));
    expect(columns[1]).toEqual(columns[0]?.map((x) => 2 * x));
    expect(read(few, 500)).toEqual(read(few, 500));
    expect(read(few, 500, 'another').columns).not.toEqual(read(few, 500).columns);
  });
});

describe('is refused, naming file, row and column', () => {
  it.each([
    [
      'a missing value',
      'size,price\n1020,214.5\n1135,\n',
      "data 'houses.csv', row 3, column 2 (price): the value is missing; fill it in or leave the row out",
    ],
    [
      'text',
      'size,price\n1020,214.5\n1135,cheap\n',
      'data \'houses.csv\', row 3, column 2 (price): "cheap" is not a number',
    ],
    [
      'text without a header',
      '1020,214.5\nbig,3\n',
      'data \'houses.csv\', row 2, column 1: "big" is not a number',
    ],
    [
      'NaN',
      'size,price\n1020,NaN\n1135,221\n',
      'data \'houses.csv\', row 2, column 2 (price): "NaN" is not a number',
    ],
    [
      'what is infinite',
      '1020,214.5\n1135,inf\n',
      "data 'houses.csv', row 2, column 2: inf is too large; use a larger unit",
    ],
    [
      'a row of one',
      'size,price\n1020,214.5\n1135\n1290,262\n',
      "data 'houses.csv', row 3: 1 column; there have to be 2",
    ],
    [
      'decimal commas between commas',
      '1020,5,214,5\n1135,0,221,0\n',
      "data 'houses.csv', row 1: 4 columns; there have to be 2",
    ],
    ['one row', 'size,price\n1020,214.5\n', "data 'houses.csv': one row of data; at least two are needed"],
    [
      'prose',
      'Dear all,\nplease find enclosed the prices.\n',
      "data 'houses.csv': no table of 2 columns of numbers, separated by commas, semicolons or tabs",
    ],
    [
      'nothing',
      '',
      "data 'houses.csv': no table of 2 columns of numbers, separated by commas, semicolons or tabs",
    ],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
