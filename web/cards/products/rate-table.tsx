import type { VNode } from 'preact';
import type { RateMember } from '../../../lib/model/boards/rates.ts';
import { Forest, ForestAxis, forestScale } from '../../charts/forest.tsx';
import { useView } from '../../view.ts';
import { words } from './words.ts';

export interface RateRow {
  readonly id: string;
  readonly name: VNode | string;
  readonly note: string | null;
  readonly member: RateMember;
}

/** Rates on one scale, each against what its like lead to expect. */
export function RateTable({ rows, first, axis, label }: { rows: readonly RateRow[]; first: string; axis: string; label: string }): VNode {
  const { f, locale } = useView();
  const t = words[locale].products;
  const scale = forestScale(rows.flatMap(({ member }) => [...(member.interval_bp ?? []), ...(member.expected_bp === null ? [] : [member.expected_bp])]));
  return (
    <table class="tb rates">
      <thead><tr>
        <th scope="col" class="rates-t">{t.tier}</th><th scope="col">{first}</th><th scope="col" class="r hide-s">{t.units}</th>
        <th scope="col" class="rates-f"><span class="vh">{axis}</span><ForestAxis scale={scale} text={(bp) => f.rate(bp).replace('.0%', '%')} /></th>
        <th scope="col" class="r">{t.rate}</th><th scope="col" class="r hide-s">{t.cost}</th>
      </tr></thead>
      <tbody>
        {rows.map(({ id, name, note, member }) => (
          <tr key={id}>
            <td class="rates-t"><b class={`pt ${(member.tier ?? 'none').toLowerCase()}`}>{member.tier ?? '–'}</b></td>
            <th scope="row">{name}{note === null ? null : <small>{note}</small>}</th>
            <td class="r hide-s">{f.int(member.units)}</td>
            <td class="rates-f"><RateMark member={member} label={label} scale={scale} /></td>
            <td class="r">{member.status !== 'ok' || member.shrunken_bp === null ? '–' : <>{f.rate(member.shrunken_bp)}<small>{member.interval_bp === null ? '' : f.rateInterval(member.interval_bp)}</small></>}</td>
            <td class="r hide-s">{f.money(member.cost_minor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RateMark({ member, label, scale }: { member: RateMember; label: string; scale: ReturnType<typeof forestScale> }): VNode {
  const { f, locale } = useView();
  const t = words[locale].products;
  if (member.status === 'too_few') return <span class="young-tag">{t.tooFew(f.int(member.units))}</span>;
  if (member.status === 'too_early' || member.shrunken_bp === null || member.interval_bp === null) return <span class="young-tag">{t.tooEarly(f.share(member.mature_units, Math.max(1, member.units)))}</span>;
  return <Forest value={member.shrunken_bp} interval={member.interval_bp} expected={member.expected_bp} scale={scale} label={`${label}: ${f.rate(member.shrunken_bp)} (${f.rateInterval(member.interval_bp)})${member.expected_bp === null ? '' : `, ${t.mark} ${f.rate(member.expected_bp)}`}`} />;
}
