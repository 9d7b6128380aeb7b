import { sankey, sankeyLinkHorizontal, type SankeyNode } from 'd3-sankey';
import type { VNode } from 'preact';
import { round2 } from './scale.ts';

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly tone: 'worse' | 'vip' | 'other';
}

interface Place { readonly id: string; readonly side: 'from' | 'to'; readonly name: string }

const HEIGHT = 300;
const WIDTH = 1000;
const NODE = 10;

/** Movers between two days: one bar per name and side, with what left or arrived beside it. Names keep the order given. */
export function Sankey({ flows, order, label, names, change, fill }: {
  flows: readonly Flow[];
  order: readonly string[];
  label: string;
  names: (name: string) => string;
  change: (n: number, side: 'from' | 'to') => string;
  /** Class of a name's bar. */
  fill: (name: string) => string;
}): VNode {
  const nodes: Place[] = (['from', 'to'] as const).flatMap((side) => order.filter((name) => flows.some((flow) => flow[side] === name)).map((name) => ({ id: `${side} ${name}`, side, name })));
  const layout = sankey<Place, { tone: Flow['tone'] }>().nodeId((node) => node.id).nodeWidth(NODE).nodePadding(26).nodeSort(null)
    .linkSort((a, b) => b.value - a.value).extent([[0, 12], [WIDTH, HEIGHT - 14]]);
  const graph = layout({
    nodes: nodes.map((node) => ({ ...node })),
    links: flows.map((flow) => ({ source: `from ${flow.from}`, target: `to ${flow.to}`, value: flow.value, tone: flow.tone })),
  });
  const path = sankeyLinkHorizontal<Place, { tone: Flow['tone'] }>();
  const middle = (node: SankeyNode<Place, { tone: Flow['tone'] }>): number => round2(((node.y0 ?? 0) + (node.y1 ?? 0)) / 2);
  return (
    <div class="plot flow">
      <svg class="g" width="100%" height={HEIGHT} role="img" aria-label={label}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT}>
          {[...graph.links].sort((a, b) => toneOrder[a.tone] - toneOrder[b.tone]).map((link, i) => (
            <path key={i} d={path(link) ?? ''} class={`flow-l ${link.tone}`} stroke-width={Math.max(1, round2(link.width ?? 1))} />
          ))}
          {graph.nodes.map((node) => <rect key={node.id} x={node.x0} y={round2(node.y0 ?? 0)} width={NODE} height={Math.max(1, round2((node.y1 ?? 0) - (node.y0 ?? 0)))} class={fill(node.name)} />)}
        </svg>
        {graph.nodes.map((node) => (
          <g key={node.id}>
            <text x={node.side === 'from' ? '0' : '100%'} dx={node.side === 'from' ? -8 : 8} y={middle(node) - 1} class={`tv${node.side === 'from' ? ' end' : ''}`}>{names(node.name)}</text>
            <text x={node.side === 'from' ? '0' : '100%'} dx={node.side === 'from' ? -8 : 8} y={middle(node) + 13} class={`tx${node.side === 'from' ? ' end' : ''}`}>{change(node.value ?? 0, node.side)}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}

const toneOrder = { other: 0, vip: 1, worse: 2 } as const;
