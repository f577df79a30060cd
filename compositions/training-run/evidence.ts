/** What the lines that are drawn say, for the claims: worked out without the story or whatever chose the captions. */
import { finite, near } from '../../src/logs/drawn/points.ts';
import type { Spoken } from '../../src/story/claims.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Message, Value } from '../../src/story/words.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunTrace } from './trace.ts';

export type Now = Spoken<RunTrace, RunStory>;
type Given = Value | undefined;
const nested = (value: Given): Message | null => (typeof value === 'object' && value !== null ? value : null);
/** The step that words name, and whether the picture has come to it. */
export const stepOf = (place: Given): number => Number(nested(place)?.values.at);
const reached = ({ part, step, trace }: Now): number =>
  part.kind === 'run' ? (part.stops[step ?? 0] ?? Number.NaN) : trace.facts.axes.steps[1];
export const past = (place: Given, now: Now): boolean => reached(now) >= near(stepOf(place));
export const drawnCurves = ({ trace: { lines, small } }: Now): readonly Curve[] =>
  [...lines.flatMap(({ train, validation }) => [train, validation]), ...small].filter(
    (curve) => curve !== null,
  );
/** The curves that words may mean: those of a role, or of a name. */
export function called(what: Given, now: Now): readonly Curve[] {
  const message = nested(what);
  if (message?.key === 'mean') return called(message.values.what, now);
  return drawnCurves(now).filter(({ role, name }) =>
    message?.key === 'name' ? similar(name, String(message.values.name)) : role === message?.key,
  );
}
/** Whether a name may be shortened like this. */
export const similar = (name: string, shown: string): boolean => {
  const [head = '', tail = ''] = shown.split('…');
  return (
    name === shown ||
    name.endsWith(`/${shown}`) ||
    (shown.includes('…') && name.includes(head) && name.endsWith(tail))
  );
};
export const rates = (now: Now): readonly Curve[] => now.trace.small.filter(({ role }) => role === 'rate');

export const judgedCurve = ({ trace: { lines } }: Now, run = 0): Curve | null => {
  const all = lines.every(({ validation }) => validation !== null);
  return (all ? lines[run]?.validation : lines[run]?.train) ?? null;
};
export const lasts = (now: Now): readonly (number | null)[] =>
  now.trace.lines.map((_, run) => {
    const curve = judgedCurve(now, run);
    return curve === null || curve.values.at(-1) === null
      ? null
      : loggedValue(finite(curve).at(-1)?.value ?? Number.NaN);
  });
export const ahead = (a: number, b: number, { trace }: Now): boolean =>
  trace.facts.better === 'higher' ? a > b : a < b;
export const alikeFor = ({ trace: { lines } }: Now, points: number): boolean =>
  lines.some(({ train }, i) =>
    lines.slice(i + 1).some((other) => {
      const next = other.train;
      const equal = (k: number): boolean =>
        train?.values[k] === next?.values[k] && train?.steps[k] === next?.steps[k];
      return train !== null && next !== null && Array.from({ length: points }, (_, k) => k).every(equal);
    }),
  );
