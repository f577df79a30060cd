/** Writes a value as JSON to standard output. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

/** Writes a value as one line of JSON to standard output. */
export const printJsonLine = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** Says on standard error what one should know, a line each. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`lossreel: warning: ${warning}\n`);
}
