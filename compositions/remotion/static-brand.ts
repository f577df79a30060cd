import { getStaticFiles, staticFile } from 'remotion';
import { brandFileSchema, FONT_KINDS, LOGO_KINDS, wholeBrand } from '../../src/film/brand/brand-schema.ts';
import { checkBrand } from '../../src/film/brand/check-brand.ts';
import { describeIssues, UsageError } from '../../src/film/errors.ts';
import type { Brand } from '../../src/story/brand.ts';
import type { FilmProps } from './prop-schema.ts';

/** A static file. @throws UsageError, one line, saying where it should be */
async function fetchStatic(name: string): Promise<Uint8Array> {
  if (!getStaticFiles().some((file) => file.name === name))
    throw new UsageError(`brand: no such static file: '${name}'; put it into Remotion's public folder`);
  return new Uint8Array(await (await fetch(staticFile(name))).arrayBuffer());
}

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** The name of a static file that another one names. */
const beside = (name: string, file: string): string => new URL(file, `file:///${name}`).pathname.slice(1);

/** Reads a brand and its files from Remotion's static files. @throws UsageError, one line */
async function fetchBrand(name: string): Promise<Brand> {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(await fetchStatic(name)));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`brand: '${name}' is not JSON`);
  }
  const read = brandFileSchema.safeParse(data, { reportInput: true });
  if (!read.success) throw new UsageError(`brand: ${name}: ${describeIssues(read.error)}`);
  const contents = new Map<string, string>();
  const { logo, font } = read.data;
  const named = [
    [logo, LOGO_KINDS],
    ...(typeof font === 'object' ? Object.values(font) : [font]).map((file) => [file, FONT_KINDS] as const),
  ] as const;
  for (const [file, kinds] of named) {
    if (file === undefined || file.startsWith('data:')) continue;
    const kind = kinds[/\.\w+$/.exec(file)?.[0].toLowerCase() ?? ''];
    const bytes = await fetchStatic(beside(name, file));
    contents.set(file, `data:${kind ?? 'application/octet-stream'};base64,${base64(bytes)}`);
  }
  const brand = wholeBrand(read.data, (_, file) => contents.get(file) ?? file);
  checkBrand(brand);
  return brand;
}

/** Props with the brand that they name, read from Remotion's static files. @throws UsageError, one line */
export async function withBrand(props: FilmProps): Promise<FilmProps> {
  const { brand } = props;
  return typeof brand === 'string' && brand !== '' ? { ...props, brand: await fetchBrand(brand) } : props;
}
