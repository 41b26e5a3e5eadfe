import { contextBridge, ipcRenderer } from 'electron';
import { PIPE_CHANNEL } from '#shared/ipc/pipe-channel.ts';

contextBridge.exposeInMainWorld('vastPilot', {
  post: (message: unknown): void => ipcRenderer.send(PIPE_CHANNEL, message),
  onMessage: (listener: (message: unknown) => void): void => {
    // Electron's event stays here: it would hand `ipcRenderer` to the page.
    ipcRenderer.on(PIPE_CHANNEL, (_event, message: unknown) => listener(message));
  },
});
