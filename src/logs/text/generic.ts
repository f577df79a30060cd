import { unitOf } from '../axes.ts';
import { addObject } from '../json/objects.ts';
import { isObject, parseJson } from '../json/parse.ts';
import { type RecordBuilder, type Records, recordBuilder } from '../records.ts';
import { roleOf } from '../roles.ts';
import type { Role, Series } from '../series.ts';
import type { Cells, TextFormat } from './format.ts';
import { withoutHead } from './head.ts';
import { cellsOf } from './line-cells.ts';
import { type Place, type Placed, placeOf, unnamedPlace } from './line-place.ts';
import { ofEpochs, unified } from './several-axes.ts';

const SENTENCE =
  /\b(improved|saving|saved|loading|loaded|best|early stopping|did not improve|total params|took|final step)\b|\brunning (?!loss|mean|avg|average|acc)/i;
/** What follows sums the run up. */
const CLOSED =
  /^\W*final\b|\btotal number of iterations\b|\b(terminated|(training|optimi[sz]ation|run) (finished|complete[d]?|done)|finished (training|run)(?! epoch))\b/i;
/** Estimator's evaluation, which it saves: `Saving dict for global step 100: accuracy = 0.9`. */
const SAVED = /^Saving dict for global step (\d+):\s*/;
/** Headings below which an evaluation stands. */
const EVALUATION =
  /^(?:start(?:ing)? |begin(?:ning)? |running )?(eval(?:uation|uating)?|validat(?:ion|ing)|test(?:ing)?)(?: begins?| starts?| started| performance| results?| error)?$/i;
/** A batch of a validation, which counts by itself: `Test: [ 10/195]`. */
const BATCH_ASIDE =
  /^\s*\W{0,3}(?:val|valid|validation|test|eval|evaluation)\w*\s*:?\s*\[\s*\d+\s*\/\s*\d+[^\]]*\]/i;
/** ImageNet's example sums its validation up: ` * Acc@1 11.1 Acc@5 31.2`. */
const SUMMED_UP = /^\s*\*\s+(?=\w+@\d)/;

