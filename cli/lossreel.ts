import { EXIT } from './errors.ts';
import { run } from './program.ts';

// A reader that goes away (`lossreel frames … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});
const code = await run(process.argv.slice(2));
// A command that has something of its own to say with its code has set it.
process.exitCode = code === EXIT.done ? (process.exitCode ?? EXIT.done) : code;
