import { jsonHash } from '../cache/hash.ts';
import type { EncoderSettings } from '../render/encode/encoder.ts';
import type { Brand } from '../story/brand.ts';
import type { Look } from '../story/look.ts';
import type { Narration } from '../story/recording.ts';
import { type FilmJob, pixelSize } from './job.ts';
import { publicParams } from './public-params.ts';
import type { Provenance } from './sidecars/provenance.ts';

/** Something in which a film is not made as another was. */
export interface Difference {
  /** A field of the provenance, or `params.` and the path of a param. */
  readonly what: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** How a film is to be made. */
export interface Wanted {
  readonly job: FilmJob;
  readonly encoder: EncoderSettings;
  readonly mute: boolean;
  readonly engine: Provenance['engine'];
  readonly firstFrame: number;
}

const isParent = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The fields or items of two values if they are alike in kind, so that these can be compared one by one. */
function partsOf(before: unknown, now: unknown): readonly string[] | null {
  if (!isParent(before) || !isParent(now) || Array.isArray(before) !== Array.isArray(now)) return null;
  if (!Array.isArray(before)) return [...new Set([...Object.keys(before), ...Object.keys(now)])];
  // Of a list of numbers all are told: one alone says little.
  const comparable = before.length === Object.keys(now).length && before.every(isParent);
  return comparable ? Object.keys(before) : null;
}

function compare(what: string, before: unknown, now: unknown): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  if (!isParent(before) || !isParent(now)) return [{ what, before, now }];
  const parts = partsOf(before, now);
  if (parts === null) return [{ what, before, now }];
  return parts.flatMap((part) =>
    compare(
      Array.isArray(before) ? `${what}[${part}]` : `${what}.${part}`,
      Reflect.get(before, part),
      Reflect.get(now, part),
    ),
  );
}

/** The fields of a look by name; of a brand, what a provenance records, of recordings their names and what tells them apart. */
const lookOf = (look: Look | Provenance['look']): readonly (readonly [name: string, value: unknown])[] =>
  Object.entries({ ...look, brand: brandId(look.brand), narration: recordingIds(look.narration) });

const recordingIds = (narration: Narration): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(narration).map(([part, { name, sha256, text }]) => [
      part,
      `${name} ${sha256.slice(0, 8)}${text === undefined ? '' : ` ${jsonHash(text).slice(0, 8)}`}`,
    ]),
  );

const brandId = (brand: Brand | Provenance['look']['brand']): string | undefined =>
  brand === null
    ? undefined
    : `${brand.name} ${('hash' in brand ? brand.hash : jsonHash(brand)).slice(0, 8)}`;

/**
 * Everything in which a film that is to be made differs from one that was, params first. The versions that made it do
 * not count.
 */
export function differences(
  { job, encoder, mute, engine, firstFrame }: Wanted,
  made: Provenance,
): readonly Difference[] {
  const { width, height } = pixelSize(job);
  const pairs: readonly (readonly [what: string, before: unknown, now: unknown])[] = [
    ['film', made.film, job.film.id],
    ['sources', made.source?.hash, job.film.origin?.hash],
    // As they are in a file.
    ['params', made.params, JSON.parse(JSON.stringify(publicParams(job.film, job.params)))],
    ['seed', made.seed, job.seed],
    ['fps', made.fps, job.fps],
    ['format', made.format, job.format],
    ['width', made.width, width],
    ['height', made.height, height],
    ...lookOf(job.look).map(
      ([what, now]) => [what, lookOf(made.look).find(([name]) => name === what)?.[1], now] as const,
    ),
    ['crf', made.encoder.crf, encoder.crf],
    ['preset', made.encoder.preset, encoder.preset],
    ['lookahead', made.encoder.lookahead, encoder.lookahead],
    ['engine', made.engine, engine],
    ['sound', made.sound, !mute],
    ['first frame', made.frames.first, firstFrame],
  ];
  return pairs.flatMap(([what, before, now]) => compare(what, before, now));
}

const LONGEST_VALUE = 40;
const MOST = 4;

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** Differences in a few words: `steps 40 → 60, theme dark → light`. Of another film, its params do not matter. */
export function differencesText(all: readonly Difference[]): string {
  const [first] = all;
  const told = first?.what === 'film' ? [first] : all;
  const texts = told
    .slice(0, MOST)
    .map(({ what, before, now }) => `${what.replace(/^params\./, '')} ${short(before)} → ${short(now)}`);
  const more = told.length - texts.length;
  return [...texts, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
