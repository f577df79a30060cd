const CLOSE: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * A JSON text that ends in the middle, cut back to its last whole value and closed.
 *
 * @returns undefined if nothing of it is whole
 */
export function repaired(text: string): string | undefined {
  const open: string[] = [];
  let [cut, closing, inString] = [0, '', false];
  const mark = (at: number) => {
    cut = at;
    closing = open
      .toReversed()
      .map((bracket) => CLOSE[bracket] ?? '')
      .join('');
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (inString) {
      if (letter === '\\') at++;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') open.push(letter);
    else if (letter === '}' || letter === ']') {
      open.pop();
      mark(at + 1);
    } else if (letter === ',') mark(at);
  }
  return cut === 0 ? undefined : text.slice(0, cut) + closing;
}
