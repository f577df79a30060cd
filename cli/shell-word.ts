/**
 * A word as the shell of a platform takes it: quoted where it has to be. Paths in Windows' way get slashes, which it takes too.
 *
 * @param platform whose shell it is
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  const windows = platform === 'win32';
  const plain = windows ? word.replaceAll('\\', '/') : word;
  if (/^[\w./:-]+$/.test(plain)) return plain;
  return windows ? `"${plain.replaceAll('"', '')}"` : `'${plain.replaceAll("'", "'\\''")}'`;
}
