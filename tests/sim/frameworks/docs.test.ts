import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS, type Semantics } from '../../../src/sim/frameworks/framework.ts';
import { offering, type Settings } from '../../../src/sim/frameworks/offers.ts';
import { FIELDS } from '../../../src/sim/optimizers/fields.ts';
import { OFFERS, type OptimizerKind } from '../../../src/sim/optimizers/offers.ts';
import { createOptimizer, OPTIMIZER_KINDS } from '../../../src/sim/optimizers/registry.ts';

const docs = readFileSync(new URL('../../../docs/optimizers.md', import.meta.url), 'utf8').split('\n');

/** x after one, two and three steps on x² from 1 at rate 0.1; tfjs only has single precision. */
function firstSteps(kind: OptimizerKind, semantics: Semantics): string {
  const precision = semantics === 'tfjs' ? 'float32' : 'float64';
  const optimizer = createOptimizer({ kind, semantics, precision, learningRate: 0.1 });
  const shape = kind === 'muon' ? [1, 1] : [1];
  let point: readonly number[] = [1];
  let state = optimizer.init(point, shape);
  return [1, 2, 3]
    .map(() => {
      ({ point, state } = optimizer.update(
        point,
        point.map((x) => 2 * x),
        state,
      ));
      return String(Number((point[0] ?? Number.NaN).toPrecision(6)));
    })
    .join(', ')
    .replaceAll('-', '−');
}

const told = (settings: Settings): string =>
  Object.entries(settings)
    // Every optimizer of Keras has these; the text says so once.
    .filter(([name]) => !/^(clipNorm|clipValue|globalClipNorm)$/.test(name))
    .map(([name, value]) =>
      value === undefined
        ? `${name}?`
        : `${name} ${value === null ? '**to be said**' : String(value).replaceAll(',', ', ').replaceAll('-', '−')}`,
    )
    .join(', ');

const rows = OPTIMIZER_KINDS.flatMap((kind) =>
  offering(OFFERS[kind]).map((library) => {
    const settings: Settings = { ...(OFFERS[kind].in as Partial<Record<Semantics, Settings>>)[library] };
    return `| \`${kind}\` | ${FRAMEWORKS[library].name} | ${told(settings)} | ${firstSteps(kind, library)} |`;
  }),
);
const fields = Object.entries(FIELDS).map(([name, field]) => `| \`${name}\` | ${field.description} |`);

describe('docs/optimizers.md', () => {
  it('has the defaults of every library, and what its rules compute, in its table', () => {
    expect(
      docs.filter((line) => /^\| `[\w-]+` \| (PyTorch|Keras|Optax|TensorFlow\.js) \|/.test(line)),
    ).toEqual(rows);
  });

  it('has every hyper-parameter', () => {
    expect(docs.filter((line) => /^\| `\w+` \| [^|]+ \|$/.test(line))).toEqual(fields);
  });

  it('names the versions', () => {
    for (const { name, version } of Object.values(FRAMEWORKS))
      expect(docs.join('\n')).toContain(`${name} ${version}`);
  });
});
