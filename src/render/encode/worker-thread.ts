import { Worker } from 'node:worker_threads';

/**
 * Starts a worker thread from a JavaScript module, or from a TypeScript one where nothing is built.
 *
 * React runs in its production form, which is several times faster. Node 20 does not hand tsx's hooks on to worker
 * threads, so for TypeScript a few lines of JavaScript register them first. tsx is found from here, whatever the
 * working directory.
 *
 * @param data passed to the module as `workerData`
 */
export function startWorker(module: URL, data: unknown): Worker {
  const options = { workerData: data, execArgv: [], env: { ...process.env, NODE_ENV: 'production' } };
  if (!module.pathname.endsWith('.ts')) return new Worker(module, options);
  const register = import.meta.resolve('tsx/esm/api');
  const start = `
    import(${JSON.stringify(register)})
      .then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); })
      .catch((error) => { setImmediate(() => { throw error; }); });`;
  return new Worker(start, { ...options, eval: true });
}
