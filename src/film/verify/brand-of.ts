import { dirname, resolve } from 'node:path';
import { jsonHash } from '../../cache/hash.ts';
import type { Brand } from '../../story/brand.ts';
import { readBrand } from '../brand/read-brand.ts';
import { oneLine } from '../one-line.ts';
import type { Provenance } from '../sidecars/provenance.ts';
import type { Check } from './check.ts';

const about = { id: 'brand', file: '.json' } as const;
const ELSEWHERE = 'where it is now is told by --brand PATH';

/**
 * The brand that a provenance names, where it was when the film was rendered.
 *
 * @param base path of the rendered film's files without extension
 * @param given path of the brand if it is somewhere else now
 * @returns `undefined` if it cannot be had, or is another one now; the check then says why
 */
export function brandOf(
  base: string,
  { look: { brand: ref } }: Provenance,
  given: string | undefined,
): { readonly brand: Brand | null | undefined; readonly check: readonly Check[] } {
  if (ref === null) return { brand: null, check: [] };
  const failed = (says: string) => ({
    brand: undefined,
    check: [{ ...about, status: 'failed', says }] as const,
  });
  if (given === undefined && ref.path === null)
    return failed(`the brand '${ref.name}' was not a file, or is on another drive: ${ELSEWHERE}`);
  try {
    const brand = readBrand(given ?? resolve(dirname(base), ref.path ?? ''));
    if (jsonHash(brand) !== ref.hash)
      return failed(`the brand '${ref.name}' is not the one that was rendered: ${ELSEWHERE}`);
    return {
      brand,
      check: [{ ...about, status: 'ok', says: `the brand is that of ${ref.name}, as rendered` }],
    };
  } catch (error) {
    return failed(`${oneLine(error)}; ${ELSEWHERE}`);
  }
}
