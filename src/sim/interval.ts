/** The two ends of a range: of data, of an axis, of scene units. */
export type Interval = readonly [low: number, high: number];
