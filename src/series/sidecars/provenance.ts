import { createHash } from 'node:crypto';

/** What a rendered film is made from and of: enough to make it again and to prove that it is what it says. */
export interface Provenance {
  readonly lossreel: string;
  readonly film: string;
  readonly params: unknown;
  readonly seed: string;
  readonly fps: number;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly theme: string;
  readonly language: string;
  readonly captions: 'burned' | 'none';
  readonly engine: 'native' | 'chromium';
  readonly encoder: { readonly preset: string; readonly crf: number };
  /** First and last frame rendered. */
  readonly frames: { readonly first: number; readonly last: number };
  readonly sound: boolean;
  /** SHA-256 of each file that the params name, unpacked; absent where they name none. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  /** SHA-256, hexadecimal. */
  readonly hashes: {
    readonly trace: string;
    readonly story: string;
    readonly cueSheet: string;
    readonly video: string;
  };
}

/** SHA-256 of data as JSON. */
export const jsonHash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');
