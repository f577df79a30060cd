// Made by 'npm run languages' from the words files beside it.
import { REGRESSION_WORDS } from '../../src/story/words/regression/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('linear-regression', {
  en: { ...REGRESSION_WORDS.en, ...en },
  de: { ...REGRESSION_WORDS.de, ...de },
  fr: { ...REGRESSION_WORDS.fr, ...fr },
});
