import { createElement, Fragment, type ReactElement, useMemo } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { drawnFrame, frameMarkup } from '../../../src/render/paint/markup.ts';
import { allKinds, smallFilm } from '../picture.tsx';

const svg = (...children: readonly ReactElement[]) =>
  createElement('svg', { xmlns: 'http://www.w3.org/2000/svg', width: 8, height: 4 }, ...children);

/** What there is in markup that is not written letter for letter. */
const PECULIAR: Readonly<Record<string, ReactElement>> = {
  'characters with a meaning': <g data-text={`1 < 2 & "two" > 'one'`} />,
  'numbers of every form': <circle cx={-0} cy={1e21} r={1e-7} opacity={0.1 + 0.2} />,
  'what is left out': <rect x={undefined} width={0} fill="" />,
  'a picture': <image href="data:image/png;base64,AA==&" width={1} height={1} />,
  'a picture without a source': <image href="" width={1} height={1} />,
  'an attribute that React knows by another name': <g aria-hidden={true} className="quiet" tabIndex={1} />,
  'a list and a fragment': (
    <g>
      {[<path key="a" d="M0 0" />, null, false]}
      <Fragment key="b">
        <line x1={0} strokeDasharray="1 2" strokeMiterlimit={3} />
        <polyline points="0,0 1,1" />
      </Fragment>
    </g>
  ),
};

const Hooked = () => useMemo(() => <path d="M1 1" />, []);

describe('the markup of a frame', () => {
  test('is what React writes, for every kind of element', () => {
    expect(frameMarkup(allKinds)).toBe(renderToStaticMarkup(allKinds));
    const film = smallFilm();
    for (let frame = 0; frame < film.frames; frame += 9)
      expect(frameMarkup(film.element(frame))).toBe(renderToStaticMarkup(film.element(frame)));
  });

  test.each(Object.entries(PECULIAR))('is what React writes: %s', (_, element) => {
    const frame = svg(element);
    expect(frameMarkup(frame)).toBe(renderToStaticMarkup(frame));
    expect(drawnFrame(frame).markup).toBe(renderToStaticMarkup(frame));
  });

  test('is left to React where a frame is not portable', () => {
    for (const odd of [<text key="text">words</text>, <Hooked key="hooked" />]) {
      const frame = svg(odd);
      expect(frameMarkup(frame)).toBe(renderToStaticMarkup(frame));
    }
  });
});
