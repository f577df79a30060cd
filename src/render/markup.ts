import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A frame as SVG markup: the canonical frame, which goldens, caches and `verify` compare. */
export const frameMarkup = (frame: ReactElement): string => renderToStaticMarkup(frame);
