import type { OverviewBoard } from '../../lib/model/boards/overview.ts';
import { figuresOf } from '../cards/figures.tsx';
import type { Changes } from '../page-model.ts';
import type { View } from '../view.ts';

/** Which key figures read otherwise than before the last commit. */
export function changesOf(earlier: OverviewBoard, now: OverviewBoard, view: View): Changes {
  const old = new Map(figuresOf(earlier, view).map((figure) => [figure.id, figure.value]));
  const figures = figuresOf(now, view).flatMap(({ id, label, value }) => {
    const from = old.get(id);
    return from === undefined || from === value ? [] : [{ id, label, from, to: value }];
  });
  return { version: now.version, figures };
}
