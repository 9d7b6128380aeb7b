import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../lib/model/settings.ts';
import { customerTiers } from '../../lib/model/tiers.ts';
import { documentOf, shownOf, storedOf, valueAt, type FieldKind } from '../cards/settings/fields.ts';
import { words } from '../cards/settings/words.ts';
import { Loading } from '../cards/states.tsx';
import { TierMark } from '../charts/marks.tsx';
import { problemText } from '../problem-text.ts';
import { Rich } from '../rich.tsx';
import { useView } from '../view.ts';
import type { ApiProblem } from '../page-model.ts';
import type { BoardProps } from './kinds.ts';

type Said = { readonly tone: 'plain' | 'problem'; readonly text: string } | null;

/** What everything rests on that no file says: costs, windows, rules, service, and who may embed. */
export function SettingsBoard({ actions }: BoardProps): VNode {
  const { t: shared, locale } = useView();
  const t = words[locale];
  const [stored, setStored] = useState<Settings | null>(null);
  const [changes, setChanges] = useState<ReadonlyMap<string, string>>(new Map());
  const [said, setSaid] = useState<Said>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => void actions.settings().then(setStored, () => setSaid({ tone: 'problem', text: t.failed })), []);
  if (stored === null) return said === null ? <div class="grid"><Loading /></div> : <p class="problem" role="alert">{said.text}</p>;

  const form: Form = {
    stored,
    value: (path, kind) => changes.get(path) ?? shownOf(kind, valueAt(stored, path), stored.currency),
    set: (path, text) => {
      setSaid(null);
      setChanges(new Map([...changes, [path, text]]));
    },
    wrong: (path, kind) => changes.has(path) && storedOf(kind, changes.get(path) ?? '', stored.currency) === null,
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const kinds = new Map(fields.map(([path, kind]) => [path, kind]));
    const parsed = [...changes].map(([path, text]) => [path, path === 'embed.origins' ? text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
      : path.endsWith('human_review') ? text === 'true' : storedOf(kinds.get(path) ?? kindOf(path), text, stored.currency)] as const).filter(([path, value]) => value !== null && value !== valueAt(stored, path));
    if (parsed.length === 0) return setSaid({ tone: 'plain', text: t.unchanged });
    setSaving(true);
    actions.saveSettings(documentOf(new Map(parsed))).then((settings) => {
      setStored(settings);
      setChanges(new Map());
      setSaid({ tone: 'plain', text: t.saved });
    }, (error: unknown) => setSaid({ tone: 'problem', text: t.notSaved(problemText(problemOf(error), shared)) })).finally(() => setSaving(false));
  };
  const wrong = fields.some(([path, kind]) => form.wrong(path, kind));
  return (
    <form class="settings" onSubmit={save} aria-busy={saving}>
      <p class="lead"><Rich text={t.lead} /></p>
      <div class="grid">
        <Group id="set-costs" span={7} title={t.costs.title} body={t.costs.body}>
          {costFields.map(([name, kind, per]) => <Field key={name} form={form} path={`costs.${name}`} kind={kind} label={t.cost[name]} unit={kind === 'money' ? `${stored.currency} ${t.per[per]}` : t.per[per]} />)}
        </Group>
        <div class="c5 stack">
          <Group id="set-downs" span={12} title={t.downs.title} body={t.downs.body}>
            {downs.map((name) => <Field key={name} form={form} path={`costs.write_down_bp.${name}`} kind="percent" label={t.down[name]} unit="%" />)}
          </Group>
          <Group id="set-view" span={12} title={t.view.title} body={t.view.body}>
            <Field form={form} path="windows.problem_days" kind="days" label={t.field.problem_days} unit={t.per.days} />
            <Field form={form} path="windows.customer_days" kind="days" label={t.field.customer_days} unit={t.per.days} />
            <Field form={form} path="time_zone" kind="text" label={t.field.time_zone} unit="" />
            <Field form={form} path="currency" kind="text" label={t.field.currency} unit="" />
            <Choice form={form} path="market" label={t.field.market} choices={(['CN', 'EU', 'UK', 'US', 'OTHER'] as const).map((one) => [one, t.market[one]])} />
            <Choice form={form} path="preset" label={t.field.preset} choices={(['cautious', 'standard', 'strict'] as const).map((one) => [one, t.preset[one]])} />
          </Group>
        </div>
        <Group id="set-policies" span={12} title={t.policies.title} body={t.policies.body}>
          <Policies form={form} />
        </Group>
        <Group id="set-embed" span={12} title={t.embed.title} body={t.embed.body}>
          <label class="set-o"><span class="vh">{t.embed.label}</span>
            <textarea class="pick" rows={3} spellcheck={false} value={changes.get('embed.origins') ?? stored.embed.origins.join('\n')} onInput={(event) => form.set('embed.origins', event.currentTarget.value)} />
          </label>
        </Group>
      </div>
      <footer class="act save">
        <button type="submit" class="btn pri" disabled={saving || wrong}>{saving ? t.saving : t.save}</button>
        {changes.size === 0 ? null : <button type="button" class="btn" onClick={() => setChanges(new Map())}>{t.reset}</button>}
        <span role="status" class={said?.tone === 'problem' ? 'problem' : ''}>{said?.text}</span>
      </footer>
    </form>
  );
}

