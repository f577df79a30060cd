import { type Grown, grown } from './grown.ts';

/** One column of a table, or one key of many records: its numbers, each with its row. */
export interface Column {
  readonly name: string;
  readonly rows: Float64Array;
  readonly values: Float64Array;
  /** Cells that hold a text. */
  readonly words: number;
  /** The texts, by row, of the first thousand rows that hold one. */
  readonly texts: ReadonlyMap<number, string>;
}

/** Rows of named numbers, as tables, JSON lines and console output have them. */
export interface Records {
  readonly columns: readonly Column[];
  readonly count: number;
  /** Rows before which a header stands, or another writer begins. */
  readonly headers: readonly number[];
}

interface Growing {
  readonly rows: Grown;
  readonly values: Grown;
  readonly texts: Map<number, string>;
  words: number;
}

const KEPT_TEXTS = 100_000;

/** Where the cells of one column go. */
export interface ColumnBuilder {
  /** The number of the current row; the first of two counts. */
  number(value: number): void;
  /** A cell that is a text. */
  word(text: string): void;
}

export interface RecordBuilder {
  /** Begins a row. @returns its number */
  row(): number;
  column(name: string): ColumnBuilder;
  number(name: string, value: number): void;
  word(name: string, text: string): void;
  /** A header stands before the next row. */
  header(): void;
  /** Number of rows begun. */
  readonly count: number;
  done(): Records;
}

/** Collects records, whose columns appear as they come. */
export function recordBuilder(): RecordBuilder {
  const columns = new Map<string, Growing & ColumnBuilder>();
  const headers: number[] = [];
  let count = 0;
  const added = (): Growing & ColumnBuilder => {
    const [rows, values, texts] = [grown(), grown(), new Map<number, string>()];
    return {
      rows,
      values,
      texts,
      words: 0,
      number(value) {
        if (rows.last() === count - 1) return;
        rows.add(count - 1);
        values.add(value);
      },
      word(text) {
        this.words++;
        if (texts.size < KEPT_TEXTS) texts.set(count - 1, text);
      },
    };
  };
  const at = (name: string): ColumnBuilder => {
    const column = columns.get(name) ?? added();
    columns.set(name, column);
    return column;
  };
  return {
    row: () => count++,
    column: at,
    number: (name, value) => at(name).number(value),
    word: (name, text) => at(name).word(text),
    header() {
      headers.push(count);
    },
    get count() {
      return count;
    },
    done() {
      let shared: Float64Array | undefined;
      return {
        count,
        headers,
        columns: [...columns].map(([name, { rows, values, words, texts }]) => {
          // Columns that are full have the same rows, and share them.
          const own = rows.length === count && shared !== undefined ? shared : rows.done();
          if (rows.length === count) shared = own;
          return { name, rows: own, values: values.done(), words, texts };
        }),
      };
    },
  };
}

/** Records of only these rows. */
export function rowsOf(records: Records, wanted: ReadonlySet<number>): Records {
  const places = new Map([...wanted].sort((a, b) => a - b).map((row, i) => [row, i]));
  const columns = records.columns.map((column) => {
    const kept = [...column.rows.keys()].filter((i) => wanted.has(column.rows[i] ?? -1));
    const texts = new Map(
      [...column.texts].flatMap(([row, text]) => {
        const at = places.get(row);
        return at === undefined ? [] : [[at, text] as const];
      }),
    );
    return {
      name: column.name,
      rows: Float64Array.from(kept, (i) => places.get(column.rows[i] ?? -1) ?? 0),
      values: Float64Array.from(kept, (i) => column.values[i] ?? Number.NaN),
      words: texts.size,
      texts,
    };
  });
  return { columns, count: wanted.size, headers: [] };
}
