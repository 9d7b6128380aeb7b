import { hydrate } from 'preact';
import type { Hydration } from '../page-model.ts';
import { loadBoard } from '../boards/board.ts';
import { App } from './app.tsx';

const root = document.getElementById('app');
const data = document.getElementById('start')?.textContent;
if (root !== null && data !== null && data !== undefined) {
  const start: Hydration = JSON.parse(data);
  void loadBoard(start.model.board).then(() => hydrate(<App start={start} />, root));
}
