// Made by 'npm run languages' from the words files beside it.
import { OVERFITTING_WORDS } from '../../src/story/words/overfitting/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('overfitting-curves', {
  en: { ...OVERFITTING_WORDS.en, ...en },
  de: { ...OVERFITTING_WORDS.de, ...de },
  fr: { ...OVERFITTING_WORDS.fr, ...fr },
});
