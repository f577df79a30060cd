import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A frame as SVG markup: its canonical form, which pins, caches and `verify` compare. */
export const frameMarkup = (frame: ReactElement): string => renderToStaticMarkup(frame);
