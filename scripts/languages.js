// Writes the modules that import words files, so that a language is a file and no code: `npm run languages` after one
// has been added or removed. A test asks whether they are current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './doors.js';

const FILMS = 'compositions';
const SHARED = 'src/story/words';

/** The languages that a folder has words in: English first, as it is what the others fall back to. */
const languagesIn = (folder) =>
  readdirSync(folder)
    .flatMap((name) => /^([a-z]{2,3})\.json$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(b === 'en') - Number(a === 'en') || (a < b ? -1 : 1));

const MADE = "// Made by 'npm run languages' from the words files beside it.";
const imports = (languages) =>
  [...languages]
    .sort()
    .map((language) => `import ${language} from './${language}.json';\n`)
    .join('');

const filmModule = (id, languages) => `${MADE}
import { filmWords } from '../../src/story/words.ts';
${imports(languages)}
export const words = filmWords('${id}', { ${languages.join(', ')} });
`;

const sharedModule = (languages) => `${MADE}
${imports(languages)}
/** The words that every film has, by language: the languages that a film may come in, English first. */
export const SHARED_WORDS = { ${languages.join(', ')} } as const;
`;

/** The modules as they should be: text by path. @param root of the project */
export function languageModules(root = ROOT) {
  const films = readdirSync(join(root, FILMS)).filter((id) => existsSync(join(root, FILMS, id, 'en.json')));
  return new Map([
    [join(root, SHARED, 'index.ts'), sharedModule(languagesIn(join(root, SHARED)))],
    ...films.map((id) => [
      join(root, FILMS, id, 'words.ts'),
      filmModule(id, languagesIn(join(root, FILMS, id))),
    ]),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of languageModules())
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
