import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDefault, samples, tell } from '../helpers/films.ts';
import { type Change, findChanges } from './changes.ts';
import { readGolden, writeGolden } from './golden.ts';
import { LOOKS, openSubject, type Subject } from './pictures.ts';

const root = join(import.meta.dirname, '..', '..');
const out = join(root, 'out', 'changed');
const films = samples.filter(isDefault);

describe.each(films.map((sample) => ({ id: sample.film.id, sample })))(
  '$id is as pinned',
  ({ id, sample }) => {
    let golden = readGolden(root, id);
    let subject: Subject;
    let changes: readonly Change[] = [];
    beforeAll(async () => {
      subject = await openSubject(sample.film, tell(sample).trace);
      if (golden === undefined && !process.env.CI) {
        // A new film is pinned as it is on its author's first run; the pins should be looked at and committed.
        golden = writeGolden(root, subject, subject.telling);
      }
      if (golden !== undefined) changes = await findChanges(subject, golden, { root, out });
    });
    afterAll(() => subject?.close());

    it('in story, words and sound', () => {
      if (golden === undefined) expect.fail(`${id} is not pinned: npm run pin -- ${id}`);
      expect({ story: subject.story, said: subject.said, sound: subject.sound }).toEqual({
        story: golden.story,
        said: golden.said,
        sound: golden.sound,
      });
    });

    it.each(LOOKS)('in $format, $theme', (look) => {
      if (!golden?.prints.some((print) => print.look === look))
        expect.fail(`${id} is not pinned in ${look.format}, ${look.theme}: npm run pin -- ${id}`);
      const messages = changes.filter((change) => change.look === look).map(({ message }) => message);
      if (messages.length > 0)
        expect.fail(`${messages.join('\n')}\nIf that is as it should be: npm run pin -- ${id}`);
    });
  },
);

it('every golden belongs to an existing film', () => {
  const goldens = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'));
  const orphans = goldens.filter((file) => !films.some(({ film }) => file === `${film.id}.txt`));
  expect(orphans, 'delete these, or run npm run pin').toEqual([]);
});
