import { createHash } from 'node:crypto';

/** SHA-256 of a frame's markup in UTF-8, as 64 hexadecimal digits. */
export const frameHash = (markup: string): string => createHash('sha256').update(markup).digest('hex');
