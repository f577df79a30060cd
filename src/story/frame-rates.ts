/** The frame rates that players agree on and at which a frame is a whole number of 48 kHz samples. */
export const FRAME_RATES = [24, 25, 30, 50, 60] as const;
