import { getRemotionEnvironment } from 'remotion';
import { UsageError } from '../../src/film/errors.ts';
import { InputError } from '../../src/sim/data/idx.ts';

/** Throws a message without the calls that led to it. */
const THROW = "throw Object.assign(new Error(message), { name: 'lossreel', stack: message })";

/**
 * Answers for a composition's metadata. When a render is told bad props, it ends with one line that names the prop and
 * the rule. Remotion prints the sources around every call that leads to an error, and an error of its own if
 * `calculateMetadata` rejects: so this line is thrown beside it, by code that lies in no file.
 *
 * @param answer the metadata; called at once
 * @throws in the Studio, and for errors that are not about props or files, what `answer` throws
 */
export async function orEndRender<Metadata>(answer: () => Promise<Metadata>): Promise<Metadata> {
  try {
    return await answer();
  } catch (error) {
    const told = error instanceof UsageError || error instanceof InputError;
    if (!told || !getRemotionEnvironment().isRendering) throw error;
    setTimeout(new Function('message', THROW), 0, error.message);
    return new Promise(() => {});
  }
}
