// Made by 'npm run languages' from the words files beside it.
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

/** The words that every film has, by language: the languages that a film may come in, English first. */
export const SHARED_WORDS = { en, de, fr } as const;
