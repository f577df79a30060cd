import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureName } from './golden.ts';
import { encodePng, filmsNamed, LOOKS, openSubject } from './pictures.ts';

/*
 * node --import tsx tests/pin/draw.ts FILM FOLDER FORMAT/THEME/FRAME…
 *
 * Draws frames of a film as `FOLDER/FILM-FORMAT-THEME-FRAME.png`. Later commits call this script to see what a film
 * looked like, so its arguments and file names must not change.
 */
const [film = '', folder = '', ...shots] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const each of filmsNamed([film])) {
  const subject = await openSubject(each);
  for (const shot of shots) {
    const [format, theme, number] = shot.split('/');
    const look = LOOKS.find((one) => one.format === format && one.theme === theme);
    const frame = Number(number);
    if (look === undefined || !(frame < subject.frames)) continue;
    const png = await encodePng(subject.picture(look, frame));
    writeFileSync(join(folder, `${pictureName(film, { look, frame })}.png`), png);
  }
}
