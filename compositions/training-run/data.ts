import type { InputRef, Inputs } from '../../src/film/film.ts';
import { insteadOf } from '../../src/film/nearest.ts';
import { readBytes, type TitledReading } from '../../src/logs/bytes.ts';
import { withHalves } from '../../src/logs/halves.ts';
import { baseName, distinct, plainName } from '../../src/logs/names.ts';
import { rolesOf, unknownSeries, unusedStep } from '../../src/logs/said.ts';
import { LogError, UnknownColumn } from '../../src/logs/series.ts';
import { type Understood, understand } from '../../src/logs/understand.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import type { RunParams } from './params.ts';
import sample from './sample.json';

/** The files of the log. */
export const inputsOf = ({ logs, provenance }: RunParams): readonly InputRef[] =>
  logs.map((path, i) => ({ name: `logs[${i}]`, path, ...(provenance === 'full' ? {} : { private: true }) }));

/** The names of the series in each file, if the provenance is to have them. */
export const columnsOf = ({ logs, map, provenance }: RunParams, inputs: Inputs) =>
  provenance === 'full'
    ? Object.fromEntries(
        logs.map((path, i) => {
          const { runs } = readBytes(inputs[`logs[${i}]`] ?? new Uint8Array(), path, map);
          return [`logs[${i}]`, [...new Set(runs.flatMap(({ series }) => series.map(({ name }) => name)))]];
        }),
      )
    : null;

/**
 * The runs of the log, and what it is called.
 *
 * @throws InputError if a file was not read or is no log
 */
export function understoodOf(params: RunParams, inputs: Inputs): Understood & { readonly title: string } {
  const { logs, map, restart } = params;
  try {
    const readings = logs.map((path, i): TitledReading => {
      const bytes = inputs[`logs[${i}]`];
      if (bytes === undefined) throw new LogError(`logs[${i}] '${baseName(path)}': the file was not read`);
      return readBytes(bytes, path, map);
    });
    const all =
      logs.length === 0 ? [readBytes(new TextEncoder().encode(sample.text), sample.name, map)] : readings;
    const reading = {
      runs: distinct(all.flatMap(({ runs }) => runs)),
      warnings: all.flatMap(({ warnings }) => warnings),
    };
    const [first = sample.name] = logs;
    const own = logs.length > 1 ? `${plainName(first)} + ${logs.length - 1}` : plainName(first);
    const title = all.find((one) => one.title !== undefined)?.title ?? own;
    const { names, unknown } = unknownSeries(reading, map);
    const [missing] = unknown;
    if (missing !== undefined)
      throw new InputError(`map: there is no series '${missing}'; ${insteadOf(missing, names)}`);
    const { runs, warnings } = understand(
      { ...reading, warnings: [...reading.warnings, ...unusedStep(reading, map)] },
      { ...(restart === 'auto' ? {} : { restart }), roles: rolesOf(map) },
    );
    return { runs: withHalves(runs, title), warnings, title };
  } catch (error) {
    if (error instanceof UnknownColumn) throw new InputError(`map: ${error.message}`);
    if (error instanceof LogError) throw new InputError(error.message);
    throw error;
  }
}
