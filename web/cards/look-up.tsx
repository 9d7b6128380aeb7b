import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { customerTierLabels } from '../../lib/model/tiers.ts';
import { Meter } from '../charts/bar.tsx';
import { TierMark } from '../charts/marks.tsx';
import type { LookUp, PageActions } from '../page-model.ts';
import { problemText } from '../problem-text.ts';
import { Rich, wordOf } from '../rich.tsx';
import type { TierView } from '../tier-view.ts';
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
  const view = useView();
  const { t } = view;
  if (lookUp.state === 'idle') return <p class="quiet">{t.lookUp.idle}</p>;
  if (lookUp.state === 'failed') return <p class="problem"><b>{t.lookUp.failed}</b> {problemText(lookUp.problem, t)}</p>;
  if (lookUp.state === 'found') return <Answer answer={lookUp.answer} before={lookUp.before} />;
  return lookUp.last === null ? <p class="quiet">{t.lookUp.working}</p> : <div class="dim"><Answer answer={lookUp.last} before={null} /></div>;
}

function Answer({ answer, before }: { answer: TierView; before: TierView | null }): VNode {
  const view = useView();
  const { t, f, locale } = view;
  const policy = answer.policy.flatMap((entry) => policyLine(entry.key, entry.value, view));
  const moved = before !== null && before.tier !== answer.tier;
  return (
    <>
      <p class={`who tier-${answer.tier}`}>
        <TierMark tier={answer.tier} />
        <b>{customerTierLabels[answer.tier][locale]}</b>
        {answer.since === null ? null : <span>{t.lookUp.since(f.day(answer.since))}</span>}
        {answer.overridden ? <span class="tag">{t.lookUp.override}</span> : null}
        {moved ? <span class="pill">{t.lookUp.was(customerTierLabels[before.tier][locale])}</span> : null}
      </p>
      {answer.known ? null : <p class="ans"><Rich text={t.lookUp.unknown} /></p>}
      {answer.reasons.length === 0 ? null : (
        <>
          <h3 class="sub">{t.lookUp.why}</h3>
          <ol class="why">{answer.reasons.map((reason, i) => <li key={i}><span class="no">{i + 1}</span><p>{reason.text[locale]}</p></li>)}</ol>
        </>
      )}
      {answer.known ? (
        <>
          <h3 class="sub">{t.lookUp.scores}</h3>
          <dl class="scores">
            <Score name={t.lookUp.trust} value={answer.scores.trust} />
            <Score name={t.lookUp.loyalty} value={answer.scores.loyalty} />
            <Score
              name={t.lookUp.satisfaction} value={answer.scores.satisfaction}
              {...(answer.satisfactionSource === null ? {} : { note: t.lookUp.source[answer.satisfactionSource] })}
            />
            <Score name={t.lookUp.value} value={answer.scores.value} />
          </dl>
        </>
      ) : null}
      {policy.length === 0 ? null : (
        <>
          <h3 class="sub">{t.lookUp.policy}</h3>
          <dl class="dl">{policy.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
          <p class="note">{t.policy.floor}</p>
        </>
      )}
      {answer.as_of === '' ? null : <p class="note">{t.lookUp.asOf(f.day(answer.as_of), f.int(answer.version))}</p>}
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

const SUFFIX = /_(mode|priority|minor|minutes|hours|days)$/;

/** One line of a policy in words; a key the page has no word for is left out. */
function policyLine(key: string, value: string | number | boolean, { t, f }: View): [string, string][] {
  const name = wordOf(t.policy.key, key) ?? wordOf(t.policy.key, key.replace(SUFFIX, ''));
  if (name === undefined) return [];
  if (typeof value === 'boolean') return [[name, value ? t.policy.yes : t.policy.no]];
  if (typeof value === 'string') return [[name, wordOf(t.policy.word, value) ?? value]];
  if (key.endsWith('_minor')) return [[name, f.money(value)]];
  if (key.endsWith('_minutes')) return [[name, value % 60 === 0 ? t.policy.hours(value / 60) : t.policy.minutes(value)]];
  if (key.endsWith('_hours')) return [[name, value > 48 && value % 24 === 0 ? t.policy.days(value / 24) : t.policy.hours(value)]];
  return [[name, key.endsWith('_days') ? t.policy.days(value) : f.int(value)]];
}
