import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';

/** A file that nothing takes where it is dropped: a browser would leave the page for it, and all ticks with it. */
export function useStrayDrops(): void {
  const { toasts } = useApp();
  useEffect(() => {
    const bringsFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true && !event.defaultPrevented;
    const onDragOver = (event: DragEvent): void => {
      if (bringsFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      toasts.show('Nothing takes a file here. Drop it in Browse or Connect.');
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [toasts]);
}
