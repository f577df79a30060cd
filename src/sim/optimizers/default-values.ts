/** `null`: has to be said. `undefined`: may be said. */
export const SAY = null;
export const MAY = undefined;
export const BETAS = { beta1: 0.9, beta2: 0.999 };
/** What every optimizer of Keras has. */
export const KERAS = { weightDecay: 0, clipNorm: MAY, clipValue: MAY, globalClipNorm: MAY };
export const torchAdam = { learningRate: 0.001, ...BETAS, epsilon: 1e-8 };
export const kerasAdam = { learningRate: 0.001, ...BETAS, epsilon: 1e-7 };
export const optaxAdam = { learningRate: SAY, ...BETAS, epsilon: 1e-8 };
export const NEWTON_SCHULZ = { newtonSchulz: [3.4445, -4.775, 2.0315], newtonSchulzSteps: 5 };
