import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Policy, TierAnswer } from '../../lib/model/tier.ts';
import { customerTierLabels } from '../../lib/model/tiers.ts';
import { Meter } from '../charts/bar.tsx';
import { TierMark } from '../charts/marks.tsx';
import type { LookUp, PageActions } from '../page-model.ts';
import { problemText } from '../problem-text.ts';
import { Rich } from '../rich.tsx';
import { useView, type View } from '../view.ts';
import { Card } from './card.tsx';

/** The tier of one customer: exactly the answer that the merchant's apps get. */
export function LookUpCard({ lookUp, actions }: { lookUp: LookUp; actions: PageActions }): VNode {
  const { t } = useView();
  const [customer, setCustomer] = useState('');
  return (
    <Card id="look-up" span={5} title={t.lookUp.title}>
      <form
        class="search" role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (customer.trim() !== '') actions.lookUp(customer.trim());
        }}
      >
        <label class="field">
          <span class="vh">{t.lookUp.label}</span>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><circle cx="6" cy="6" r="4.2" /><path d="m9.2 9.2 3.6 3.6" /></svg>
          <input
            type="text" autocomplete="off" spellcheck={false} maxLength={200} aria-describedby="look-up-hint" placeholder={t.lookUp.placeholder}
            value={customer} onInput={(event) => setCustomer(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn">{t.lookUp.go}</button>
      </form>
      <p class="note" id="look-up-hint">{t.lookUp.hint}</p>
      <div class="found" aria-live="polite" aria-busy={lookUp.state === 'working'}><Found lookUp={lookUp} /></div>
    </Card>
  );
}

function Found({ lookUp }: { lookUp: LookUp }): VNode {
  const { t } = useView();
  if (lookUp.state === 'idle') return <Idle />;
  if (lookUp.state === 'failed') return <p class="problem"><b>{t.lookUp.failed}</b> {problemText(lookUp.problem, t)}</p>;
  if (lookUp.state === 'found') return <Answer answer={lookUp.answer} before={lookUp.before} />;
  return lookUp.last === null ? <p class="quiet">{t.lookUp.working}</p> : <div class="dim"><Answer answer={lookUp.last} before={null} /></div>;
}

/** The outline of an answer, dashed: what will be here. */
function Idle(): VNode {
  const { t } = useView();
  return (
    <div class="idle">
      <svg class="g" width="100%" height="204" aria-hidden="true">
        <circle cx="8" cy="10" r="7" class="ghost" />
        <rect x="26" y="4" width="34%" height="12" rx="6" class="ghost" />
        {[38, 58].map((y) => <rect key={y} x="0.5" y={y} width={y === 38 ? '92%' : '74%'} height="10" rx="5" class="ghost" />)}
        {[92, 116, 160, 184].flatMap((y) => ['0.2%', '52%'].map((x) => <rect key={`${x}${y}`} x={x} y={y} width={y < 150 ? '46%' : '38%'} height="8" rx="4" class="ghost" />))}
      </svg>
      <p>{t.lookUp.idle} <code class="mono">GET /v1/customers/{'{id}'}/tier</code></p>
    </div>
  );
}

function Answer({ answer, before }: { answer: TierAnswer; before: TierAnswer | null }): VNode {
  const view = useView();
  const { t, f, locale } = view;
  const moved = before !== null && before.tier !== answer.tier;
  const grids = [t.lookUp.satisfactionLoyalty[answer.grids.satisfaction_loyalty], t.lookUp.valueCost[answer.grids.value_cost]].filter((cell) => cell !== '');
  return (
    <>
      <p class="who">
        <TierMark tier={answer.tier} />
        <b>{customerTierLabels[answer.tier][locale]}</b>
        {answer.since === null ? null : <span>{t.lookUp.since(f.day(answer.since))}</span>}
        {answer.override === null ? null : <span class="tag">{t.lookUp.override}</span>}
        {moved ? <span class="pill">{t.lookUp.was(customerTierLabels[before.tier][locale])}</span> : null}
      </p>
      {answer.known ? null : <p class="ans"><Rich text={t.lookUp.unknown} /></p>}
      {answer.known && grids.length > 0 ? <p class="quiet">{grids.join(t.sep)}</p> : null}
      {answer.reasons.length === 0 ? null : (
        <>
          <h3 class="sub">{t.lookUp.why}</h3>
          <ol class="why">{answer.reasons.map((reason, i) => <li key={i}><span class="no">{i + 1}</span><p>{reason[locale]}</p></li>)}</ol>
        </>
      )}
      {answer.known ? (
        <>
          <h3 class="sub">{t.lookUp.scores}</h3>
          <dl class="scores">
            <Score name={t.lookUp.trust} value={answer.trust} />
            <Score name={t.lookUp.loyalty} value={answer.loyalty} />
            <Score
              name={t.lookUp.satisfaction} value={answer.satisfaction}
              {...(answer.satisfaction_source === 'unknown' ? {} : { note: t.lookUp.source[answer.satisfaction_source] })}
            />
            <Score name={t.lookUp.value} value={answer.value} />
          </dl>
        </>
      ) : null}
      <h3 class="sub">{t.lookUp.policy}</h3>
      <dl class="dl">{policyLines(answer.policy, view).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p class="note">{t.lookUp.asOf(f.day(answer.as_of), f.int(answer.version))}</p>
    </>
  );
}

function Score({ name, value, note }: { name: string; value: number | null; note?: string }): VNode {
  const { t, f } = useView();
  return (
    <div>
      <dt>{name}{note === undefined ? null : <small>{note}</small>}</dt>
      <dd>
        {value === null ? <span class="muted">{t.lookUp.unknownScore}</span> : (
          <>
            <span class="vh">{t.lookUp.of100(f.int(value))}</span>
            <span aria-hidden="true">{f.int(value)}</span>
            <Meter value={value} whole={100} fill={value < 40 ? 'f-call' : 'f-data'} />
          </>
        )}
      </dd>
    </div>
  );
}

/** How this tier is served, in words; what does not apply is left out, what the law grants stands last. */
export function policyLines(policy: Policy, { t, f, locale }: View): [string, string][] {
  const { key, word } = t.policy;
  const lines: [string, string][] = [
    [key.refund, word[policy.refund_mode]],
    [key.return_freight, word[policy.return_freight]],
    [key.response, t.policy.hours(policy.first_response_hours)],
    [key.resolution, t.policy.days(policy.resolution_days)],
    [key.queue, t.policy.queue(policy.queue_priority)],
  ];
  if (policy.keep_item_limit_minor > 0) lines.push([key.keep_item, f.money(policy.keep_item_limit_minor)]);
  if (policy.compensation_limit_minor > 0) lines.push([key.compensation, f.money(policy.compensation_limit_minor)]);
  if (policy.exchange_first) lines.push([key.exchange, t.policy.yes]);
  if (policy.human_review) lines.push([key.review, t.policy.yes]);
  if (policy.return_window_days > 0) lines.push([key.window, t.policy.days(policy.return_window_days)]);
  return [...lines, [key.floor, policy.legal_floor[locale]]];
}
