/** A rule that tells two classes apart in the square from −1 to 1: 1 inside the disc, or above the wave; else 0. */
export type BoundaryKind = 'disc' | 'wave';

const RADIUS_SQUARED = 0.6;
const WAVE_HEIGHT = 0.9;

/** The radius of the disc, which leaves the square two classes of about the same size. */
export const DISC_RADIUS = Math.sqrt(RADIUS_SQUARED);

/** Height of the wave: the Chebyshev polynomial T₃(x) = 4x³ − 3x, scaled. */
export const waveAt = (x: number): number => WAVE_HEIGHT * (4 * x * x * x - 3 * x);

/** How far a place is from the boundary; from the wave, up or down. */
export const awayFrom: Readonly<Record<BoundaryKind, (x: number, y: number) => number>> = {
  disc: (x, y) => Math.abs(Math.sqrt(x * x + y * y) - DISC_RADIUS),
  wave: (x, y) => Math.abs(y - waveAt(x)),
};

/** The class of a place, by boundary. */
export const classAt: Readonly<Record<BoundaryKind, (x: number, y: number) => 0 | 1>> = {
  disc: (x, y) => (x * x + y * y < RADIUS_SQUARED ? 1 : 0),
  wave: (x, y) => (y > waveAt(x) ? 1 : 0),
};
