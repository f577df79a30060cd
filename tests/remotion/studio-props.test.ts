import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { openStudioProps } from '../../compositions/remotion/studio-props.ts';

describe('props tuned in the Studio', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lossreel-props-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () => openStudioProps([film], '/films.ts', folder);
  const file = (id: string = film.id) => join(folder, `${id}.json`);
  const kept = () => JSON.parse(readFileSync(file(), 'utf8'));

  /** Edits the props of the film in the Studio's file, as Remotion does: it writes TypeScript anew. */
  function edit(root: string, change: (literal: string) => string): void {
    const line = new RegExp(`(?<=id="${film.id}" defaultProps=)\\{.*\\}(?= />)`);
    writeFileSync(root, readFileSync(root, 'utf8').replace(line, change));
  }

  it('are kept as what differs from the film, and only of the composition that was edited', async () => {
    const { root, save } = await open();
    expect(await save()).toEqual({ kept: [], refused: [] });
    const tuned = `{
      learningRates: [0.02, 0.1], // a comment
      'start': -1.5, theme: "light" as const,
    }`;
    edit(root, () => `{${tuned}}`);
    expect(await save()).toEqual({ kept: [{ film, file: file() }], refused: [] });
    expect(kept()).toEqual({ start: -1.5, learningRates: [0.02, 0.1], theme: 'light' });
    expect(await save()).toEqual({ kept: [], refused: [] });
    expect(existsSync(file(`${film.id}-portrait`))).toBe(false);
  });

  it('are what the Studio begins with the next time, and can be set back', async () => {
    writeFileSync(file(), '{ "steps": 7 }');
    const { root, save } = await open();
    expect(readFileSync(root, 'utf8')).toMatch(/id="learning-rate-trio" defaultProps=\{\{.*"steps":7,/);
    expect(await save()).toEqual({ kept: [], refused: [] });
    edit(root, (literal) => literal.replace('"steps":7', '"steps":40'));
    await save();
    expect(kept()).toEqual({});
  });

  it('are not kept while they break a rule', async () => {
    writeFileSync(file(), '{ "steps": 7 }');
    const { root, save } = await open();
    edit(root, (literal) => literal.replace('"steps":7', '"steps":0'));
    const why = 'params of learning-rate-trio: steps: Too small: expected number to be >=1, got 0';
    expect(await save()).toEqual({ kept: [], refused: [why] });
    expect(kept()).toEqual({ steps: 7 });
  });

  it.each([
    ['{ "steps": 0 }', 'params of learning-rate-trio: steps: Too small: expected number to be >=1, got 0'],
    ['{ "steps": ', 'invalid JSON: line 1, column 12'],
    ['[7]', 'params of learning-rate-trio: Unrecognized key: "0"'],
  ])('are refused by the name of their file and left alone if it says %s', async (text, why) => {
    writeFileSync(file(), text);
    await expect(open()).rejects.toThrow(`${file()}: `);
    await expect(open()).rejects.toThrow(why);
    await expect(open()).rejects.toThrow('; mend or remove it');
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });
});
