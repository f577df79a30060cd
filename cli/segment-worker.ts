// The worker thread in which the native engine paints and encodes: it knows the films, the engine does not.

import { CATALOGUE } from '../compositions/catalogue.ts';
import { servePainters } from '../src/film/make/painters.ts';

await servePainters(CATALOGUE);