interface Form {
  readonly stored: Settings;
  value(path: string, kind: FieldKind): string;
  set(path: string, text: string): void;
  wrong(path: string, kind: FieldKind): boolean;
}

const costFields = [
  ['inbound_freight_minor', 'money', 'money'], ['outbound_freight_minor', 'money', 'money'], ['freight_insurance_minor', 'money', 'money'], ['handling_minor', 'money', 'money'], ['inspection_minor', 'money', 'unit'],
  ['repair_parts_minor', 'money', 'money'], ['repair_labour_minutes', 'number', 'minutes'], ['labour_minor_per_hour', 'money', 'hour'], ['service_minutes_per_case', 'number', 'minutes'], ['service_minor_per_hour', 'money', 'hour'],
  ['payment_fee_bp', 'percent', 'percent'], ['margin_bp', 'percent', 'percent'], ['hidden_minor_per_case', 'money', 'money'], ['fixed_monthly_minor', 'money', 'month'],
] as const;
const downs = ['restock', 'refurbish', 'return_to_vendor', 'liquidate', 'scrap', 'lost', 'unknown'] as const;
const policyFields = [['refund_mode', 'text'], ['return_freight', 'text'], ['first_response_hours', 'number'], ['resolution_days', 'number'], ['keep_item_limit_minor', 'money'], ['compensation_limit_minor', 'money'], ['human_review', 'text']] as const;

const fields: readonly (readonly [string, FieldKind])[] = [
  ...costFields.map(([name, kind]) => [`costs.${name}`, kind] as const), ...downs.map((name) => [`costs.write_down_bp.${name}`, 'percent'] as const),
  ['windows.problem_days', 'days'], ['windows.customer_days', 'days'], ['time_zone', 'text'], ['currency', 'text'], ['market', 'text'], ['preset', 'text'],
];
const kindOf = (path: string): FieldKind => policyFields.find(([name]) => path.endsWith(`.${name}`))?.[1] ?? 'text';

function Group({ id, span, title, body, children }: { id: string; span: 7 | 12; title: string; body: string; children: ComponentChildren }): VNode {
  return (
    <section class={`card c${span} set`} aria-labelledby={id}>
      <header class="card-h"><h2 id={id}>{title}</h2><p class="ans">{body}</p></header>
      <div class="card-b">{children}</div>
    </section>
  );
}

function Field({ form, path, kind, label, unit }: { form: Form; path: string; kind: FieldKind; label: string; unit: string }): VNode {
  const wrong = form.wrong(path, kind);
  return (
    <label class="set-f"><span>{label}</span>
      <input class="pick" inputMode={kind === 'text' ? 'text' : 'decimal'} size={kind === 'text' ? 16 : 8} value={form.value(path, kind)} {...(wrong ? { 'aria-invalid': 'true' } : {})} onInput={(event) => form.set(path, event.currentTarget.value)} />
      <small>{unit}</small>
    </label>
  );
}

function Choice({ form, path, label, choices }: { form: Form; path: string; label: string; choices: readonly (readonly [string, string])[] }): VNode {
  return (
    <label class="set-f"><span>{label}</span>
      <select class="pick" value={form.value(path, 'text')} onChange={(event) => form.set(path, event.currentTarget.value)}>{choices.map(([value, text]) => <option key={value} value={value}>{text}</option>)}</select>
      <small />
    </label>
  );
}

/** A cell left at "as default" follows the defaults of the market. */
function Policies({ form }: { form: Form }): VNode {
  const { t: shared, locale, tier: name } = useView();
  const t = words[locale];
  const cell = (path: string, field: (typeof policyFields)[number]): VNode => {
    const [column, kind] = field;
    const label = `${t.policy[column]}`;
    if (column === 'refund_mode' || column === 'return_freight' || column === 'human_review') {
      const options: readonly (readonly [string, string])[] = column === 'refund_mode' ? (['instant', 'on_scan', 'after_inspection', 'manual'] as const).map((one) => [one, shared.policy.word[one]])
        : column === 'return_freight' ? (['merchant', 'customer'] as const).map((one) => [one, shared.policy.word[one]]) : [['true', shared.policy.yes], ['false', '–']];
      const given = form.value(path, 'text') || (typeof valueAt(form.stored, path) === 'boolean' ? String(valueAt(form.stored, path)) : '');
      return <select class="pick" aria-label={label} value={given} onChange={(event) => form.set(path, event.currentTarget.value)}><option value="">{t.asDefault}</option>{options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}</select>;
    }
    return <input class="pick" aria-label={label} inputMode="decimal" size={7} placeholder={t.asDefault} value={form.value(path, kind)} onInput={(event) => form.set(path, event.currentTarget.value)} />;
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.policies.title}>
      <table class="tb set-p">
        <thead><tr><th scope="col">{t.policy.tier}</th>{policyFields.map(([column]) => <th key={column} scope="col">{t.policy[column]}</th>)}</tr></thead>
        <tbody>
          {customerTiers.map((tier) => (
            <tr key={tier}><th scope="row"><TierMark tier={tier} /> {name(tier)}</th>{policyFields.map((field) => <td key={field[0]}>{cell(`policies.${tier}.${field[0]}`, field)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function problemOf(error: unknown): ApiProblem {
  const problem: unknown = Object(error).problem;
  return typeof problem === 'object' && problem !== null && 'kind' in problem ? problem as ApiProblem : { kind: 'other', code: 'page' };
}
