import { parseXml, type XmlDocument, XmlElement, XmlText } from '@rgrove/parse-xml';
import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import { factor, px } from './px.ts';
import type { Rect } from './rect.ts';
import { dataBytes } from './type/branded-typefaces.ts';

/** What a drawing program tells about a picture, and draws nothing. */
const UNDRAWN = new Set(['title', 'desc', 'metadata']);
/** Attributes that change nothing without a style sheet, which is refused. */
const WITHOUT_EFFECT =
  /^(xmlns|version|baseProfile|class|role|tabindex|xml|enable-background)$|^(xmlns|xml|inkscape|sodipodi|serif|sketch):/;
/** Elements of drawing programs, by prefix. */
const FOREIGN = /^(inkscape|sodipodi|serif|sketch|rdf|cc|dc):/;
const ID = 'brand-logo-';

/** A logo as a drawing, and its natural size. */
interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly draw: (ink: string) => ReactNode;
}

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Attributes, those of `style` included, as React names them; ids are the logo's own. */
function propsOf({ attributes }: XmlElement, ink: string): Readonly<Record<string, string>> {
  const { style = '', ...own } = attributes;
  const styled = style
    .split(';')
    .map((declaration) => declaration.split(/:(.*)/s).map((part) => part.trim()))
    .filter(([name = '']) => name !== '' && !name.startsWith('-'));
  const all = [...Object.entries(own), ...styled.map(([name = '', value = '']) => [name, value] as const)];
  return Object.fromEntries(
    all
      .filter(([name]) => !WITHOUT_EFFECT.test(name))
      .map(([name, value]) => [
        name === 'xlink:href' ? 'href' : camel(name),
        name === 'id' ? ID + value : value.replace(/url\(\s*["']?#/g, `$&${ID}`).replace('currentColor', ink),
      ]),
  );
}

function elementOf(node: unknown, ink: string, key: number): ReactNode {
  if (node instanceof XmlText) return node.text.trim() === '' ? null : node.text;
  if (!(node instanceof XmlElement) || UNDRAWN.has(node.name) || FOREIGN.test(node.name)) return null;
  return createElement(
    node.name,
    { ...propsOf(node, ink), key },
    ...node.children.map((child, i) => elementOf(child, ink, i)),
  );
}

const length = (value: string | undefined): number => Number(value?.replace(/px$/, '') ?? Number.NaN);

/** Reads an SVG. @throws Error, one line, if it is none or has no size */
function readSvg(text: string): Drawing {
  let document: XmlDocument;
  try {
    document = parseXml(text);
  } catch (error) {
    throw new Error(
      `it is not well-formed SVG: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`,
    );
  }
  const { root } = document;
  if (root?.name !== 'svg') throw new Error(`its root is <${root?.name ?? ''}>, not <svg>`);
  const box = root.attributes.viewBox?.split(/[\s,]+/).map(Number);
  const [left = 0, top = 0, width = length(root.attributes.width), height = length(root.attributes.height)] =
    box ?? [];
  if (!(width > 0 && height > 0))
    throw new Error('it has neither a viewBox nor a width and a height in pixels');
  return {
    width,
    height,
    draw: (ink) => {
      const {
        viewBox: _,
        width: __,
        height: ___,
        x: ____,
        y: _____,
        preserveAspectRatio: ______,
        ...props
      } = propsOf(root, ink);
      const inside = root.children.map((child, i) => elementOf(child, ink, i));
      return createElement(
        'g',
        { transform: `translate(${-left} ${-top})` },
        createElement('g', props, ...inside),
      );
    },
  };
}

/** Reads the size of a PNG (W3C, PNG, section 11.2.1). @throws Error if it is none */
function readPng(url: string): Drawing {
  const bytes = dataBytes(url);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (bytes.length < 24 || view.getUint32(0) !== 0x89504e47) throw new Error('it is not a PNG');
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return { width, height, draw: () => createElement('image', { href: url, width, height }) };
}

const drawings = new Map<string, Drawing>();

/** A brand's logo, read once. @throws Error, one line, naming what cannot be read */
function readLogo(url: string): Drawing {
  const known = drawings.get(url);
  if (known !== undefined) return known;
  const svg = url.startsWith('data:image/svg+xml');
  const drawing = svg ? readSvg(new TextDecoder().decode(dataBytes(url))) : readPng(url);
  drawings.set(url, drawing);
  return drawing;
}

/** A logo as large as fits into a rectangle, centred. @param ink for `currentColor` */
export function logo(url: string, room: Rect, ink: string): ReactElement {
  const { width, height, draw } = readLogo(url);
  const scale = Math.min(room.width / width, room.height / height);
  const [x, y] = [room.x + (room.width - width * scale) / 2, room.y + (room.height - height * scale) / 2];
  return createElement(
    'g',
    { transform: `translate(${px(x)} ${px(y)}) scale(${factor(scale)})` },
    createElement(Fragment, null, draw(ink)),
  );
}
