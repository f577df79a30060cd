import type { Place } from '../../src/scene/curve.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { MIXED, milestonesOf } from './milestones.ts';
import type { FeatureTrace } from './simulation.ts';
import type { CloudArea } from './view.ts';

/** Side of the square that a class's label takes. */
export const LABEL_SIZE = 56;
/** How far apart the middles of two labels are, along x or along y. */
const APART = LABEL_SIZE + 4;

/** Where the labels of the classes stand after every epoch, and from which epoch on each is shown. */
interface Labels {
  /** Epochs + 1 × classes; `null` for a class without points. */
  readonly places: readonly (readonly (Place | null)[])[];
  /** From this epoch on the class is a cluster and its label clear of every other, between epochs too. */
  readonly since: readonly number[];
}

const ROUNDS = 400;

/** Moves labels apart, no further than needed, within the area. */
function spread(wanted: readonly (Place | null)[], { rect }: CloudArea): readonly (Place | null)[] {
  const half = LABEL_SIZE / 2;
  const inside = ([x, y]: Place): Place => [
    clamp(x, rect.x + half, rect.x + rect.width - half),
    clamp(y, rect.y + half, rect.y + rect.height - half),
  ];
  const places = wanted.map((place) => place && inside(place));
  for (let round = 0, moved = true; round < ROUNDS && moved; round += 1) {
    moved = false;
    for (let i = 0; i < places.length; i += 1) {
      for (let j = i + 1; j < places.length; j += 1) {
        const [a, b] = [places[i], places[j]];
        if (!a || !b) continue;
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const [lackX, lackY] = [APART - Math.abs(dx), APART - Math.abs(dy)];
        if (lackX <= 0.01 || lackY <= 0.01) continue;
        moved = true;
        const [pushX, pushY] =
          lackX < lackY ? [((dx < 0 ? -1 : 1) * lackX) / 2, 0] : [0, ((dy < 0 ? -1 : 1) * lackY) / 2];
        places[i] = inside([a[0] - pushX, a[1] - pushY]);
        places[j] = inside([b[0] + pushX, b[1] + pushY]);
      }
    }
  }
  return places;
}

/** True when two labels are apart in one direction all the way from one epoch to the next. */
function stayApart(a0: Place, b0: Place, a1: Place, b1: Place): boolean {
  return [0, 1].some((axis) => {
    const [from, to] = [(b0[axis] ?? 0) - (a0[axis] ?? 0), (b1[axis] ?? 0) - (a1[axis] ?? 0)];
    return from * to > 0 && Math.min(Math.abs(from), Math.abs(to)) >= LABEL_SIZE;
  });
}

function labelsOf(trace: FeatureTrace, area: CloudArea): Labels {
  const figures = milestonesOf(trace).epochs;
  const centres = figures.map((epoch) =>
    epoch.centres.map((centre): Place | null => centre && [area.x(centre[0]), area.y(centre[1])]),
  );
  // From the end backwards, so that a label keeps to the side of its cluster on which it ends.
  const places: (readonly (Place | null)[])[] = [];
  for (let k = centres.length - 1; k >= 0; k -= 1) {
    const [now, later, placed] = [centres[k] ?? [], centres[k + 1], places[0]];
    const wanted = now.map((centre, i): Place | null => {
      const [before, shown] = [later?.[i], placed?.[i]];
      if (!centre || !before || !shown) return centre;
      return [centre[0] + 0.9 * (shown[0] - before[0]), centre[1] + 0.9 * (shown[1] - before[1])];
    });
    places.unshift(spread(wanted, area));
  }
  const last = places.length - 1;
  const since = (places[last] ?? []).map((_, i) => {
    let epoch = last;
    while (epoch > 0 && (figures[epoch - 1]?.apartByClass[i] ?? 0) >= MIXED) {
      const [now, next] = [places[epoch - 1] ?? [], places[epoch] ?? []];
      const [own0, own1] = [now[i], next[i]];
      const clear = now.every((other0, j) => {
        const other1 = next[j];
        return j === i || !own0 || !own1 || !other0 || !other1 || stayApart(own0, other0, own1, other1);
      });
      if (!clear) break;
      epoch -= 1;
    }
    return epoch;
  });
  return { places, since };
}

const byArea = remember((_: FeatureTrace) => new Map<string, Labels>());

/** A class's label at a moment. */
export interface PlacedLabel {
  readonly digit: number;
  readonly at: Place;
  readonly opacity: number;
}

/** The labels that are clear of each other between epoch `epoch` and the next, at their clusters. */
export function labelsAt(
  trace: FeatureTrace,
  area: CloudArea,
  epoch: number,
  t: number,
): readonly PlacedLabel[] {
  const { x, y, width, height } = area.rect;
  const known = byArea(trace);
  const key = `${x} ${y} ${width} ${height}`;
  const labels = known.get(key) ?? labelsOf(trace, area);
  known.set(key, labels);
  const last = labels.places.length - 1;
  return labels.since.flatMap((since, digit) => {
    const [from, to] = [labels.places[epoch]?.[digit], labels.places[Math.min(epoch + 1, last)]?.[digit]];
    if (!from || !to || epoch + t < since) return [];
    // A label comes in within an epoch; one that is clear from the start or only at the end is there at once.
    const opacity = since === 0 || since === last ? 1 : clamp(epoch + t - since, 0, 1);
    return [{ digit, at: [lerp(from[0], to[0], t), lerp(from[1], to[1], t)], opacity }];
  });
}
