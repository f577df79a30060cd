/** What the film simulates: many training sets, and every polynomial fitted to each. */
export {
  type BiasVarianceParams,
  type BiasVarianceTrace,
  fitRedraws as simulate,
} from '../../src/sim/regression/redrawn-fits.ts';
