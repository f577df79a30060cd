import { EXIT } from './exit.ts';
import { allowClosedPipes, codeWithOutput } from './output.ts';
import { run } from './program.ts';

allowClosedPipes();
const code = await codeWithOutput(await run(process.argv.slice(2)));
// A command with an exit code of its own has already set it.
process.exitCode = code === EXIT.done ? (process.exitCode ?? EXIT.done) : code;
