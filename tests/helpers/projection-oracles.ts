import { readFileSync } from 'node:fs';
import { z } from 'zod';

const matrix = z.array(z.array(z.number()));

const file = z.object({
  header: z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) }),
  data: z.object({ X: matrix, B: matrix, softmax_late: matrix, softmax_early: matrix }),
  pca: z.record(
    z.string(),
    z.object({
      n_components: z.number(),
      standardised: z.boolean(),
      mean: z.array(z.number()),
      std_population_ddof0: z.array(z.number()).optional(),
      components: matrix,
      eigenvalues_all: z.array(z.number()),
      explained_variance: z.array(z.number()),
      explained_variance_ratio: z.array(z.number()),
      projected: z.record(z.string(), matrix),
    }),
  ),
  star_coordinates: z.record(z.string(), z.object({ axes: matrix, positions: matrix })),
});

/** Principal components by scikit-learn and star coordinates by NumPy, with their data. */
export function projectionOracle() {
  const path = new URL('../oracles/projections-pca-star.json', import.meta.url);
  const { header, data, pca, star_coordinates: star } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { tolerance: header.tolerance, data, pca, star };
}
