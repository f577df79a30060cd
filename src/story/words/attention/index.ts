// Made by 'npm run languages' from the words files beside it.
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

/** The words about the subject of this folder, by language: part of the words of films about it. */
export const ATTENTION_WORDS = { en, de, fr } as const;