/** A progress bar, whose numbers say how far something is. */
const BAR = /^(.*?)\d+%\|[^|[]*\|?[^[]*\[[^\]]*\]?/;

/** Whether a name is of something that is drawn; names come again in every line. */
function curves(): (cell: Cells[number]) => boolean {
  const known = new Map<string, boolean>();
  return ([name]) => {
    const is = known.get(name) ?? !['time', 'other'].includes(roleOf(name));
    known.set(name, is);
    return is;
  };
}

/** Lines of many words and few numbers tell something. */
const isProse = (message: string, cells: Cells): boolean =>
  (message.match(/\p{L}{2,}/gu) ?? []).length > 3 * cells.length + 8;

function addRow(rows: RecordBuilder, place: Place, cells: Cells): void {
  rows.row();
  for (const [name, value] of place) rows.number(name, value);
  for (const [name, value] of cells)
    if (unitOf(name) === undefined || !place.some(([key]) => key === name)) rows.number(name, value);
}

const ALONE = /^(train(ing)?|val(id(ation)?)?|test)$/i;

/** Names of sets without a word for what was measured, `train 4.7, val 5.7`: losses, where nothing else is one and they fall. */
function setsAlone({ columns }: Records): ReadonlySet<string> {
  const sets = columns.filter(({ name }) => ALONE.test(name));
  const isOther = columns.some(({ name }) => !ALONE.test(name) && roleOf(name).endsWith('-loss'));
  const fall = sets.every(({ values }) => (values.at(-1) ?? 0) < (values[0] ?? 0));
  return new Set(isOther || !fall ? [] : sets.map(({ name }) => name));
}

const lossOf = (name: string): Role =>
  /^train/i.test(name) ? 'train-loss' : /^test/i.test(name) ? 'test-loss' : 'validation-loss';

/** Means since the epoch began are no losses where those of the batches stand beside them. */
const told = (series: Series): Series => {
  if (!series.name.endsWith(' (mean)')) return series;
  const role = roleOf(series.name);
  return { ...series, meaning: 'running-mean', role: role.endsWith('-loss') ? 'other' : role };
};

/** Lines of one's own that name a step or an epoch and numbers: `Epoch 61, Loss: 2.6773`, `step 250: val loss 2.07`. */
export const generic: TextFormat = {
  producer: 'text',
  begin() {
    const [rows, plain, placeless] = [recordBuilder(), recordBuilder(), recordBuilder()];
    const known = new Set<string>();
    const isCurve = curves();
    let current: Place = [];
    let aside: Cells = [];
    let [last, lastLine, lastValues, closed] = ['', '', '', false];
    let section: string | undefined;
    let lines = 0;
    const commitAside = () => {
      if (aside.length > 0) addRow(rows, current, aside);
      aside = [];
    };
    const put = (cells: Cells) => {
      for (const [name] of cells) known.add(name.toLowerCase());
      addRow(rows, current, cells);
    };
    /** The last batch of a validation has its means, or else its last values. */
    const hold = (cells: Cells) => {
      const means = new Map(cells.map(([name, value]) => [name.replace(/ \(mean\)$/, ''), value]));
      aside = [...means];
    };
    const moveTo = (place: Place) => {
      const inner = place.filter(([name]) => name !== 'epoch');
      const epoch =
        place.find(([name]) => name === 'epoch') ??
        (inner.length > 0 ? current.find(([name]) => name === 'epoch') : undefined);
      current = [...(epoch === undefined ? [] : [epoch]), ...inner];
      [last, closed] = ['', false];
    };
    const epochNow = (): boolean => current.some(([name]) => name === 'epoch');
    const isEvaluated = (place: Place): boolean =>
      section !== undefined &&
      place.every(
        ([name, value]) => name !== 'epoch' && value <= (current.find(([key]) => key === name)?.[1] ?? 0),
      );
    const takeObject = (message: string): boolean => {
      const json = /\{.*\}\s*$/.exec(message)?.[0];
      const object =
        json === undefined ? undefined : parseJson(json.includes('"') ? json : json.replaceAll("'", '"'));
      if (!isObject(object)) return false;
      const { place } = placeOf(message.slice(0, message.length - (json?.length ?? 0)));
      const before = rows.count;
      addObject(rows, object);
      if (rows.count > before) for (const [name, value] of place) rows.number(name, value);
      return true;
    };
    const take = (message: string) => {
      const heading = EVALUATION.exec(
        message
          .replace(/[^\p{L} ]+/gu, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      );
      if (heading !== null && !/\d/.test(message)) {
        section = /^test/i.test(heading[1] ?? '') ? 'test' : 'eval';
        return;
      }
      if (BATCH_ASIDE.test(message)) {
        const cells = cellsOf(message, message.replace(BATCH_ASIDE, ' '));
        if (cells.some(isCurve)) hold(cells);
        return;
      }
      if (SUMMED_UP.test(message)) {
        const cells = cellsOf(message, message.replace(SUMMED_UP, ''), 'test');
        aside = [...new Map([...aside, ...cells])];
        commitAside();
        return;
      }
      const found = placeOf(message);
      const unnamed: Placed | undefined =
        found.place.length === 0 ? unnamedPlace(message, epochNow()) : undefined;
      const tried = unnamed === undefined ? undefined : cellsOf(message, unnamed.rest);
      const isPlaced = tried?.some(isCurve) === true;
      const { place, rest } = isPlaced && unnamed !== undefined ? unnamed : found;
      const isOfEvaluation = place.length > 0 && isEvaluated(place);
      const moves = place.length > 0 && !isOfEvaluation && !CLOSED.test(message);
      const cells = isPlaced ? tried : cellsOf(message, rest, moves ? undefined : section);
      if (isOfEvaluation && cells.some(isCurve)) {
        hold(cells);
        return;
      }
      commitAside();
      if (moves) {
        section = undefined;
        moveTo(place);
      }
      closed ||= CLOSED.test(message);
      if (SENTENCE.test(message) || isProse(message, cells)) return;
      if (current.length === 0) {
        if (cells.some(isCurve)) addRow(placeless, [], cells);
        return;
      }
      if (!cells.some(isCurve)) {
        if (place.length > 0 && cells.length > 0) addRow(plain, current, cells);
        return;
      }
      // Lines without a place of their own belong to the one before, once each.
      if (!moves) {
        const shape = cells.map(([name]) => name).join();
        const values = cells.map(([, value]) => value).join();
        if (
          shape === last ||
          (closed && (values === lastValues || cells.some(([name]) => known.has(name.toLowerCase()))))
        )
          return;
        last = shape;
        lastValues = values;
      }
      put(cells);
    };
    return {
      take({ text }) {
        lines++;
        const [bar = '', description = ''] = BAR.exec(text) ?? [];
        const epoch = placeOf(description).place.find(([name]) => name === 'epoch');
        if (epoch !== undefined && !current.some(([name, at]) => name === 'epoch' && at === epoch[1]))
          moveTo([epoch]);
        const message = withoutHead(text.slice(bar.length)).replace(SAVED, 'eval step $1: ');
        // Two handlers print each line twice.
        if (message === lastLine && /\d/.test(message)) return;
        lastLine = message;
        if (!takeObject(message)) take(message);
      },
      end() {
        commitAside();
        // Numbers that no name calls a loss or a score are a log where nearly all there is says where it is.
        const isPlain = plain.count >= lines / 2 && plain.count > 4 * rows.count;
        // Lines without any place are a log where there is little else.
        const isPlaceless = rows.count === 0 && placeless.count > 2 && placeless.count >= lines / 2;
        const records = (isPlain ? plain : isPlaceless ? placeless : rows).done();
        const lossy = setsAlone(records);
        return {
          tables: [{ records: ofEpochs(unified(records)) }],
          told: (series) =>
            lossy.has(series.name) ? told({ ...series, role: lossOf(series.name) }) : told(series),
        };
      },
    };
  },
};
