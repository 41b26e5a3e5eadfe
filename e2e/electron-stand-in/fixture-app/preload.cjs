const { contextBridge, ipcRenderer, webUtils } = require('electron');

const tries = (action) => {
  try {
    action();
    return 'nothing thrown';
  } catch (error) {
    return error.message;
  }
};

contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  subscribe: (channel, callback) => {
    const listener = (_event, ...args) => callback(...args);
    ipcRenderer.on(channel, listener);
    return () => ipcRenderer.removeListener(channel, listener);
  },
  same: (value) => value,
  later: (value) => Promise.resolve(value),
  call: (callback) => callback('called'),
  fail: () => {
    throw Object.assign(new TypeError('failed here'), { code: 'E_HERE' });
  },
  failLater: () =>
    Promise.reject(Object.assign(new TypeError('failed later'), { code: 'E_LATER' })),
  pathOf: (file) => webUtils.getPathForFile(file),
  deep: {
    list: [1, { two: 2 }],
    nothing: undefined,
    when: new Date(0),
    bytes: new Uint8Array([1, 2, 3]),
  },
  process: {
    platform: process.platform,
    type: process.type,
    sandboxed: process.sandboxed,
    hasElectron: 'electron' in process.versions,
  },
  refusals: {
    fs: tries(() => require('fs')),
    sendSync: tries(() => ipcRenderer.sendSync('x')),
    webFrame: tries(() => require('electron').webFrame),
    twice: tries(() => contextBridge.exposeInMainWorld('document', {})),
  },
});

globalThis.preloadSecret = 'only in the preload';
