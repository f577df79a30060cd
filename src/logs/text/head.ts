const HEADS: readonly RegExp[] = [
  /^\s*(?:INFO|DEBUG|WARNING|ERROR):[\w.]+:\s*/,
  /^\s*\[?\d{4}[-/]\d\d[-/]\d\d[ T_]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\s*/,
  /^\s*\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?\s*/,
  /^\s*\[\d\d\/\d\d \d\d:\d\d:\d\d(?: [\w.]+)?\]:?\s*/,
  /^\s*[IWE]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w.]+:\d+\]\s*/,
  /^\s*[-|:]?\s*\[?(?:INFO|DEBUG|WARNING|ERROR)\]?\s*[-|:]?\s*/,
  /^\s*[\w.-]+ (?:INFO|DEBUG|WARNING|ERROR):\s*/,
  /^\s*\[[\w./-]+\.py:\d+(?::\w+)?\]\s*/,
  /^\s*[\w./-]+\.py:\d+\]?\s*[-|:]?\s*/,
  /^\s*(?:root|__main__|trainer|train|[\w.]+\.[\w.]+)\s*(?:-|\||:(?=\S|\s))\s*(?=\S*(?:epoch|step|iter|loss|\[))/i,
  /^\s*\[rank\s*\d+\]:?\s*/i,
];

/** A line without what loggers put before it: date, level, file and line. */
export function withoutHead(text: string): string {
  let [rest, before] = [text, ''];
  while (rest !== before) {
    before = rest;
    for (const head of HEADS) rest = rest.replace(head, '');
  }
  return rest;
}
