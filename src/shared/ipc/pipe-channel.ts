/** The one IPC channel between a desktop page and main, used in both directions. */
export const PIPE_CHANNEL = 'vast-pilot';
