import { describe, expect, it } from 'vitest';
import { remember, rememberFor } from '../../src/sim/remember.ts';

describe('remember', () => {
  it('computes a value once per object, even if that is undefined', () => {
    let made = 0;
    const nothing = remember((_: object) => {
      made += 1;
      return undefined;
    });
    const key = {};
    expect([nothing(key), nothing(key), nothing({})]).toEqual([undefined, undefined, undefined]);
    expect(made).toBe(2);
  });
});

describe('rememberFor', () => {
  const count = () => {
    const made: string[] = [];
    const make = rememberFor(
      ({ id }: { readonly id: string }, size: number) => {
        made.push(`${id}${size}`);
        return { id, size };
      },
      (size) => String(size),
    );
    return { made, make };
  };

  it('computes a value once per object and second key, identified by its name', () => {
    const { made, make } = count();
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    for (const _ of [1, 2]) for (const key of [a, b]) for (const size of [1, 2]) make(key, size);
    expect(made).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(make(a, 2)).toBe(make(a, 2));
    expect(make(a, 2)).toEqual({ id: 'a', size: 2 });
  });

  it('keeps only a few values per object, and recomputes the same after eviction', () => {
    const { made, make } = count();
    const a = { id: 'a' };
    for (let size = 0; size < 100; size += 1) make(a, size);
    expect(make(a, 0)).toEqual({ id: 'a', size: 0 });
    expect(made).toHaveLength(101);
  });
});
