import { createHash } from 'node:crypto';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A frame as SVG markup: the canonical frame, which goldens, caches and `verify` compare. */
export const frameMarkup = (frame: ReactElement): string => renderToStaticMarkup(frame);

/** SHA-256 of a frame's markup in UTF-8, as 64 hexadecimal digits. */
export const frameHash = (markup: string): string => createHash('sha256').update(markup).digest('hex');
