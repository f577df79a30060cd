import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIBRARIES } from '../../../src/sim/frameworks/framework.ts';
import { layerTables } from '../../helpers/layer-docs.ts';

const docs = readFileSync(new URL('../../../docs/layers.md', import.meta.url), 'utf8');

describe('docs/layers.md', () => {
  it.each(Object.entries(layerTables))('has what the rules have in its table of %s', (_, lines) => {
    expect(docs).toContain(`\n${lines.join('\n')}\n`);
  });

  it('has no other tables', () => {
    const told = docs.split('\n').filter((line) => line.startsWith('|'));
    expect(told.length).toBe(Object.values(layerTables).flat().length);
  });

  it('names the versions', () => {
    for (const { name, version } of Object.values(LIBRARIES)) {
      if (!name.startsWith('Flax')) expect(docs).toContain(`${name} ${version}`);
    }
    expect(docs).toContain(`Flax ${LIBRARIES['flax-nnx'].version}`);
  });
});
