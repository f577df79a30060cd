import type { MaskedRow } from './attention.ts';

/** How a library reads a mask. */
export interface LibraryMask {
  /** Whether true hides a key instead of showing it. */
  readonly trueHides: boolean;
  /** What a query comes to that may look at nothing, before any layer that follows; the first by default. */
  readonly maskedRow: readonly MaskedRow[];
}

/**
 * How libraries read masks: PyTorch's `scaled_dot_product_attention` and its `nn.MultiheadAttention`, with weights and without; the
 * `MultiHeadAttention` of Keras, without scores and with them; JAX and Flax.
 */
export const LIBRARY_MASKS: Readonly<Record<'pytorch' | 'multihead' | 'keras' | 'flax', LibraryMask>> = {
  pytorch: { trueHides: false, maskedRow: ['zero'] },
  multihead: { trueHides: true, maskedRow: ['nan', 'zero'] },
  keras: { trueHides: false, maskedRow: ['mean', 'zero'] },
  flax: { trueHides: false, maskedRow: ['mean'] },
};
