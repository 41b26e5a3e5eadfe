/** Where the demo's files go: beside the survey's own folders, so that they are never taken for real ones. */
export const DEMO_FOLDER = 'demo-survey';

/** The demo's folder in an output folder, written as that is: with slashes, or as Windows does. */
export function demoFolderIn(outputFolder: string): string {
  const separator = outputFolder.includes('\\') ? '\\' : '/';
  return `${outputFolder.replace(/[\\/]$/, '')}${separator}${DEMO_FOLDER}`;
}
