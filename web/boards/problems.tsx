import type { VNode } from 'preact';
import type { BoardProps } from './board.ts';

export function Problems({ model }: BoardProps): VNode {
  return <div class="grid" aria-label={model.board} />;
}
