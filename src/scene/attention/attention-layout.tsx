import type { ReactElement } from 'react';
import type { AttentionFilmTrace } from '../../story/attention/readings.ts';
import { saidShare, subjectsOf } from '../../story/attention/readings.ts';
import { fixed } from '../../story/numbers.ts';
import { arrange, column, row } from '../arrange.ts';
import type { Moment } from '../moment.ts';
import type { Rect } from '../rect.ts';
import { TokenRow } from './TokenRow.tsx';
import { type TokenGrid, tokenGrid } from './token-grid.ts';

/** Where the tokens with what is below them stand, and what is beside. */
export function placesOf({ stage }: Moment) {
  return arrange(stage, stage.body, {
    landscape: row(64, { main: 5, side: 3 }),
    portrait: column(36, { main: 5, side: 3 }),
    square: column(20, { main: 5, side: 3 }),
  });
}

/** The grid of all parts but the first. */
export const mainGrid = (m: Moment, trace: AttentionFilmTrace): TokenGrid =>
  tokenGrid(placesOf(m)('main'), trace.facts.shown.tokens.length, { above: 0.27, names: 128 });
/** The grid that the film begins with, across the picture. */
export const largeGrid = (m: Moment, trace: AttentionFilmTrace): TokenGrid =>
  tokenGrid(m.stage.body, trace.facts.shown.tokens.length, {
    above: m.stage.format === 'landscape' ? 0.43 : 0.46,
    names: 0,
    token: m.stage.format === 'landscape' ? 100 : 84,
  });

/** The tokens and the arcs of a head. */
export function tokens(
  m: Moment,
  trace: AttentionFilmTrace,
  grid: TokenGrid,
  weights: readonly number[],
  shown = 1,
): ReactElement {
  const { words: said, roles } = subjectsOf(trace);
  return <TokenRow m={m} grid={grid} words={said} roles={roles} weights={weights} shown={shown} />;
}

/** A share as a percentage; only all of it is 100. */
export const percent = (share: number): string =>
  fixed(100 * saidShare(share), share >= 0.995 && share < 1 ? 1 : 0);

/** The weights of the head that looks the most, in the end. */
export const trained = (trace: AttentionFilmTrace): readonly number[] =>
  subjectsOf(trace).focus.course.at(-1) ?? [];

/** A side panel begins below the tokens where it stands beside them. */
export const lower = ({ stage }: Moment, rect: Rect): Rect =>
  stage.format === 'landscape'
    ? { ...rect, y: rect.y + rect.height * 0.27, height: rect.height * 0.73 }
    : rect;
