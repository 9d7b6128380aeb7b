import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { MappingDocument } from '../../../lib/model/mapping.ts';
import type { Report } from '../../../lib/model/report.ts';
import { tableNames, tables, type TableName } from '../../../lib/model/tables.ts';
import { wordOf } from '../../rich.tsx';
import { useView } from '../../view.ts';
import { words } from './hand-words.ts';

const namesOf = (table: TableName): string[] => tables[table].columns.flatMap((column) => column.csv ?? []);

/** Every key and one time must be there; a line's number and the source are made up where they are not. */
function missingIn(table: TableName, chosen: readonly string[]): string[][] {
  const { key, times, columns } = tables[table];
  const keys = key.filter((name) => name !== 'source' && name !== 'line_id').map((name) => columns.find((column) => column.name === name)?.csv ?? name);
  return [...keys.filter((name) => !chosen.includes(name)).map((name) => [name]), ...(times.length > 0 && !times.some((name) => chosen.includes(name)) ? [[...times]] : [])];
}

/** A layout that nobody has seen, mapped once: a row for each column, the proposal chosen already. */
export function MapByHand({ report, prefix, busy, map }: { report: Report; prefix: string; busy: boolean; map: (mapping: MappingDocument) => void }): VNode {
  const { locale } = useView();
  const t = words[locale].map;
  const proposed = report.columns.map((column) => column.to?.split(', ')[0] ?? '');
  const fits = (table: TableName): number => proposed.filter((name) => namesOf(table).includes(name)).length - missingIn(table, proposed).length / 2;
  const guess = tableNames.reduce<TableName>((best, table) => (fits(table) > fits(best) ? table : best), 'cases');
  const [table, setTable] = useState<TableName>(guess);
  const [chosen, setChosen] = useState<readonly string[]>(proposed);
  const [currency, setCurrency] = useState('');
  const [order, setOrder] = useState<'auto' | 'dmy' | 'mdy' | 'ymd'>('auto');
  const [tried, setTried] = useState(false);
  const fields = namesOf(table);
  const used = chosen.filter((name) => fields.includes(name));
  const label = (name: string): string => wordOf(words[locale].field, name) ?? name;
  const twice = used.find((name, i) => used.indexOf(name) !== i);
  const missing = missingIn(table, used);
  const problem = twice !== undefined ? t.twice(label(twice)) : missing.length > 0 ? t.missing(missing.map((one) => one.map(label).join(t.or)).join(locale === 'zh' ? '、' : ', ')) : null;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (problem !== null) return;
    const columns = Object.fromEntries(report.columns.flatMap((column, i) => (fields.includes(chosen[i] ?? '') ? [[column.name, chosen[i] ?? '']] : [])));
    map({ columns, table, ...(currency === '' ? {} : { constants: { currency } }), ...(order === 'auto' ? {} : { date_order: order }) });
  };
  return (
    <form class="card c12 map" aria-labelledby={`${prefix}-map`} aria-busy={busy} onSubmit={submit}>
      <h3 id={`${prefix}-map`} class="held-h">{t.title}</h3>
      <p class="ans">{t.body}</p>
      <label class="map-t"><span>{t.holds}</span>
        <select class="pick" value={table} onChange={(event) => setTable(tableNames.find((name) => name === event.currentTarget.value) ?? table)}>
          {tableNames.map((name) => <option key={name} value={name}>{t.tables[name]}</option>)}
        </select>
      </label>
      <ul class="map-c">
        {report.columns.map((column, i) => (
          <li key={`${i} ${column.name}`}>
            <label><b>{column.name}</b>
              <select class={`pick${fields.includes(chosen[i] ?? '') ? ' on' : ''}`} value={fields.includes(chosen[i] ?? '') ? chosen[i] ?? '' : ''} onChange={(event) => setChosen(chosen.map((name, k) => (k === i ? event.currentTarget.value : name)))}>
                <option value="">{t.unused}</option>
                {fields.map((name) => <option key={name} value={name}>{label(name)}</option>)}
              </select>
            </label>
          </li>
        ))}
      </ul>
      <fieldset class="map-m">
        <legend>{t.more}</legend>
        <label><span>{t.currency}</span><input class="pick" size={5} maxLength={3} pattern="[A-Z]{3}" placeholder="CNY" value={currency} onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())} /></label>
        <label><span>{t.order}</span>
          <select class="pick" value={order} onChange={(event) => setOrder((['dmy', 'mdy', 'ymd'] as const).find((name) => name === event.currentTarget.value) ?? 'auto')}>
            {(['auto', 'dmy', 'mdy', 'ymd'] as const).map((name) => <option key={name} value={name}>{t.orders[name]}</option>)}
          </select>
        </label>
      </fieldset>
      <footer class="act">
        <button type="submit" class="btn pri" disabled={busy}>{busy ? t.working : t.submit}</button>
        <span role="status">{tried || twice !== undefined ? problem : null}</span>
      </footer>
    </form>
  );
}
