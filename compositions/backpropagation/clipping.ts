import type { LayerSemantics, Semantics } from '../../src/sim/frameworks/framework.ts';
import type { ClippingKind, ClippingParams } from '../../src/sim/optimizers/gradient-clipping.ts';

/** The way of clipping that each library's documentation shows first; scikit-learn has none. */
const USUAL: Readonly<Record<LayerSemantics, readonly [Semantics, ClippingKind] | null>> = {
  pytorch: ['pytorch', 'global-norm'],
  keras: ['keras', 'norm'],
  'flax-nnx': ['optax', 'global-norm'],
  'flax-linen': ['optax', 'global-norm'],
  tfjs: ['tfjs', 'value'],
  'scikit-learn': null,
};

/** How gradients are clipped in the library of the film; `null` where it cannot. */
export function clippingOf(params: {
  readonly semantics: LayerSemantics;
  readonly clipping: { readonly kind?: ClippingKind | undefined; readonly limit: number };
}): ClippingParams | null {
  const usual = USUAL[params.semantics];
  if (usual === null) return null;
  const [semantics, kind] = usual;
  return { kind: params.clipping.kind ?? kind, semantics, limit: params.clipping.limit };
}
