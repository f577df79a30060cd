import { frameMarkup } from '../../render/paint/markup.ts';
import type { Stage } from '../../scene/stage.ts';
import { type Finding, probeFrames, type Subject } from './subject.ts';

/** The first non-finite number in a possibly nested array: its position and value. */
function strayNumber(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (!Array.isArray(value)) return undefined;
  for (const [i, inner] of value.entries()) {
    const stray = strayNumber(inner, `${path}[${i}]`);
    if (stray !== undefined) return stray;
  }
  return undefined;
}

const END_RUN = 'end the run at its last finite state: divergence is content';

/** Law 3: losses and points have the same length, and every number in the trace's runs is finite. */
export function finiteTrace({ trace }: Subject): readonly Finding[] {
  return trace.runs.flatMap(({ id, losses, points, series }): readonly Finding[] => {
    const fields = { losses, points, ...series };
    const uneven = points !== undefined && points.length !== losses.length;
    return [
      ...(uneven
        ? [
            {
              law: 3,
              what: `run "${id}" has ${points.length} points and ${losses.length} losses`,
              todo: END_RUN,
            },
          ]
        : []),
      ...Object.entries(fields)
        .map(([name, values]) => strayNumber(values, `${name} of run "${id}"`))
        .filter((what) => what !== undefined)
        .map((what) => ({ law: 3, what, todo: END_RUN })),
    ];
  });
}

/** Traces of non-finite or absurdly large numbers in markup. */
const STRAY = /[\w-]+="[^"]*(?:NaN|Infinity|undefined|e\+\d\d)[^"]*"/;

/** Law 3: every number drawn is finite. */
export function finiteMarkup({ film, trace, story }: Subject, stage: Stage): readonly Finding[] {
  return probeFrames(story, 3).flatMap((frame) => {
    const stray = STRAY.exec(frameMarkup(film.Scene({ trace, story, frame, stage })))?.[0];
    const todo = 'clamp what leaves the picture, and make every coordinate finite';
    return stray === undefined ? [] : [{ law: 3, frame, what: `draws ${stray.slice(0, 80)}`, todo }];
  });
}
