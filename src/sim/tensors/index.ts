/** Tensors that know how they came about, and what networks make of them. */
export {
  type Attended,
  type AttentionParams,
  attend,
  attentionScores,
  causal,
  type Mask,
  type MaskedRow,
  positionalEncoding,
} from './attention.ts';
export { convolved, type Padding, paddedBy, samePadding, UNPADDED } from './convolution.ts';
export {
  added,
  affine,
  apply,
  columns,
  dense,
  multiplied,
  reshaped,
  rowsOf,
  total,
} from './linear.ts';
export { average, largest, type Pooling } from './pooling.ts';
export {
  type CellSemantics,
  type Gate,
  type GruGates,
  type GruStep,
  gruStep,
  type LstmGates,
  type LstmStep,
  lstmStep,
  rnnStep,
} from './recurrent.ts';
export { crossEntropy, normalisedRows, softmaxOf } from './rows.ts';
export {
  type Block,
  type BlockView,
  type HeadPlace,
  initialTransformer,
  parametersOf,
  readSequences,
  type Transformer,
  type TransformerOutput,
  type TransformerReading,
  type TransformerShape,
} from './transformer.ts';
export { backward, matrix, type Tensor, type Variable, variable } from './value.ts';
