import type { VNode } from 'preact';
import type { CustomerTier, ProblemTier } from '../../lib/model/tiers.ts';

/** Small marks that carry meaning by shape first and colour second. */

/** Hatches, once a page: what is uncertain is never drawn solid. */
export const Hatches = (): VNode => (
  <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="at-young" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="1" height="5" class="f-line2" /></pattern>
      <pattern id="at-soft" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.6" height="4" class="f-soft" /></pattern>
      <pattern id="at-new" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" class="f-surface" /><rect width="2" height="5" class="f-new" />
      </pattern>
      <pattern id="at-assumed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="f-soft" /><rect width="2.4" height="6" class="f-data" />
      </pattern>
      <pattern id="at-back" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="f-sunken" /><rect width="1.5" height="6" class="f-mute" />
      </pattern>
    </defs>
  </svg>
);

const TIER_SHAPE: Readonly<Record<CustomerTier, VNode>> = {
  vip: <path d="M7 .8 13.2 7 7 13.2 .8 7Z" class="f-vip" />,
  regular: <circle cx="7" cy="7" r="5" class="f-regular" />,
  at_risk: <path d="M7 1.5 13 12.5H1Z" class="f-at_risk" />,
  problem: <rect x="2" y="2" width="10" height="10" rx="1" class="f-problem" />,
  new: <circle cx="7" cy="7" r="4.8" class="ring-new" />,
};

export const TierMark = ({ tier }: { tier: CustomerTier }): VNode => (
  <svg class="glyph" width="14" height="14" aria-hidden="true">{TIER_SHAPE[tier]}</svg>
);

export const ProblemBadge = ({ tier, title }: { tier: ProblemTier; title: string }): VNode => (
  <span class={`pb ${tier.toLowerCase()}`} title={title}>{tier}</span>
);

export const Swatch = ({ fill }: { fill: string }): VNode => (
  <svg class="glyph" width="10" height="10" aria-hidden="true"><rect width="10" height="10" rx="2" class={fill} /></svg>
);

/** Up or down as a shape; the tone says whether that is better or worse, the words beside it say how much. */
export function Delta({ up, tone, label, children }: { up: boolean | null; tone: 'better' | 'worse' | 'plain'; label: string; children: string }): VNode {
  return (
    <span class={`delta ${tone}`}>
      {up === null ? null : (
        <svg width="9" height="8" viewBox="0 0 9 8" role="img" aria-label={label}>
          <path d={up ? 'M4.5 .5 8.5 7.5H.5Z' : 'M4.5 7.5 8.5 .5H.5Z'} fill="currentColor" />
        </svg>
      )}
      {children}
    </span>
  );
}

/** A key entry's line: solid, young (dashed and hollow), or dotted. */
export const LineKey = ({ kind }: { kind: 'solid' | 'young' | 'dotted' }): VNode => (
  <svg width="20" height="12" aria-hidden="true">
    <line x1="0" x2="20" y1="6" y2="6" class={kind === 'solid' ? 's-data w2' : kind === 'young' ? 's-data w2 dash' : 's-mute w15 dot'} />
    {kind === 'young' ? <circle cx="10" cy="6" r="3" class="hollow s-data" /> : null}
  </svg>
);

export const BlockKey = ({ fill }: { fill: string }): VNode => (
  <svg width="20" height="10" aria-hidden="true"><rect width="20" height="10" rx="2" class={fill} /></svg>
);
