import { CATALOGUE } from './catalogue.ts';
import { registerRoot, rootFor } from './remotion/show-films.tsx';

registerRoot(rootFor(CATALOGUE));
