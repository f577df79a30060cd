import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carriedFiles, noticesFor } from '../../scripts/notices.js';

const root = join(import.meta.dirname, '..', '..');
const notices = readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8');
/** Text with all of its space alike. */
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

let carried: readonly string[];
beforeAll(async () => {
  carried = await carriedFiles();
});

describe('THIRD_PARTY_NOTICES', () => {
  it('is that of what a build carries along: `npm run notices` writes it anew', () => {
    expect(notices).toBe(noticesFor(carried));
  });

  it('holds the licence of each font in full', () => {
    const fonts = new Set(
      carried.filter((file) => file.endsWith('.woff')).map((file) => file.split('/files/')[0]),
    );
    expect(fonts.size).toBe(3);
    for (const font of fonts) {
      const licence = flat(readFileSync(join(root, font ?? '', 'LICENSE'), 'utf8'));
      expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
      expect(licence).toContain('TERMINATION');
      expect(flat(notices)).toContain(licence);
    }
  });

  it('names nothing that is only installed beside', () => {
    const titles = [...notices.matchAll(/^ {2}(\S+) \d/gm)].map(([, name]) => name);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const beside = Object.keys(dependencies).filter((name) => !name.startsWith('@fontsource/'));
    expect(titles).toContain('web-audio-api');
    expect(titles.filter((name = '') => beside.includes(name))).toEqual([]);
  });

  it('takes the text of the licence that a package names but has no file of', () => {
    const text = noticesFor(['node_modules/audio-effect/index.js']);
    expect(text).toContain('audio-effect 1.0.1 (ISC)');
    expect(text).toContain('Permission to use, copy, modify');
    expect(text).not.toContain('Internet Systems Consortium');
  });

  it('reads a package within another as itself', () => {
    expect(() => noticesFor(['node_modules/tone/node_modules/none/index.js'])).toThrow(
      /tone.node_modules.none/,
    );
  });
});
