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

const sharedModule = (languages) => `${MADE}
${imports(languages)}
/** The words that every film has, by language: the languages that a film may come in, English first. */
export const SHARED_WORDS = { ${languages.join(', ')} } as const;
`;

/** Words about one subject lie in a folder of its name; films that have them among theirs import what can be said of it. */
const subjectsIn = (root) =>
  readdirSync(join(root, SHARED), { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? [each.name] : [],
  );
const nameOf = (subject) => `${subject.toUpperCase()}_WORDS`;

const subjectModule = (subject, languages) => `${MADE}
${imports(languages)}
/** The words about the subject of this folder, by language: part of the words of films about it. */
export const ${nameOf(subject)} = { ${languages.join(', ')} } as const;
`;

const filmModule = (id, languages, subjects) => {
  const words = languages.map((language) => {
    const parts = subjects.map((subject) => `...${nameOf(subject)}.${language}, `);
    return subjects.length === 0 ? language : `${language}: { ${parts.join('')}...${language} }`;
  });
  const list =
    subjects.length === 0 ? `{ ${words.join(', ')} }` : `{\n${words.map((each) => `  ${each},\n`).join('')}}`;
  return `${MADE}
${subjects
  .map((subject) => `import { ${nameOf(subject)} } from '../../src/story/words/${subject}/index.ts';\n`)
  .join('')}import { filmWords } from '../../src/story/words.ts';
${imports(languages)}
export const words = filmWords('${id}', ${list});
`;
};

/** The subjects that a film is about. */
function subjectsOf(root, id) {
  const texts = readdirSync(join(root, FILMS, id))
    .filter((name) => /\.tsx?$/.test(name) && name !== 'words.ts')
    .map((name) => readFileSync(join(root, FILMS, id, name), 'utf8'));
  return subjectsIn(root).filter((subject) => texts.some((text) => text.includes(`/story/${subject}/`)));
}

/** The modules as they should be: text by path. @param root of the project */
export function languageModules(root = ROOT) {
  const films = readdirSync(join(root, FILMS)).filter((id) => existsSync(join(root, FILMS, id, 'en.json')));
  return new Map([
    [join(root, SHARED, 'index.ts'), sharedModule(languagesIn(join(root, SHARED)))],
    ...subjectsIn(root).map((subject) => [
      join(root, SHARED, subject, 'index.ts'),
      subjectModule(subject, languagesIn(join(root, SHARED, subject))),
    ]),
    ...films.map((id) => [
      join(root, FILMS, id, 'words.ts'),
      filmModule(id, languagesIn(join(root, FILMS, id)), subjectsOf(root, id)),
    ]),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of languageModules())
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
