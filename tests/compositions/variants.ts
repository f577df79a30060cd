/** Params with which the laws are checked beside the defaults, by film. They reach for the film's extremes. */
export const VARIANTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'learning-rate-trio': {
    'one run': { learningRates: [0.3] },
    'five runs, one diverging': { learningRates: [0.001, 0.02, 0.46, 0.65, 1.2], steps: 60 },
    'tilted to the left': { objective: { b: -0.22 } },
    'equal wells': { objective: { b: 0 } },
    'beyond the fold': { objective: { b: 0.7 }, start: 2 },
    'one step': { steps: 1 },
    'many steps': { steps: 2000, learningRates: [0.0001, 0.5] },
    'far start': { start: -5, learningRates: [0.000123, 0.005, 0.3] },
    'steep hill': { objective: { a: 10, b: -10 }, start: 1.2, learningRates: [0.001, 0.02, 0.03] },
  },
};
