import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A frame as SVG markup: the canonical frame, which goldens, caches and `verify` compare. */
export const frameMarkup = (frame: ReactElement): string => renderToStaticMarkup(frame);

/** SHA-256 of a frame's markup in UTF-8, as 64 hexadecimal digits; the same in Node and in browsers. */
export const frameHash = (markup: string): string => bytesToHex(sha256(utf8ToBytes(markup)));
