import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readRegular } from '../cache/regular-file.ts';
import { UsageError } from './errors.ts';
import { oneLine } from './one-line.ts';

/**
 * The extension of a film's signature: the 64 bytes of an Ed25519 signature (RFC 8032) of its provenance, as OpenSSL writes
 * and reads them. The provenance names all other files by their hashes.
 */
export const SIGNATURE = '.json.sig';

/** Keys are some hundred bytes. */
const LARGEST_KEY = 2 ** 16;

/** An Ed25519 key in a PEM file. @throws UsageError if there is none */
function keyIn(path: string, option: string, kind: 'private' | 'public'): KeyObject {
  let key: KeyObject;
  try {
    const pem = readRegular(path, LARGEST_KEY);
    key = kind === 'private' ? createPrivateKey(pem) : createPublicKey(pem);
  } catch (error) {
    throw new UsageError(`${option} '${path}': no ${kind} key in PEM form (${oneLine(error)})`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new UsageError(
      `${option} '${path}': a key of the kind ${key.asymmetricKeyType}, where Ed25519 is wanted`,
    );
  return key;
}

/** Signs the bytes of provenances with a private key. @param option that names its file @throws UsageError if it holds none */
export function signerWith(path: string, option: string): (provenance: Uint8Array) => Uint8Array {
  const key = keyIn(path, option, 'private');
  return (provenance) => sign(null, provenance, key);
}

/** Whether a signature is that of a provenance's bytes. */
export type IsSigned = (provenance: Uint8Array, signature: Uint8Array) => boolean;

/** Tells the signatures of the owner of a public key. @param option that names the file @throws UsageError if it holds none */
export function signedWith(path: string, option: string): IsSigned {
  const key = keyIn(path, option, 'public');
  return (provenance, signature) => verify(null, provenance, key, signature);
}
