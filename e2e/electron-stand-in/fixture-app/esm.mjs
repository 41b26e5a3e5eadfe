// The same as an ES module, as far as the module's own loading goes.
import electron, { app, BrowserWindow } from 'electron';

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 500, height: 400 });
  await window.loadFile(`${import.meta.dirname}/second.html`);
  globalThis.sameModule = electron.app === app;
});
