/** The encoding that a byte order mark tells; UTF-8 without one. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [a, b] = bytes;
  return a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

/** Takes bytes in pieces and gives text, invalid bytes replaced. */
export interface Decoder {
  take(chunk: Uint8Array): string;
  end(): string;
}

/** A decoder for a file with this beginning. */
export function decoder(head: Uint8Array): Decoder {
  const encoding = new TextDecoder(encodingOf(head));
  return { take: (chunk) => encoding.decode(chunk, { stream: true }), end: () => encoding.decode() };
}

/** Takes bytes in pieces and gives whole lines, without their ends. */
export function lineSplitter(
  head: Uint8Array,
  onLine: (line: string, number: number) => void,
): { take(chunk: Uint8Array): void; end(): void } {
  const text = decoder(head);
  let [rest, number] = ['', 0];
  const give = (added: string) => {
    const lines = (rest + added).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line, ++number);
  };
  return {
    take: (chunk) => give(text.take(chunk)),
    end() {
      give(text.end());
      if (rest !== '') onLine(rest, ++number);
      rest = '';
    },
  };
}
