import { changedEquations, equationFiles, writeTypeset } from '../src/film/equation-files.ts';

/** What `lossreel equations` does: formulas in TeX, typeset into data that films draw. @throws UsageError */
export async function typesetAll(
  paths: readonly string[],
  { check = false }: { readonly check?: boolean },
): Promise<void> {
  for (const file of paths.flatMap(equationFiles)) {
    if (check) {
      const changed = changedEquations(file);
      if (changed.length > 0)
        throw new Error(
          `${file.path}: ${changed.join(', ')}: not as typeset: run 'lossreel equations ${file.path}'`,
        );
    } else {
      const count = await writeTypeset(file);
      process.stdout.write(`${file.typeset}: ${count} formula${count === 1 ? '' : 's'}\n`);
    }
  }
}
