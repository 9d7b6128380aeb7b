import type { VNode } from 'preact';
import type { BoardProps } from './board.ts';

export function SettingsBoard({ model }: BoardProps): VNode {
  return <div class="grid" aria-label={model.board} />;
}
