// Made by 'npm run languages' from the words files beside it.
import { BOUNDARY_WORDS } from '../../src/story/words/boundary/index.ts';
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('decision-boundary', {
  en: { ...BOUNDARY_WORDS.en, ...en },
  de: { ...BOUNDARY_WORDS.de, ...de },
  fr: { ...BOUNDARY_WORDS.fr, ...fr },
});
