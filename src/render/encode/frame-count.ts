/** Offset from the name of MP4's sample size table to the number of samples: version and flags, common size. */
const TO_COUNT = 12;

/** Number of frames of an MP4 with one video stream and no sound, read from its `stsz` box; 0 if there is none. */
export function frameCount(mp4: Buffer): number {
  const table = mp4.lastIndexOf('stsz', undefined, 'latin1');
  return table < 0 || table + TO_COUNT + 4 > mp4.length ? 0 : mp4.readUInt32BE(table + TO_COUNT);
}
