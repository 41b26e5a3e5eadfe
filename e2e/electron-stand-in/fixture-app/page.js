// What the page finds before anything else of its own has run.
window.atStart = {
  bridge: typeof window.bridge,
  ipcRenderer: typeof window.ipcRenderer,
  require: typeof window.require,
  process: typeof window.process,
  preloadSecret: typeof window.preloadSecret,
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  size: [window.innerWidth, window.innerHeight],
};
