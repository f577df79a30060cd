// Made by 'npm run languages' from the words files beside it.
import { DESCENT_WORDS } from '../../src/story/words/descent/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('learning-rate-trio', {
  en: { ...DESCENT_WORDS.en, ...en },
  de: { ...DESCENT_WORDS.de, ...de },
  fr: { ...DESCENT_WORDS.fr, ...fr },
});
