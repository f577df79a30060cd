import { afterEach, describe, expect, it } from 'vitest';
import { watched } from '../../../src/film/laws/watch.ts';

const namesOf = (work: () => void): readonly string[] => {
  const names: string[] = [];
  watched(work, ({ name }) => names.push(name));
  return names;
};

describe('what a film asks', () => {
  afterEach(() => process.setSourceMapsEnabled(false));

  it('is told by name', () => {
    expect(namesOf(() => [process.env.HOME, Date.now()])).toEqual(['process.env.HOME', 'Date.now']);
  });

  it('is not what Node asks for itself where code is compiled while the film runs', () => {
    process.setSourceMapsEnabled(true);
    expect(namesOf(() => new Function('return 1')())).toEqual([]);
  });
});
