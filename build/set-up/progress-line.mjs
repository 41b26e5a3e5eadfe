const STEP_PERCENT = 10;

const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/**
 * Shows the progress of a download: on a terminal in one line that is overwritten, elsewhere in a line every tenth.
 *
 * @param stream a TTY or any other writable stream
 * @param what is being downloaded
 */
export function createProgressLine(stream, what) {
  let shown = '';
  let lastStep = -1;
  return {
    /** @param progress bytes; `bytesTotal` may be null */
    show({ bytesDone, bytesTotal, host }) {
      const percent = bytesTotal ? Math.floor((100 * bytesDone) / bytesTotal) : null;
      const of = bytesTotal === null ? '' : ` of ${megabytes(bytesTotal)}`;
      const text = `set-up: ${what}: ${megabytes(bytesDone)}${of} MB from ${host}${percent === null ? '' : `, ${percent} %`}`;
      if (text === shown) return;
      if (stream.isTTY) {
        // A line longer than the terminal would wrap, and could not be overwritten.
        const fitting = text.slice(0, Math.max(20, (stream.columns ?? 80) - 1));
        stream.write(`\r${fitting}\u001B[K`);
        shown = text;
        return;
      }
      const step =
        percent === null ? Math.floor(bytesDone / 1e7) : Math.floor(percent / STEP_PERCENT);
      if (step === lastStep) return;
      lastStep = step;
      stream.write(`${text}\n`);
    },
    /** Leaves the line as it is. */
    end() {
      if (shown !== '') stream.write('\n');
    },
  };
}
