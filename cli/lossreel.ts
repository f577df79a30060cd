import { EXIT } from './errors.ts';
import { run } from './program.ts';

// A reader that closes the pipe (`lossreel frames … | head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});
const code = await run(process.argv.slice(2));
// A command with an exit code of its own has already set it.
process.exitCode = code === EXIT.done ? (process.exitCode ?? EXIT.done) : code;
