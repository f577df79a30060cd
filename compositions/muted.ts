/**
 * Environment with which a page makes no sound. Remotion tells a page by `remotion_audioEnabled` that it is muted, but
 * its index.html then says the contrary.
 */
export const MUTED = { LOSSREEL_MUTED: 'yes' } as const;

/** Whether this page is to make no sound. */
export const isMuted = (): boolean =>
  window.remotion_audioEnabled === false || process.env.LOSSREEL_MUTED === MUTED.LOSSREEL_MUTED;
