/** The entry of the packaged program: a window, or the command where the command's words are given. */
import process from 'node:process';
import { app } from 'electron';
import { usersWords } from './arguments.ts';
import { isCommand } from './is-command.ts';
import { runCommand } from './run-command.ts';
import { startDesktop } from './start-desktop.ts';

const words = usersWords(process.argv, app.isPackaged);

// Electron gets ready only when this module has been evaluated, so a command ends before any display is asked for.
if (await isCommand(words)) await runCommand(words);
else startDesktop(words);
