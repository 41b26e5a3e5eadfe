import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeInput } from './take-input.ts';

/** Takes files that are dropped outside of any drop zone: a browser would open them in place of the page. */
export function useStrayDrops(): void {
  const app = useApp();
  useEffect(() => {
    const bringsFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true && !event.defaultPrevented;
    const onDragOver = (event: DragEvent): void => {
      if (bringsFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) void takeInput(app, { name: file.name, content: file });
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [app]);
}
