import { freemem } from 'node:os';

/**
 * Bytes that an encoder takes beside its pictures, with its share of the thread that paints for it, and bytes for each
 * pixel of its pictures. Measured at 1080p: 470 MB with two of them, 1,610 with eight, of which 190 are taken in any case.
 */
const EACH = 50e6;
const PER_PIXEL = 75;
/** The part of the free memory that a render may take. */
const SHARE = 0.75;

/** Bytes of memory that this process may still take: of the machine, or of the container that it is in. */
export const freeMemory = (): number =>
  // Before Node 20.13 there is only the machine's.
  'availableMemory' in process ? Math.min(freemem(), process.availableMemory()) : freemem();

/**
 * As many encoders as memory has room for, one at least. Their number never affects the bytes of a film.
 *
 * @param wanted number of encoders
 * @param pixels of a picture
 * @param free bytes of memory
 */
export const workersWithin = (wanted: number, pixels: number, free: number): number =>
  Math.max(1, Math.min(wanted, Math.floor((SHARE * free) / (EACH + PER_PIXEL * pixels))));
