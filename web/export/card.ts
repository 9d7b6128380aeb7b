import type { Rows } from '../cards/rows.ts';
import { save } from '../client/files.ts';
import { csvOf } from './csv.ts';
import { pngOf, svgOf } from './picture.ts';

export type ExportKind = 'csv' | 'svg' | 'png';

/** Saves what a card shows under the name of its question. */
export async function exportCard(card: Element, rows: Rows | undefined, kind: ExportKind): Promise<void> {
  const name = (card.querySelector('h2')?.textContent ?? 'aftertier').replaceAll(/[\\/:*?"<>|？]/g, '').trim();
  if (kind === 'csv') {
    if (rows !== undefined) save(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
    return;
  }
  save(kind === 'png' ? await pngOf(card) : new Blob([svgOf(card).svg], { type: 'image/svg+xml' }), `${name}.${kind}`);
}
