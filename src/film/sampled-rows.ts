/** What is noted of a table of somebody's own, if only some of its rows are used. @param param that names it @param file its name */
export const sampledRows = (
  param: string,
  file: string | undefined,
  used: number,
  rows: number,
): readonly string[] =>
  rows > used ? [`${param} '${file}': ${used} of its ${rows} rows, drawn by the seed`] : [];
