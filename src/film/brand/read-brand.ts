import { existsSync, statSync } from 'node:fs';
import { dirname, extname, relative, resolve } from 'node:path';
import { readRegular } from '../../cache/regular-file.ts';
import type { Brand } from '../../story/brand.ts';
import { describeIssues, UsageError } from '../errors.ts';
import { readJson } from '../json-file.ts';
import { keysOf } from '../schema-keys.ts';
import { brandFileSchema, FONT_KINDS, LOGO_KINDS, wholeBrand } from './brand-schema.ts';
import { checkBrand } from './check-brand.ts';

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** Reads a brand and its files, which are relative to it. @throws UsageError, one line, naming file and field */
export function readBrand(path: string): Brand {
  const told = (says: string): UsageError => new UsageError(`brand: ${relative('', path)}: ${says}`);
  if (!isFile(path)) throw told('there is no such file');
  const read = brandFileSchema.safeParse(readJson(path), { reportInput: true });
  if (!read.success) throw told(describeIssues(read.error, [], keysOf(brandFileSchema)));
  const brand = wholeBrand(read.data, (field, file) => {
    if (file.startsWith('data:')) return file;
    const kinds = field === 'logo' ? LOGO_KINDS : FONT_KINDS;
    const kind = kinds[extname(file).toLowerCase()];
    if (kind === undefined) throw told(`${field}: '${file}' is not one of ${Object.keys(kinds).join(' ')}`);
    const place = resolve(dirname(path), file);
    if (!isFile(place)) throw told(`${field}: there is no file '${file}'`);
    return `data:${kind};base64,${readRegular(place).toString('base64')}`;
  });
  checkBrand(brand);
  return brand;
}
