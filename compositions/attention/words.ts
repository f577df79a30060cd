// Made by 'npm run languages' from the words files beside it.
import { ATTENTION_WORDS } from '../../src/story/words/attention/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('attention', {
  en: { ...ATTENTION_WORDS.en, ...en },
  de: { ...ATTENTION_WORDS.de, ...de },
  fr: { ...ATTENTION_WORDS.fr, ...fr },
});
