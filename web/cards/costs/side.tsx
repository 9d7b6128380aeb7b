import type { VNode } from 'preact';
import type { CostMember, CostsBoard } from '../../../lib/model/boards/costs.ts';
import { OTHER_VALUE } from '../../../lib/model/boards/filter.ts';
import { faults, reasonGroups, type Fault } from '../../../lib/model/reasons.ts';
import { Bar } from '../../charts/bar.tsx';
import { Swatch } from '../../charts/marks.tsx';
import { valueLabel } from '../../shell/filters.tsx';
import { useView, type View } from '../../view.ts';
import { Card } from '../card.tsx';
import { FilterBy, type FilterByProps } from '../filter-by.tsx';
import { words } from './words.ts';

export type Side = 'fault' | 'channel' | 'region';
const SHOWN = 8;

const isFault = (key: string): key is Fault => Object.hasOwn(faults, key);
/** A fault is asked for by its reason groups: each group has one side. */
const groupsOf = (fault: string): string[] => reasonGroups.filter((group) => group.fault === fault).map((group) => group.code);

const nameOf = (side: Side, key: string | null, view: View): string => {
  const t = words[view.locale].side;
  return key === null ? t.unknown : key === OTHER_VALUE ? t.rare : side === 'fault' ? (isFault(key) ? view.fault(key) : key) : valueLabel(side, key, view);
};

/** Contacts of no case are nobody's: no filter reaches them, so a bar that is them alone is no link. */
const onlyOf = (side: Side, member: CostMember): FilterByProps['only'] | null =>
  member.key === null ? (member.cases === 0 || side === 'fault' ? null : { [side]: null }) : side === 'fault' ? { reason: groupsOf(member.key) } : { [side]: member.key };

/** Which side, channel or region costs most? Bars that filter; the smallest as one, what cannot be attributed last. */
export function CostSide({ board, side }: { board: CostsBoard; side: Side }): VNode {
  const view = useView();
  const { t: shared, f, locale } = view;
  const t = words[locale].side;
  const named = board.by[side].filter((member) => member.key !== null);
  const unknown = board.by[side].filter((member) => member.key === null && member.cost_minor !== 0);
  const ranked = [...named].sort((a, b) => Number(a.key === OTHER_VALUE) - Number(b.key === OTHER_VALUE) || b.cost_minor - a.cost_minor);
  const shown = ranked.length > SHOWN + 1 ? ranked.slice(0, SHOWN) : ranked;
  const rest = ranked.slice(shown.length);
  const [first] = ranked;
  const total = board.total_minor;
  const restCost = rest.reduce((sum, member) => sum + member.cost_minor, 0);
  const money = f.moneyColumn([...shown, ...unknown].map((member) => member.cost_minor));
  const greatest = Math.max(1, restCost, ...[...shown, ...unknown].map((member) => member.cost_minor));
  const row = (key: string, label: VNode | string, cost: number, fill: string, swatch: string | null): VNode => (
    <li class="hb" key={key}>
      <span class="hb-l">{swatch === null ? null : <Swatch fill={swatch} />}<span>{label}</span></span>
      <Bar value={cost} greatest={greatest} fill={fill} />
      <span class="hb-v">{money(cost)}</span>
      <span class="hb-p">{f.share(cost, total)}</span>
    </li>
  );
  const memberRow = (member: CostMember): VNode => {
    const name = nameOf(side, member.key, view);
    const only = onlyOf(side, member);
    const fill = side === 'fault' ? `f-${member.key ?? 'unknown'}` : member.key === null ? 'f-mute' : 'f-data';
    return row(`${member.key ?? ''}`, only === null ? name : <FilterBy only={only}>{name}</FilterBy>, member.cost_minor, fill, side === 'fault' ? fill : null);
  };
  return (
    <Card
      id={`card-by-${side}`} span={4} title={t[side].title} answer={first === undefined || total === 0 ? t.none : t[side].answer(nameOf(side, first.key, view), f.share(first.cost_minor, total))}
      foot={[shared.sum(f.exactMoney(total)), t.click]}
      rows={{
        head: [t.name, t.cost, t.share, t.cases],
        rows: [...ranked, ...unknown].map((member) => [nameOf(side, member.key, view), f.exact(member.cost_minor), f.share(member.cost_minor, total), f.int(member.cases)]),
        total: [shared.total, f.exact(total), '100%', f.int(board.cases)],
      }}
    >
      <ul class="hbs wide">
        {shown.map(memberRow)}
        {rest.length === 0 ? null : row('rest', t.others(rest.length), restCost, 'f-mute', null)}
        {unknown.map(memberRow)}
      </ul>
    </Card>
  );
}
