import { lineSplitter } from '../decode.ts';

/** One drawing on a line of the console: lines are drawn over after `\r`. */
export interface Segment {
  readonly text: string;
  readonly line: number;
  /** Whether it was drawn over what stood there. */
  readonly drawn: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what terminals are told with
const ANSI = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])|[\b\x07]/g;

/** Takes console output in pieces and gives its drawings, without colours and movements of the cursor. */
export function segmentSplitter(head: Uint8Array, onSegment: (segment: Segment) => void) {
  return lineSplitter(head, (raw, line) => {
    const whole = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    whole.split('\r').forEach((part, i) => {
      const text = part
        .replace(ANSI, '')
        .replace(/^\uFEFF/, '')
        .trimEnd();
      if (text.trim() !== '') onSegment({ text, line, drawn: i > 0 });
    });
  });
}
