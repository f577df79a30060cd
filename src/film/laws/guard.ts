import type { ReactElement } from 'react';
import { withoutComponents } from '../../render/paint/display/expand.ts';
import { InputError } from '../../sim/data/idx.ts';
import { FilmError, inOneLine, UsageError } from '../errors.ts';
import type { Film } from '../film.ts';
import { JUDGES, type Part } from '../own/guarded.ts';
import type { Finding, Where } from './finding.ts';
import { sourcePlace } from './source-place.ts';
import { unwatched, watched } from './watch.ts';

/** Thrown by a guarded film in place of whatever its function did; says what that was, as a finding. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.what);
    this.finding = finding;
  }
}

type Guarded = Exclude<Part, 'simulateFully'>;

const TODO: Readonly<Record<Guarded, string>> = {
  inputs: 'return a list of { name, path }, one for each file named in the params',
  simulate: 'return a Trace: { film, params, seed, runs: [{ id, label, status, losses, series }], facts }',
  tell: 'return the story that script(words, fps, look).story([part(…), …]) makes',
  Scene: 'return one <svg>, as <Sheet m={m}> draws it, for every frame of the story',
  score: 'return a cue sheet, as scoring(story).sheet() makes it',
};

/** What a thrown error says to whoever writes films. */
function thrown(error: unknown): { readonly what: string; readonly todo: string } {
  const says = inOneLine(error instanceof Error ? error.message : String(error));
  const hook = /reading '(use[A-Z]\w*)'/.exec(says)?.[1];
  if (hook !== undefined)
    return {
      what: `calls the React hook ${hook}`,
      todo: 'a Scene has no state: derive everything from the frame, with moment(words, props)',
    };
  return {
    what: `throws ${says === '' ? 'an error without a message' : `"${says}"`}`,
    todo: 'fix what it names: a film works at all params that its schema allows',
  };
}

/**
 * A film whose functions are watched while they run and whose answers are looked at: one that throws or returns
 * nonsense throws {@link Broken}. Its frames come with all components called.
 *
 * @param onImpure told of each question to a clock, the locale, the environment or randomness without a key (law 1)
 */
export function guardedFilm(film: Film, onImpure: (finding: Finding) => void): Film {
  const guard = <Value>(name: Guarded, work: () => Value, frame?: number): Value => {
    const where = (source?: string): Where => ({
      function: name,
      ...(source === undefined ? {} : { source }),
    });
    const at = frame === undefined ? {} : { frame };
    /** What is wrong with the sound is a matter of law 7. */
    const broken = (what: string, source?: string): Broken =>
      new Broken({
        law: name === 'score' ? 7 : 'contract',
        ...at,
        what,
        todo: TODO[name],
        where: where(source),
      });
    let value: Value;
    try {
      value = watched(work, ({ name: asked, todo, stack }) =>
        onImpure({ law: 1, ...at, what: `uses ${asked}`, todo, where: where(sourcePlace(stack)) }),
      );
    } catch (caught) {
      // A film of somebody's own is guarded already, and tells the place itself.
      const own = caught instanceof FilmError ? caught : undefined;
      const fault = own?.fault;
      const error: unknown = fault === undefined ? caught : own?.cause;
      // A file that the params name is no fault of the film.
      const passes = [Abandoned, UsageError, InputError].some((kind) => error instanceof kind);
      if (passes) throw error;
      if (error === undefined && fault !== undefined) throw broken(fault.says, fault.place);
      const place = fault?.place ?? sourcePlace(error instanceof Error ? error.stack : undefined);
      throw new Broken({ law: 'contract', ...at, ...thrown(error), where: where(place) });
    }
    const problem = JUDGES[name](value);
    if (problem === undefined) return value;
    throw broken(problem);
  };
  const scene: Film['Scene'] = (props) =>
    guard(
      'Scene',
      () => {
        const element = film.Scene(props);
        return JUDGES.Scene(element) === undefined ? (withoutComponents(element) as ReactElement) : element;
      },
      props.frame,
    );
  return {
    ...film,
    ...(film.inputs === undefined
      ? {}
      : { inputs: (params: unknown) => guard('inputs', () => film.inputs?.(params) ?? []) }),
    simulate: (params, seed, inputs, report) =>
      guard('simulate', () =>
        film.simulate(
          params,
          seed,
          inputs,
          report && ((done, total) => unwatched(() => report(done, total))),
        ),
      ),
    tell: (trace, fps, look) => guard('tell', () => film.tell(trace, fps, look)),
    Scene: scene,
    score: (trace, story, look) => guard('score', () => film.score(trace, story, look)),
  };
}

/** Thrown out of a simulation that would take longer than there is time for. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}
