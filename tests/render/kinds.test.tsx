import { describe, expect, it } from 'vitest';
import { covering, kindsOf } from './kinds.ts';

describe('kinds of elements', () => {
  const drawn = (element: React.ReactElement) => [...kindsOf(<svg>{element}</svg>)].slice(1);

  it('differ by attribute and kind of value, not by number, colour or place', () => {
    expect(drawn(<circle cx={1} cy={2} r={3} fill="#ff0000" />)).toEqual(
      drawn(<circle cx={7} cy={8} r={9} fill="#00ff00" />),
    );
    const kinds = [
      <circle key="1" r={3} />,
      <circle key="2" r={3} fill="#ff0000" />,
      <circle key="3" r={3} fill="none" />,
      <circle key="4" r={3} opacity={0.5} />,
      <circle key="5" r={3} transform="scale(2)" />,
      <circle key="6" r={3} transform="rotate(2)" />,
      <path key="7" d="M0 0L1 1" />,
      <path key="8" d="M0 0L1 1Z" />,
    ].flatMap(drawn);
    expect(new Set(kinds).size).toBe(8);
  });

  it('differ by what they refer to', () => {
    const filled = (stops: number) =>
      drawn(
        <g>
          <linearGradient id="of">
            {[0, 1].slice(0, stops).map((offset) => (
              <stop key={offset} offset={offset} stopColor="#ffffff" />
            ))}
          </linearGradient>
          <rect width={1} height={1} fill="url(#of)" />
        </g>,
      ).at(-1);
    expect(filled(1)).toContain('url(linearGradient stop');
    expect(filled(2)).not.toBe(filled(1));
  });

  it('are all in a cover, which leaves out what adds none', () => {
    const things = ['a', 'ab', 'bc', 'c'].map((name) => ({ name, kinds: new Set(name) }));
    expect(covering(things).map(({ name }) => name)).toEqual(['ab', 'bc']);
  });
});
