import { expect, it } from 'vitest';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { drawable } from '../../src/story/drawable.ts';

it('words from elsewhere are drawn with the letters that the fonts have, and □ for the others', () => {
  expect(drawable('train/loss ½ é Ω')).toBe('train/loss ½ é Ω');
  expect(drawable('Verlust š 损失 🔥')).toBe('Verlust s □□ □');
  const all = Array.from({ length: 0x3000 - 32 }, (_, i) => drawable(String.fromCodePoint(32 + i))).join('');
  const { regular, semibold } = nodeTypefaces();
  for (const face of [regular, semibold]) expect(face.line(all).advance).toBeGreaterThan(0);
});
