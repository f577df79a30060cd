import { wording } from '../../src/story/wording.ts';
import { english } from './english.ts';
import { german } from './german.ts';

/** Makes and words the messages of this film. */
export const { say, word } = wording('optimizer-race', { en: english, de: german });
