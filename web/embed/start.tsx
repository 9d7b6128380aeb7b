import { hydrate, render } from 'preact';
import { loadBoard } from '../boards/board.ts';
import { App } from '../client/app.tsx';
import type { Host } from '../client/host.ts';
import type { Hydration } from '../page-model.ts';
import { viewOf } from '../view.ts';
import { frameHost } from './frame.ts';

/** Draws one board in one language, here and now; the script of another one calls its own. */
export async function begin(start: Hydration, host: Host): Promise<() => void> {
  const root = document.getElementById('app');
  if (root === null) return () => undefined;
  const { board, locale } = start.model;
  await loadBoard(board);
  const { t } = viewOf(locale, '', 'UTC');
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  document.title = `${t.nav.boards[board]}${t.sep}${t.title}`;
  render(<App start={start} host={host} />, root);
  // Only where the reader is in here already: never taken from the page around.
  if (document.hasFocus()) root.querySelector<HTMLElement>('.tabs a[aria-current]')?.focus({ preventScroll: true });
  return () => render(null, root);
}

/** The first one in a frame goes on from what the server drew. */
export async function beginHere(): Promise<void> {
  const root = document.getElementById('app');
  const data = document.getElementById('start');
  if (root === null || data === null) return;
  const start: Hydration = JSON.parse(data.textContent ?? '');
  data.remove();
  const host = frameHost(start, root, () => render(null, root));
  await loadBoard(start.model.board);
  hydrate(<App start={start} host={host} />, root);
}
