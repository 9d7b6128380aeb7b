import type { VNode } from 'preact';
import { partOf, pct } from './scale.ts';

export interface StackPart {
  key: string;
  value: number;
  fill: string;
  /** A pattern in place of the class's colour. */
  hatch?: string;
  /** Drawn inside where there is room for it. */
  text?: string;
  textClass?: string;
}

/** Parts of a whole side by side, 2px of surface between them. */
export function StackStrip({ parts, height, label, from = 0 }: { parts: readonly StackPart[]; height: number; label: string; from?: number }): VNode {
  const whole = from + parts.reduce((sum, part) => sum + part.value, 0);
  let start = from;
  return (
    <svg class="g strip" width="100%" height={height} role="img" aria-label={label}>
      {parts.filter((part) => part.value > 0).map((part, i) => {
        const x = partOf(start, whole);
        const width = partOf(part.value, whole);
        start += part.value;
        return (
          <g key={part.key}>
            <rect x={pct(x)} width={pct(width)} height={height} {...(part.hatch === undefined ? { class: part.fill } : { fill: part.hatch })} />
            {i > 0 || from > 0 ? <line x1={pct(x)} x2={pct(x)} y1="0" y2={height} class="s-surface w2" /> : null}
            {part.text !== undefined && width > 9 ? <text x={pct(x + width / 2)} y={height / 2 + 4.5} class={`mid ${part.textClass ?? 't-on'}`}>{part.text}</text> : null}
          </g>
        );
      })}
    </svg>
  );
}
