import {
  before,
  endsAt,
  extreme,
  finite,
  isJump,
  valueAtStep,
  wayDone,
} from '../../src/logs/drawn/points.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import {
  alike,
  called,
  change,
  drawn,
  idAt,
  judged,
  lastOf,
  lasts,
  leader,
  type Now,
  nested,
  rates,
  similar,
  stepOf,
  type Values,
} from './evidence.ts';

const NONE = { name: '', role: 'other', steps: [], values: [], smooth: null, band: null } as const;

/** What the opening claims and asks, by what it is about. */
export function opens(values: Values, now: Now): boolean {
  const { question, place, what, first, value, end, n, better, name, other, sign, from, to } = values;
  const at = stepOf(place);
  const { lines, ghosts, facts } = now.trace;
  const all = facts.kind === 'group' ? ghosts.length : lines.length + ghosts.length;
  const curve = judged(now);
  const isFirst = curve !== null && finite(curve)[0]?.value === first;
  const isLast = lastOf(curve) === end;
  const best = curve && extreme(curve, better);
  const isBest = best?.value === value && better === facts.better;
  switch (question) {
    case 'lost':
    case 'zero':
      return called(what, now).some((one) => {
        const ends = finite(one).at(-1);
        return one.values.at(-1) === null && ends?.at === at && (question === 'zero' || ends.value === end);
      });
    case 'rise':
      return isBest && best?.at === at && Number(end) > Number(value) && isLast && better === 'lower';
    case 'growth':
      return called(what, now).some((one) => {
        const low = extreme(one, 'lower');
        return low?.at === at && low.value === value && lastOf(one) === end && Number(end) > Number(value);
      });
    case 'spike':
      return called(what, now).some((one) => isJump(one, at, Number(first), Number(value)));
    case 'cut':
      return rates(now).some(
        (rate) =>
          valueAtStep(rate, at) === nested(to)?.values.value &&
          before(rate, at).at(-1) === nested(from)?.values.value &&
          Number(nested(to)?.values.value) < Number(nested(from)?.values.value),
      );
    case 'parting':
      return alike(now, Number(n));
    case 'overtaken': {
      const start = curve && finite(curve)[0]?.at;
      const [then, last] = [leader(now, start ?? Number.NaN), leader(now, facts.axes.steps[1])];
      return then !== last && similar(idAt(now, then), name) && similar(idAt(now, last), other);
    }
    case 'race': {
      const ends = lasts(now).flatMap((one) => one ?? []);
      return (
        n === all &&
        sign ===
          ([
            ...ends,
            ...ghosts.map(({ train, validation }) =>
              loggedValue(lastOf(lines.every((line) => line.validation !== null) ? validation : train)),
            ),
          ].filter((one) => one === (better === 'higher' ? Math.max : Math.min)(...ends)).length > 1
            ? 'tie'
            : 'one') &&
        Math.min(...ends) === first &&
        Math.max(...ends) === end &&
        better === facts.better
      );
    }
    case 'lostRun': {
      const ends = lasts(now).flatMap((one) => one ?? []);
      if (n !== ends.length || (n > 0 && (Math.min(...ends) !== first || Math.max(...ends) !== end)))
        return false;
      return lines.some(
        ({ id, train, validation }) =>
          similar(id, name) &&
          [train, validation].some(
            (one) => one !== null && endsAt(one, at) !== null && at > (finite(one).at(-1)?.at ?? at),
          ),
      );
    }
    case 'runs':
      return n === all && lasts(now).filter((one) => one !== null).length < 2;
    case 'group':
      return n === ghosts.length && isLast && curve?.band?.at(-1) === first;
    case 'contest': {
      const changes = [lines[0]?.train, lines[0]?.validation].map((one) =>
        one ? change(finite(one)[0]?.value ?? Number.NaN, lastOf(one)) : '',
      );
      const both = changes[0] === changes[1] ? changes[0] : 'apart';
      return (
        sign === both &&
        similar(lines[0]?.train?.name ?? '', name) &&
        similar(lines[0]?.validation?.name ?? '', other)
      );
    }
    case 'same':
      return isLast && (curve === null || finite(curve).every((one) => one.value === end));
    case 'early':
      return isBest && best?.at === at && loggedValue(Number(value)) !== loggedValue(lastOf(curve));
    case 'quick':
      return drawn(now).some(
        (one) =>
          better !== 'none' && wayDone(one, 0.5, facts.better === 'higher' ? 'higher' : 'lower') === at,
      );
    case 'never':
      return isFirst && isBest && best?.value === first;
    case 'half':
    case 'still': {
      const previous = finite(curve ?? NONE).at(-2)?.value ?? Number.NaN;
      return (
        isFirst &&
        isLast &&
        better !== 'none' &&
        wayDone(curve ?? NONE, 0.5, facts.better === 'higher' ? 'higher' : 'lower') !== undefined &&
        (question === 'half' ||
          (best?.value === end && change(previous, Number(end)) === (better === 'higher' ? 'rose' : 'fell')))
      );
    }
    case 'end':
      return isFirst && isLast && isBest && loggedValue(Number(value)) === loggedValue(Number(end));
    default:
      return isFirst && isLast;
  }
}
