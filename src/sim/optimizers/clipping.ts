import type { Precision } from '../frameworks/framework.ts';
import { type ClippingParams, clipGradients } from './gradient-clipping.ts';
import type { Optimizer } from './optimizer.ts';

interface KerasClipping {
  readonly clipNorm?: number;
  readonly clipValue?: number;
  readonly globalClipNorm?: number;
}

function clippingOf({ clipNorm, clipValue, globalClipNorm }: KerasClipping): ClippingParams | undefined {
  const semantics = 'keras';
  if (clipNorm !== undefined) return { kind: 'norm', semantics, limit: clipNorm };
  if (globalClipNorm !== undefined) return { kind: 'global-norm', semantics, limit: globalClipNorm };
  return clipValue === undefined ? undefined : { kind: 'value', semantics, limit: clipValue };
}

/**
 * An optimizer of Keras with its clipping of gradients, before anything else sees them; all parameters are one variable
 * here. See {@link clipGradients}.
 */
export function clipped<State>(
  optimizer: Optimizer<State>,
  params: KerasClipping,
  precision: Precision,
): Optimizer<State> {
  const clipping = clippingOf(params);
  if (clipping === undefined) return optimizer;
  return {
    ...optimizer,
    update: (point, gradient, state) => {
      const { gradients } = clipGradients(clipping, [gradient], precision);
      return optimizer.update(point, gradients[0] ?? gradient, state);
    },
  };
}
