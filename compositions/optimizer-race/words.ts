// Made by 'npm run languages' from the words files beside it.
import { RACE_WORDS } from '../../src/story/words/race/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('optimizer-race', {
  en: { ...RACE_WORDS.en, ...en },
  de: { ...RACE_WORDS.de, ...de },
  fr: { ...RACE_WORDS.fr, ...fr },
});
