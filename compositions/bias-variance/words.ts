// Made by 'npm run languages' from the words files beside it.
import { filmWords } from '../../src/story/words.ts';
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const words = filmWords('bias-variance', { en, de, fr });
