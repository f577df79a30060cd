/** Params with which films that train do so in a moment; their pictures are as full. */
export const QUICK: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'overfitting-curves': { data: { train: 24, validation: 60 }, network: { hidden: [6] }, epochs: 60 },
  'feature-space-evolution': { data: { train: 100, test: 200 }, network: { hidden: [8, 3] }, epochs: 20 },
};
