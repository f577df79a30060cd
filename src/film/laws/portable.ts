import { expand, type SvgElement } from '../../render/paint/display/expand.ts';
import { readShape } from '../../render/paint/display/shapes.ts';
import { INITIAL, inherit } from '../../render/paint/display/style.ts';
import { type DisplayList, flattened } from '../../render/paint/display-list.ts';
import type { Stage } from '../../scene/stage.ts';
import { oneLine } from '../one-line.ts';
import type { Finding } from './finding.ts';
import { Broken } from './guard.ts';
import type { Subject } from './subject.ts';

const FINITE = 'clamp what leaves the picture, and make every coordinate finite';
const PORTABLE = 'draw portable SVG only: shapes with attributes, words with m.text()';
const COLOUR = 'use a colour of the theme, by role: theme.train, theme.focus …';

/** Traces of numbers that are not finite, or absurdly large. */
const STRAY = /NaN|Infinity|undefined|e\+\d\d/;

/** Attributes without which an element is drawn at 0, or not at all. */
const COORDINATES: Readonly<Record<string, readonly string[]>> = {
  path: ['d'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  rect: ['x', 'y', 'width', 'height'],
  image: ['x', 'y', 'width', 'height', 'href'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
};

type Placed = Omit<Finding, 'frame'>;

type Fault = Omit<Placed, 'where'>;

/** What is wrong with an attribute's value, whatever it means. */
function valueFault(name: string, attribute: string, value: unknown): Fault | undefined {
  if (value === undefined)
    return COORDINATES[name]?.includes(attribute)
      ? { law: 3, what: `${attribute} is undefined`, todo: FINITE }
      : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  const shown = `${attribute}="${text.slice(0, 60)}"`;
  // Words may name it: "the loss is no number any more (NaN)".
  const said = attribute === 'data-text' ? text.replaceAll('(NaN)', '') : text;
  if (STRAY.test(said)) return { law: 3, what: `draws ${shown}`, todo: FINITE };
  if (text.startsWith('var(')) return { law: 6, what: `${shown} is a CSS variable`, todo: COLOUR };
  return undefined;
}

/** What is wrong with an attribute for the painter: not portable, or not to be read. */
function meaningFault(name: string, attribute: string, value: unknown): Fault | undefined {
  try {
    inherit(INITIAL, name, { [attribute]: value });
    return undefined;
  } catch (error) {
    return { law: 6, what: oneLine(error), todo: PORTABLE };
  }
}

interface Step {
  readonly element: SvgElement;
  readonly path: string;
}

/** Every element, depth first. */
function steps(elements: readonly SvgElement[], within = '', into: Step[] = []): readonly Step[] {
  for (const element of elements) {
    const path = within === '' ? element.name : `${within} > ${element.name}`;
    into.push({ element, path });
    steps(element.children, path, into);
  }
  return into;
}

function elementFaults({ element, path }: Step): readonly Placed[] {
  const { name, props } = element;
  const faults = (find: typeof valueFault): readonly Placed[] => {
    const found: Placed[] = [];
    for (const attribute in props) {
      const fault = attribute === 'children' ? undefined : find(name, attribute, props[attribute]);
      if (fault !== undefined) found.push({ ...fault, where: { element: `${path} ${attribute}` } });
    }
    return found;
  };
  const values = faults(valueFault);
  if (values.length > 0) return values;
  try {
    inherit(INITIAL, name, props);
    readShape(element);
    return [];
  } catch (error) {
    const meanings = faults(meaningFault);
    if (meanings.length > 0) return meanings;
    return [{ law: 6, what: oneLine(error), todo: PORTABLE, where: { element: path } }];
  }
}

/** Characters at which a reference to an id, `url(#id)`, ends or means something else: browsers find nothing by it. */
const NO_REFERENCE = /[\s"'()\\%#]/;

/** Ids that two elements of a frame share, whatever refers to one gets the first; and ids that cannot be referred to. */
function idFaults(all: readonly Step[]): readonly Placed[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ element: { props }, path }): readonly Placed[] => {
    const { id } = props;
    if (id === undefined) return [];
    const fault = (what: string, todo: string): readonly Placed[] => [
      { law: 6, what, todo, where: { element: path } },
    ];
    if (seen.has(id))
      return fault(
        `two elements have the id "${String(id)}"`,
        'give each part of the picture an id of its own: ids are for the whole frame',
      );
    seen.add(id);
    return NO_REFERENCE.test(String(id))
      ? fault(
          `browsers cannot refer to the id "${String(id)}"`,
          'make ids of letters, digits and hyphens: no spaces, quotes, brackets',
        )
      : [];
  });
}

/** The path of the element that an error of the painter names: `<circle fill="url(#x)">: …`. */
function pathNamed(says: string, all: readonly Step[]): string | undefined {
  const [, name, attribute, value = ''] = /<(\w+)(?: ([\w-]+)(?:="([^"…]*))?)?/.exec(says) ?? [];
  const found = all.find(
    ({ element }) =>
      element.name === name &&
      (attribute === undefined || String(element.props[attribute]).startsWith(value)),
  );
  return found && (attribute === undefined ? found.path : `${found.path} ${attribute}`);
}

/** A frame as the painter is given it, or why it cannot be drawn. */
export interface Drawing {
  readonly list?: DisplayList;
  readonly findings: readonly Finding[];
}

function looked(root: ReturnType<Subject['film']['Scene']>): Drawing {
  const refused: Placed[] = [];
  const expanded = expand(root, (what, element) =>
    refused.push({ law: 6, what, todo: PORTABLE, ...(element === '' ? {} : { where: { element } }) }),
  );
  const all = steps(expanded.roots);
  const findings = [...refused, ...all.flatMap(elementFaults), ...idFaults(all)];
  try {
    return { list: flattened(expanded), findings };
  } catch (error) {
    // What has been found in a single element need not be told again.
    if (findings.length > 0) return { findings };
    const what = oneLine(error);
    const element = pathNamed(what, all);
    return {
      findings: [{ law: 6, what, todo: PORTABLE, ...(element === undefined ? {} : { where: { element } }) }],
    };
  }
}

/** Draws a frame. Laws 3 and 6: every number drawn is finite, ids are unique, and all of it is portable SVG. */
export function drawn({ film, trace, story }: Subject, stage: Stage, frame: number): Drawing {
  let drawing: Drawing;
  try {
    drawing = looked(film.Scene({ trace, story, frame, stage }));
  } catch (error) {
    const finding: Finding =
      error instanceof Broken
        ? error.finding
        : { law: 6, what: `cannot be drawn: ${oneLine(error)}`, todo: PORTABLE };
    drawing = { findings: [finding] };
  }
  return { ...drawing, findings: drawing.findings.map((finding) => ({ ...finding, frame })) };
}
