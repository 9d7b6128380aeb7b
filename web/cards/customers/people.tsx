import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { CustomerRow, CustomersBoard } from '../../../lib/model/boards/customers.ts';
import { customerTiers } from '../../../lib/model/tiers.ts';
import { Meter } from '../../charts/bar.tsx';
import { TierMark } from '../../charts/marks.tsx';
import { hrefOf } from '../../href.ts';
import type { PageActions, PageModel } from '../../page-model.ts';
import { FilterLink } from '../../shell/filters.tsx';
import { useView, type View } from '../../view.ts';
import { Card } from '../card.tsx';
import { words } from './words.ts';

/** A pseudonym as people read it: `9C41-7B0F`. */
export const shortKey = (key: string): string => `${key.slice(0, 4)}-${key.slice(4, 8)}`.toUpperCase();

/** Find one by the id that the shop knows, or pick one of the first of each tier. */
export function People({ board, model, actions }: { board: CustomersBoard; model: PageModel; actions: PageActions }): VNode {
  const view = useView();
  const { t: shared, f, locale, tier } = view;
  const t = words[locale].find;
  const [customer, setCustomer] = useState('');
  const listed = Math.max(0, ...customerTiers.map((name) => board.people.filter((person) => person.tier === name).length));
  const shown = model.filter.tier.length === 0 && model.place === 'page' ? customerTiers.flatMap((name) => board.people.filter((person) => person.tier === name).slice(0, 4)) : board.people;
  return (
    <Card id="card-people" span={12} title={t.title} foot={[t.foot(listed)]}>
      <div class="find">
        {model.place === 'embed' ? null : (
          <form class="search" role="search" onSubmit={(event) => {
            event.preventDefault();
            if (customer.trim() !== '') actions.openCustomer(customer.trim());
          }}>
            <label class="field">
              <span class="vh">{shared.lookUp.label}</span>
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><circle cx="6" cy="6" r="4.2" /><path d="m9.2 9.2 3.6 3.6" /></svg>
              <input type="text" autocomplete="off" spellcheck={false} maxLength={200} placeholder={shared.lookUp.placeholder} value={customer} onInput={(event) => setCustomer(event.currentTarget.value)} />
            </label>
            <button type="submit" class="btn">{shared.lookUp.go}</button>
          </form>
        )}
        <nav class="find-t" aria-label={t.tier}>
          <FilterLink model={model} actions={actions} to={{ ...model.filter, tier: [] }} class="find-c" current={model.filter.tier.length === 0}>{t.all}</FilterLink>
          {customerTiers.map((name) => (
            <FilterLink key={name} model={model} actions={actions} to={{ ...model.filter, tier: [name] }} class="find-c" current={model.filter.tier.includes(name)}><><TierMark tier={name} />{tier(name)}</></FilterLink>
          ))}
        </nav>
      </div>
      <p class="note">{model.place === 'embed' ? null : t.hint}</p>
      {board.people.length === 0 ? <p class="quiet">{board.customers === 0 ? words[locale].leadNone.replaceAll('**', '') : t.inFilter}</p> : (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.title}>
          <table class="tb people">
            <thead><tr>
              <th scope="col">{t.customer}</th><th scope="col">{t.tier}</th><th scope="col">{t.why}</th><th scope="col" class="r">{t.value}</th><th scope="col" class="r">{t.contribution}</th>
              <th scope="col" class="r">{t.cost}</th><th scope="col" class="r">{t.faults}</th><th scope="col">{t.satisfaction}</th>
            </tr></thead>
            <tbody>
              {shown.map((person) => (
                <tr key={person.key}>
                  <th scope="row"><PersonLink person={person} model={model} actions={actions} /></th>
                  <td class="nowrap"><TierMark tier={person.tier} /> {tier(person.tier)}{person.previous === null || person.previous === person.tier ? null : <small>{t.was(tier(person.previous))}</small>}</td>
                  <td class="why-c">{whyOf(person, view)}</td>
                  <td class="r">{person.value === null ? '–' : f.int(person.value)}</td>
                  <td class="r">{f.exactMoney(person.contribution_minor)}</td>
                  <td class="r">{f.exactMoney(person.cost_minor)}</td>
                  <td class="r">{f.int(person.merchant_cases)} / {f.int(person.cases)}</td>
                  <td class="sat">{person.satisfaction === null ? <span class="muted">{shared.lookUp.unknownScore}</span> : <><span>{f.int(person.satisfaction)}</span><Meter value={person.satisfaction} whole={100} fill={person.satisfaction < 40 ? 'f-call' : 'f-data'} /></>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function PersonLink({ person, model, actions }: { person: CustomerRow; model: PageModel; actions: PageActions }): VNode {
  const { locale } = useView();
  if (model.place === 'embed') return <span class="mono">{shortKey(person.key)}</span>;
  return (
    <a
      class="link mono" href={`${hrefOf(model)}&customer=key:${person.key}`} aria-label={words[locale].find.open(shortKey(person.key))}
      onClick={(event) => {
        event.preventDefault();
        actions.openCustomer(`key:${person.key}`);
      }}
    >{shortKey(person.key)}</a>
  );
}

/** In a few words, from the same facts that the rules read. */
function whyOf(person: CustomerRow, { f, locale }: View): string {
  const t = words[locale].find.reason;
  const sep = locale === 'zh' ? '；' : '; ';
  const silent = person.silent_days !== null && person.gap_days !== null && person.silent_days > person.gap_days ? t.silent(f.int(person.silent_days), f.int(Math.round(person.gap_days))) : null;
  const bought = person.silent_days === null ? null : t.bought(f.int(person.silent_days));
  const hurt = person.merchant_cases > 0 ? t.letDown(person.merchant_cases) : null;
  const parts: readonly (string | null)[] = person.tier === 'vip' ? [person.value === null ? null : t.vip(`${Math.max(1, 100 - person.value)}%`), bought]
    : person.tier === 'at_risk' ? [silent, hurt] : person.tier === 'problem' ? [t.problem(person.cases)] : person.tier === 'new' ? [t.fresh] : [t.regular, hurt];
  return parts.filter((part) => part !== null).join(sep);
}
