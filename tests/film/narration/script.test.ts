import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { learningRateTrio } from '../../../compositions/films.ts';
import { narrationScript, scriptSsml, scriptText } from '../../../src/film/narration/script.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { simulated } from '../../helpers/films.ts';

const params = learningRateTrio.params.parse({});
const story = learningRateTrio.tell(simulated(learningRateTrio, params), 30, DEFAULT_LOOK);
const script = narrationScript({ film: 'trio', story, words: learningRateTrio.words }, 'de');

describe('the script of a narration', () => {
  it('has every part with its times, and every caption in the part that it begins in, in the language asked for', () => {
    expect(script.parts.map(({ id, start, end }) => [id, start, end])).toEqual(
      story.parts.map(({ id, start, end }) => [
        id,
        Math.round((start / 30) * 1000) / 1000,
        Math.round((end / 30) * 1000) / 1000,
      ]),
    );
    expect(script.parts.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(
      story.captions.map(({ message }) => learningRateTrio.words.word(message, 'de')),
    );
    for (const { start, end, lines } of script.parts)
      for (const line of lines) expect(line.start >= start && line.start < end).toBe(true);
    expect(script.seconds).toBeCloseTo(story.frames / 30, 3);
  });

  it('can be read from: ids, times and lines', () => {
    const text = scriptText(script);
    expect(text.startsWith(script.title)).toBe(true);
    for (const { id, lines } of script.parts) {
      expect(text).toMatch(new RegExp(`^${id}  \\d+\\.\\d–\\d+\\.\\d s$`, 'm'));
      for (const line of lines) expect(text).toContain(`\n  ${line.text}`);
    }
  });

  it('is SSML that is well-formed whatever the words, with a mark a part and the silences between lines', () => {
    const lines = [
      { start: 1.5, end: 3, text: 'a < b & "c"' },
      { start: 3.25, end: 4, text: 'Then.' },
    ];
    const odd = { ...script, parts: [{ id: 'one', start: 1, end: 5, text: '', lines }] };
    const root = parseXml(scriptSsml(odd)).root;
    expect(root?.name).toBe('speak');
    expect(root?.attributes['xml:lang']).toBe('de');
    const [paragraph] = (root?.children ?? []).filter(
      (each): each is XmlElement => each instanceof XmlElement && each.name === 'p',
    );
    const inside = (paragraph?.children ?? []).filter((each) => each instanceof XmlElement);
    expect(
      inside.map((each) => [each.name, each.attributes.time ?? each.attributes.name ?? each.text]),
    ).toEqual([
      ['mark', 'one'],
      ['break', '500ms'],
      ['s', 'a < b & "c"'],
      ['break', '250ms'],
      ['s', 'Then.'],
    ]);
    expect(
      parseXml(scriptSsml(script)).root?.children.filter((each) => each instanceof XmlElement),
    ).toHaveLength(1 + story.parts.length);
  });
});
