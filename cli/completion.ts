import { join } from 'node:path';
import { type RootCommand, script } from '@bomb.sh/tab';
import completionOf from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { UsageError } from '../src/film/errors.ts';
import { PROJECT } from '../src/film/sources/project.ts';
import { filmIds } from './film-ids.ts';
import { SHELLS } from './shells.ts';

/** Adds what the library cannot know: film ids, commands as `help` takes them; and takes away its own command. */
async function completed(root: Command): Promise<RootCommand> {
  const ids = await filmIds();
  for (const argument of root.commands.flatMap(({ registeredArguments }) => registeredArguments))
    if (/^films?$/.test(argument.name())) argument.argChoices = [...ids];
  const completion = completionOf(root);
  completion.commands.delete('complete');
  completion.commands.get('help')?.argument('command', (offer) => {
    for (const command of root.commands)
      if (command.name() !== 'complete') offer(command.name(), command.description());
  });
  return completion;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** What a shell calls: this very program, on the PATH or not. The quotes are those of a word within double quotes too. */
const program = (): string => [process.execPath, join(PROJECT, 'bin', 'lossreel.js')].map(quoted).join(' ');

/**
 * What the library's script for bash lacks: without the package bash-completion (macOS, small images) a function that it
 * calls is missing, and bash completes file names only where it is told to.
 */
const FOR_BASH = `
declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD
    cur=\${COMP_WORDS[COMP_CWORD]}; prev=\${COMP_WORDS[COMP_CWORD-1]}
}
complete -o default -F __lossreel_complete lossreel
`;

/** How the library's script for bash hands words on, and how they stay the words that were typed, whatever is in them. */
const HANDED_ON = `\${words[@]:1}`;
const QUOTED = `$( (( cword > 1 )) && printf "%q " "\${words[@]:1:cword-1}")\${cur:+$(printf %q "$cur")}`;

function requireShell(given: string): string {
  const shell = SHELLS.find((name) => name === given);
  if (shell === undefined) throw new UsageError(`completion: '${given}' is not one of ${SHELLS.join(', ')}`);
  return shell;
}

/** Prints the script that a shell reads to complete `lossreel`. @throws UsageError for another shell */
export function printScript(shell: string): void {
  const { log } = console;
  let text = '';
  // The library prints its script itself.
  console.log = (said: string) => {
    text += `${said}\n`;
  };
  try {
    script(requireShell(shell), 'lossreel', program());
  } finally {
    console.log = log;
  }
  if (shell === 'bash') {
    if (!text.includes(HANDED_ON))
      throw new Error('completion: the script for bash is not the one that is known');
    text = text.replace(HANDED_ON, () => QUOTED) + FOR_BASH;
  }
  process.stdout.write(text);
}

/** Names of arguments that are paths, which the shell completes itself. */
const PATHS = /file|folder|path|logs/;
/** The protocol's word for "as you do by default". */
const BY_THE_SHELL = ':0\n';

/** Whether the last of these words is to be a path. */
function wantsPath({ commands }: Command, words: readonly string[]): boolean {
  const [name = '', ...rest] = words;
  const command = commands.find((one) => one.name() === name);
  if (command === undefined || rest.length === 0) return false;
  const [last = '', before = ''] = [rest.at(-1), rest.at(-2)];
  if (last.startsWith('-')) return false;
  const option = command.options.find(({ long }) => long === before);
  if (option?.required || option?.optional) return PATHS.test(option.flags);
  const [argument] = command.registeredArguments;
  return argument !== undefined && (PATHS.test(argument.name()) || /^[./~]/.test(last));
}

/**
 * Prints what a word can become, one possibility a line, as the script of {@link printScript} reads it.
 *
 * @param root with all commands
 * @param words so far, the last of which is to be completed; it may be empty
 */
export async function complete(root: Command, words: readonly string[]): Promise<void> {
  if (wantsPath(root, words)) {
    process.stdout.write(BY_THE_SHELL);
    return;
  }
  (await completed(root)).parse([...words]);
}
