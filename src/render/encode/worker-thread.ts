import { Worker } from 'node:worker_threads';

/**
 * Starts a worker thread from a TypeScript or JavaScript module.
 *
 * Node 20 does not pass tsx's hooks on to worker threads, so a few lines of JavaScript register them first. tsx is
 * resolved from here, whatever the working directory. React runs in production mode, which is several times faster.
 *
 * @param data passed to the module as `workerData`
 */
export function startWorker(module: URL, data: unknown): Worker {
  const register = import.meta.resolve('tsx/esm/api');
  const start = `
    const { workerData } = require('node:worker_threads');
    import(${JSON.stringify(register)})
      .then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); })
      .catch((error) => { setImmediate(() => { throw error; }); });`;
  return new Worker(start, {
    eval: true,
    workerData: data,
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
