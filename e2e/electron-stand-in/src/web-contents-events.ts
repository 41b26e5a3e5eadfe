export const WEB_CONTENTS_EVENTS = {
  emitted: `
    console-message destroyed did-fail-load did-finish-load did-navigate did-navigate-in-page
    did-start-loading did-stop-loading dom-ready page-title-updated preload-error
    render-process-gone will-frame-navigate will-navigate will-redirect
  `,
  never: `
    before-input-event certificate-error context-menu devtools-closed devtools-opened
    did-attach-webview did-create-window login responsive select-bluetooth-device
    select-client-certificate unresponsive will-attach-webview will-prevent-unload zoom-changed
  `,
};

const LEVELS: Readonly<Record<string, string>> = {
  warning: 'warning',
  error: 'error',
  assert: 'error',
  debug: 'debug',
};

/** How Electron calls the severity of a console method (`log`, `warning`, `assert` …). */
export function levelOf(method: string): string {
  return LEVELS[method] ?? 'info';
}
