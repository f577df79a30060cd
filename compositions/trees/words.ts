// Made by 'npm run languages' from the words files beside it.
import { TREES_WORDS } from '../../src/story/words/trees/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('trees', {
  en: { ...TREES_WORDS.en, ...en },
  de: { ...TREES_WORDS.de, ...de },
  fr: { ...TREES_WORDS.fr, ...fr },
});
