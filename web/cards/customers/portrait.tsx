import type { VNode } from 'preact';
import type { CustomerFacts } from '../../../lib/model/tier.ts';
import { faults, type Fault } from '../../../lib/model/reasons.ts';
import { Bar, Meter } from '../../charts/bar.tsx';
import { Swatch, TierMark } from '../../charts/marks.tsx';
import type { PageActions, PortraitDocument, PortraitState } from '../../page-model.ts';
import { problemText } from '../../problem-text.ts';
import { Rich } from '../../rich.tsx';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';
import { policyLines } from '../look-up.tsx';
import { shortKey } from './people.tsx';
import { words } from './words.ts';

/** One customer, whole: why this tier, what happened, whose fault it was, what they are due and may be told. */
export function Portrait({ portrait: state, actions }: { portrait: PortraitState; actions: PageActions }): VNode {
  const { t: shared, locale } = useView();
  const t = words[locale].portrait;
  const name = state.customer.startsWith('key:') ? shortKey(state.customer.slice(4)) : state.customer;
  return (
    <article class="portrait" aria-busy={state.state === 'loading'}>
      <p><a class="link" href="/customers" onClick={(event) => {
        event.preventDefault();
        actions.openCustomer(null);
      }}>← {t.back}</a></p>
      <h2 class="portrait-n">{name}</h2>
      {state.state === 'loading' ? <p class="quiet" role="status">{t.loading}</p> : null}
      {state.state === 'failed' ? <p class="problem" role="alert"><b>{t.failed}</b> {problemText(state.problem, shared)}</p> : null}
      {state.state === 'ready' ? <Whole portrait={state.portrait} /> : null}
    </article>
  );
}

/** Sides whose cases never count against a customer. */
const OURS: ReadonlySet<Fault> = new Set(['product', 'listing', 'warehouse', 'service', 'carrier']);

function Whole({ portrait }: { portrait: PortraitDocument }): VNode {
  const { f, locale, tier } = useView();
  const t = words[locale].portrait;
  const { facts, cases } = portrait;
  const ours = cases.by_fault.filter(({ fault }) => OURS.has(fault)).reduce((n, one) => n + one.cases, 0);
  const cost = cases.by_fault.reduce((n, one) => n + one.cost_minor, 0);
  const before = portrait.history.filter((one) => one.tier !== portrait.tier);
  return (
    <>
      <p class="who">
        <TierMark tier={portrait.tier} /><b>{tier(portrait.tier)}</b>
        {portrait.since === null ? null : <span>{t.since(f.day(portrait.since))}</span>}
        {before.map((one) => <span key={one.day} class="pill">{t.was(tier(one.tier), f.day(one.day))}</span>)}
      </p>
      <p class="lead"><Rich text={!portrait.known ? t.unknown : cases.counted === 0 ? t.leadNoCase(tier(portrait.tier)) : t.lead(tier(portrait.tier), f.int(cases.counted), f.int(ours), f.money(cost))} /></p>
      <div class="grid">
        <Reasons portrait={portrait} />
        <Flags portrait={portrait} />
        {cases.total === 0 ? null : <Happened portrait={portrait} />}
        {cases.by_fault.length === 0 ? null : <Faults portrait={portrait} />}
        <Service portrait={portrait} />
        {facts === null ? null : <Facts facts={facts} portrait={portrait} />}
      </div>
    </>
  );
}

function Reasons({ portrait }: { portrait: PortraitDocument }): VNode {
  const { f, locale } = useView();
  const t = words[locale].portrait;
  const shown = (value: string | number | null): string => (typeof value === 'number' ? (Number.isInteger(value) ? f.int(value) : String(value)) : value ?? '–');
  return (
    <Card id="portrait-why" span={7} title={t.why} answer={t.whyAnswer(portrait.reasons.length)}>
      <ol class="why">
        {portrait.reasons.map((reason, i) => (
          <li key={i}><span class="no">{i + 1}</span><p>{reason[locale]}{reason.threshold === null ? null : <small>{t.measured(reason.metric, shown(reason.value), shown(reason.threshold))}</small>}</p></li>
        ))}
      </ol>
    </Card>
  );
}

function Flags({ portrait: { flags } }: { portrait: PortraitDocument }): VNode {
  const { locale } = useView();
  const t = words[locale].portrait;
  return (
    <Card id="portrait-flags" span={5} title={t.flags} answer={flags.length === 0 ? t.flagsNone : t.flagsAnswer(flags.length)}>
      {flags.length === 0 ? null : <ul class="why">{flags.map((flag) => <li key={flag.code}><span class="no">!</span><p>{flag[locale]}{flag.strong ? <small>{t.strong}</small> : null}</p></li>)}</ul>}
    </Card>
  );
}

