/**
 * Environment that makes a page silent. Remotion tells a page by `remotion_audioEnabled` that it is muted, but
 * its index.html then says the opposite.
 */
export const MUTED = { LOSSREEL_MUTED: 'yes' } as const;

/** Whether this page should be silent. */
export const isMuted = (): boolean =>
  window.remotion_audioEnabled === false || process.env.LOSSREEL_MUTED === MUTED.LOSSREEL_MUTED;
