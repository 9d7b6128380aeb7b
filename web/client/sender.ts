import type { PageActions, PageModel, Sending } from '../page-model.ts';
import { problemOf, type Api } from './api.ts';

const AT_ONCE = 3;

/** Files on their way from this browser: three at a time, the rest in line; one that did not arrive can be sent again. `arrived` is told of each. */
export function sender(api: Api, model: () => PageModel, set: (change: Partial<PageModel>) => void, arrived: () => Promise<void>): Pick<PageActions, 'addFiles' | 'resend'> {
  const waiting = new Map<string, File>();
  let count = 0;
  const change = (id: string, what: Partial<Sending>): void => set({ sending: model().sending.map((file) => (file.id === id ? { ...file, ...what } : file)) });

  async function next(): Promise<void> {
    const { sending } = model();
    if (sending.filter((file) => file.phase === 'sending').length >= AT_ONCE) return;
    const first = sending.find((file) => file.phase === 'queued');
    const file = first === undefined ? undefined : waiting.get(first.id);
    if (first === undefined || file === undefined) return;
    change(first.id, { phase: 'sending' });
    void next();
    try {
      await api.send(file, (sent) => change(first.id, { sent }));
      waiting.delete(first.id);
      await arrived();
      set({ sending: model().sending.filter((other) => other.id !== first.id) });
    } catch (error) {
      change(first.id, { phase: 'failed', error: problemOf(error) });
    }
    void next();
  }

  return {
    addFiles(files) {
      const added = files.map((file): Sending => {
        const id = `s${++count}`;
        waiting.set(id, file);
        return { id, file: file.name, bytes: file.size, sent: 0, phase: 'queued', error: null };
      });
      set({ sending: [...added, ...model().sending], dragging: false });
      if (added.length > 0) void next();
    },
    resend(id) {
      change(id, { phase: 'queued', sent: 0, error: null });
      void next();
    },
  };
}
