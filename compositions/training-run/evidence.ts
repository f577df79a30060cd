/** What the lines that are drawn say, for the claims: worked out without the story or whatever chose the words. */
import { beginAlike, finite, near } from '../../src/logs/drawn/points.ts';
import type { Spoken } from '../../src/story/claims.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Message, Value } from '../../src/story/words.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunTrace } from './trace.ts';

export type Now = Spoken<RunTrace, RunStory>;
export type Given = Value | undefined;
export type Values = Message['values'];

export const nested = (value: Given): Message | null =>
  typeof value === 'object' && value !== null ? value : null;
/** The step that words name, and whether the picture has come to it. */
export const stepOf = (place: Given): number => Number(nested(place)?.values.at);
const reached = ({ part, step, trace }: Now): number =>
  part.kind === 'run' ? (part.stops[step ?? 0] ?? Number.NaN) : trace.facts.axes.steps[1];
export const past = (place: Given, now: Now): boolean => reached(now) >= near(stepOf(place));
export const drawn = ({ trace: { lines, small } }: Now): readonly Curve[] =>
  [...lines.flatMap(({ train, validation }) => [train, validation]), ...small].filter(
    (curve) => curve !== null,
  );
/** Whether a name may be shortened like this. */
export const similar = (name: string, shown: Given): boolean => {
  const [head = '', tail = ''] = String(shown).split('…');
  return (
    name === shown ||
    name.endsWith(`/${shown}`) ||
    (tail !== '' && name.includes(head) && name.endsWith(tail))
  );
};
/** The curves that words may mean: those of a role, or of a name. */
export function called(what: Given, now: Now): readonly Curve[] {
  const message = nested(what);
  if (message?.key === 'mean') return called(message.values.what, now);
  return drawn(now).filter(({ role, name }) =>
    message?.key === 'name' ? similar(name, message.values.name) : role === message?.key,
  );
}
export const rates = (now: Now): readonly Curve[] => now.trace.small.filter(({ role }) => role === 'rate');
export const judged = ({ trace: { lines } }: Now, run = 0): Curve | null =>
  (lines.every(({ validation }) => validation !== null) ? lines[run]?.validation : lines[run]?.train) ?? null;
export const lastOf = (curve: Curve | null): number => (curve && finite(curve).at(-1)?.value) ?? Number.NaN;
/** What each run ends on, as it is printed; `null` for one without a number at its end. */
export const lasts = (now: Now): readonly (number | null)[] =>
  now.trace.lines.map((_, run) => {
    const curve = judged(now, run);
    return curve?.values.at(-1) === null ? null : loggedValue(lastOf(curve));
  });
export const ahead = (a: number, b: number, { trace }: Now): boolean =>
  trace.facts.better === 'higher' ? a > b : a < b;
export const alike = ({ trace: { lines } }: Now, points: number): boolean =>
  lines.some(({ train }, i) => lines.slice(i + 1).some((other) => beginAlike(train, other.train, points)));
/** The run alone ahead at a step. */
export const leader = (now: Now, at: number): number | null => {
  const values = now.trace.lines.map((_, run) => {
    const curve = judged(now, run);
    return curve === null ? undefined : finite(curve).findLast((point) => point.at <= at)?.value;
  });
  const first = values.findIndex(
    (own, run) =>
      own !== undefined &&
      values.every((value, i) => i === run || value === undefined || ahead(own, value, now)),
  );
  return first < 0 ? null : first;
};
export const idAt = ({ trace }: Now, run: number | null): string =>
  run === null ? '' : (trace.lines[run]?.id ?? '');
export const change = (from: number, to: number): string => {
  const by = loggedValue(to) - loggedValue(from);
  return by < 0 ? 'fell' : by > 0 ? 'rose' : 'same';
};
