/** Params with which films that train do so in a moment; their pictures are as full. */
export const QUICK: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'overfitting-curves': { network: { hidden: [8] } },
  'feature-space-evolution': { data: { train: 100, test: 200 }, network: { hidden: [8, 3] }, epochs: 20 },
};