function Happened({ portrait: { cases } }: { portrait: PortraitDocument }): VNode {
  const { f, locale, reason, fault } = useView();
  const t = words[locale].portrait;
  const first = cases.by_reason[0];
  const took = (from: string | null, to: string | null): string => (from === null ? '–' : to === null ? t.open : t.days(f.int(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000))));
  const named = (code: Fault): VNode => <><Swatch fill={`f-${code}`} /> {fault(code)}</>;
  return (
    <Card id="portrait-cases" span={7} title={t.happened} answer={first === undefined ? t.happenedNone : t.happenedAnswer(f.int(cases.counted), reason(first.reason))}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t.happened}>
        <table class="tb">
          <thead><tr><th scope="col">{t.product}</th><th scope="col">{t.reason}</th><th scope="col" class="r">{t.took}</th><th scope="col" class="r">{t.cost}</th></tr></thead>
          <tbody>
            {cases.latest.map((one) => (
              <tr key={one.case_id}>
                <th scope="row">{one.product_name ?? one.product_id ?? '–'}<small>{one.opened_day === null ? '' : f.day(one.opened_day)}</small></th>
                <td>{reason(one.reason)}<small>{named(one.fault)}{one.counts ? null : ` · ${t.notCounted}`}</small></td>
                <td class="r">{took(one.opened_day, one.resolved_day)}</td>
                <td class="r">{f.exactMoney(one.cost_minor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Faults({ portrait: { cases } }: { portrait: PortraitDocument }): VNode {
  const { f, locale, fault } = useView();
  const t = words[locale].portrait;
  const order = Object.keys(faults);
  const list = [...cases.by_fault].sort((a, b) => order.indexOf(a.fault) - order.indexOf(b.fault));
  const ours = list.filter((one) => OURS.has(one.fault)).reduce((n, one) => n + one.cases, 0);
  const greatest = Math.max(...list.map((one) => one.cases));
  return (
    <Card
      id="portrait-faults" span={5} title={t.byFault} answer={t.byFaultAnswer(f.share(ours, cases.counted))}
      rows={{ head: [t.fault, t.cases, t.cost], rows: list.map((one) => [fault(one.fault), f.int(one.cases), f.exact(one.cost_minor)]) }}
    >
      {list.map((one) => (
        <div class="hb" key={one.fault}>
          <span class="hb-l"><Swatch fill={`f-${one.fault}`} />{fault(one.fault)}</span><Bar value={one.cases} greatest={greatest} fill={`f-${one.fault}`} />
          <span class="hb-v">{f.int(one.cases)}</span><span class="hb-p" />
        </div>
      ))}
    </Card>
  );
}

function Service({ portrait }: { portrait: PortraitDocument }): VNode {
  const view = useView();
  const t = words[view.locale].portrait;
  return (
    <Card id="portrait-service" span={5} title={t.service} foot={[t.serviceFoot]}>
      <dl class="dl">{policyLines(portrait.policy, view).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <h3 class="sub">{t.wording}</h3>
      <p>{portrait.wording[view.locale]}</p>
      <p class="note">{t.wordingNote}</p>
    </Card>
  );
}

function Facts({ facts, portrait }: { facts: CustomerFacts; portrait: PortraitDocument }): VNode {
  const { f, locale } = useView();
  const t = words[locale].portrait;
  const number = (name: keyof CustomerFacts): number | null => (typeof facts[name] === 'number' ? facts[name] : null);
  const money = (name: keyof CustomerFacts): string => { const n = number(name); return n === null ? '–' : f.exactMoney(n); };
  const whole = (name: keyof CustomerFacts): string => { const n = number(name); return n === null ? '–' : f.int(Math.round(n)); };
  const ratio = number('ratio');
  const list: readonly (readonly [string, string])[] = [
    [t.fact.orders, whole('orders')], [t.fact.paid_minor, money('paid_minor')], [t.fact.refund_minor, money('refund_minor')], [t.fact.cost_minor, money('cost_minor')],
    [t.fact.contribution_minor, money('contribution_minor')], [t.fact.value, whole('value')], [t.fact.attributable, ratio === null ? '–' : t.times(String(Math.round(ratio * 10) / 10))], [t.fact.silent_days, whole('silent_days')],
  ];
  const scores: readonly (readonly [string, number | null])[] = [[t.fact.trust, portrait.trust], [t.fact.satisfaction, portrait.satisfaction], [t.fact.loyalty, portrait.loyalty], [t.fact.churn, portrait.churn_risk]];
  return (
    <Card id="portrait-facts" span={7} title={t.facts} foot={[t.factsFoot(365)]}>
      <dl class="fact-grid">{list.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <dl class="scores">{scores.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value === null ? <span class="muted">–</span> : <><span class="vh">{t.of100(f.int(value))}</span><span aria-hidden="true">{f.int(value)}</span><Meter value={value} whole={100} fill={value < 40 === (name !== t.fact.churn) ? 'f-call' : 'f-data'} /></>}</dd></div>)}</dl>
    </Card>
  );
}
