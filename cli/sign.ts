import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { readRegular } from '../src/cache/regular-file.ts';
import { writeWhole } from '../src/cache/write-whole.ts';
import { filmsAt } from '../src/film/films-at.ts';
import { oneLine } from '../src/film/one-line.ts';
import { parseProvenance } from '../src/film/sidecars/provenance.ts';
import { SIGNATURE, signerWith } from '../src/film/signature.ts';

/** The bytes of a film's provenance. @throws Error, one line, if it has none */
function provenanceAt(path: string): Buffer {
  try {
    const bytes = readRegular(path);
    parseProvenance(bytes.toString());
    return bytes;
  } catch (error) {
    throw new Error(`'${relative('', path)}': no provenance to sign: ${oneLine(error)}`);
  }
}

/** What `lossreel sign` does: nothing is signed unless all can be. @throws UsageError if there is no film or no such key */
export async function signFilms(
  paths: readonly string[],
  { key: file }: { readonly key: string },
): Promise<void> {
  const films = [...new Set(paths.flatMap(filmsAt))];
  const signed = signerWith(file, '--key');
  const signatures = films.map(
    (base) => [`${base}${SIGNATURE}`, signed(provenanceAt(`${base}.json`))] as const,
  );
  for (const [path, signature] of signatures) {
    await writeWhole(path, (unfinished) => writeFile(unfinished, signature));
    process.stdout.write(`${relative('', path)}\n`);
  }
}
