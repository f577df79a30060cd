import { comet, isComet } from '../json/comet.ts';
import { nothing, type Reader, type Source, whole } from '../reader.ts';
import { LogError, type Reading, type Run, seriesOf } from '../series.ts';
import { isZip, unzipped } from './archive.ts';
import { type NumpyArray, readNpy } from './npy.ts';

/** The mean of each row of an array of two dimensions. */
function rowMeans({ shape, values }: NumpyArray): readonly number[] {
  const [rows = 0, wide = 1] = shape;
  return Array.from({ length: rows }, (_, row) => {
    const own = values.subarray(row * wide, (row + 1) * wide);
    return own.reduce((sum, value) => sum + value, 0) / wide;
  });
}

const AXES = ['timesteps', 'steps', 'step', 'epochs', 'epoch', 'iterations'];

/** Arrays of one length in an archive of NumPy's: stable-baselines3's evaluations.npz, and one's own. */
function numpyRun(entries: Readonly<Record<string, Uint8Array>>, source: Source): Run {
  const arrays = new Map(
    Object.entries(entries)
      .filter(([name]) => name.endsWith('.npy'))
      .map(
        ([name, bytes]) => [name.replace(/\.npy$/, ''), readNpy(bytes, `${source.name}: ${name}`)] as const,
      ),
  );
  const axisName = AXES.find((name) => arrays.get(name) !== undefined);
  const steps = axisName === undefined ? undefined : arrays.get(axisName)?.values;
  const longest = Math.max(0, ...[...arrays.values()].map((array) => array?.shape[0] ?? 0));
  const at = steps ?? Float64Array.from({ length: longest }, (_, i) => i);
  const unit = axisName === undefined ? 'row' : axisName.startsWith('epoch') ? 'epoch' : 'step';
  const axis = { name: axisName ?? 'row', unit } as const;
  const series = [...arrays].flatMap(([name, array]) => {
    if (array === undefined || name === axisName || array.shape.length > 2 || array.shape[0] !== at.length)
      return [];
    const isMean = array.shape.length === 2;
    const values = isMean ? rowMeans(array) : [...array.values];
    return [
      seriesOf(
        isMean ? `${name} (mean)` : name,
        axis,
        values.map((value, i) => [at[i] ?? i, value]),
      ),
    ];
  });
  if (series.length === 0)
    throw new LogError(`${source.name}: no arrays of one length in it (${[...arrays.keys()].join(', ')})`);
  const isEvaluations = arrays.has('timesteps') && arrays.has('results');
  return {
    id: source.id,
    producer: isEvaluations ? 'stable-baselines3-evaluations' : 'numpy-archive',
    series,
  };
}

/** Archives: Comet's offline experiments and NumPy's. */
export const zip: Reader = {
  family: 'zip',
  knows: isZip,
  begin: whole((bytes, source): Reading => {
    const entries = unzipped(bytes, source.name);
    const names = Object.keys(entries);
    if (names.length === 0)
      return nothing(
        source,
        'comet-offline',
        'an archive without entries: the run was killed; Comet leaves its points as messages.json in a folder tmp… of the temporary files',
      );
    const messages = names.find((name) => /(^|\/)messages\.json$/.test(name));
    const text = messages === undefined ? '' : new TextDecoder().decode(entries[messages]);
    if (isComet(text)) return comet(text, source);
    if (names.some((name) => name.endsWith('.npy')))
      return { runs: [numpyRun(entries, source)], warnings: [] };
    throw new LogError(
      `${source.name}: an archive of no known program (${names.slice(0, 3).join(', ')}); unpack it`,
    );
  }),
};
