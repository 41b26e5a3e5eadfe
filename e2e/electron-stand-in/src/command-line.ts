export interface CommandLine {
  /** Switches before and after the app's path, without their dashes; a switch without a value has ''. */
  readonly switches: ReadonlyMap<string, string>;
  readonly appPath: string | undefined;
  /** The arguments after the app's path. */
  readonly appArguments: readonly string[];
  /** Whether Playwright started it, which must be attached before the app becomes ready. */
  readonly awaitsPlaywright: boolean;
}

/** Reads `[switches] path/to/app [arguments]`, as Electron's executable does. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const at = args.findIndex((each) => !each.startsWith('-'));
  const switches = new Map<string, string>();
  for (const each of args) {
    if (each === '--') break;
    const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(each) ?? [];
    if (name !== undefined) switches.set(name, value);
  }
  return {
    switches,
    appPath: at === -1 ? undefined : args[at],
    appArguments: at === -1 ? [] : args.slice(at + 1),
    awaitsPlaywright: switches.has('inspect') && switches.has('remote-debugging-port'),
  };
}
