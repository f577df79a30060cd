/** The library's doors, by the name that each has behind `lossreel/`; `index` is the front door. */
export const DOORS: Readonly<Record<string, string>>;
