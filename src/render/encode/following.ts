/** A controller linked to another signal, and a function that unlinks it. */
export interface Following {
  readonly controller: AbortController;
  readonly release: () => void;
}

/**
 * An abort controller for one piece of work that also aborts with the signal of the whole. Once released, it leaves
 * nothing behind: Node 20 keeps a signal of `AbortSignal.any` alive once it has had listeners, with everything they
 * reference, film after film.
 */
export function following(signal: AbortSignal | undefined): Following {
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return { controller, release: () => signal?.removeEventListener('abort', stop) };
}
