import { list, mapOf, oneOf, text, written, type Schema } from '../json-schema.ts';
import { tableNames } from '../../model/tables.ts';

const name: Schema = { type: 'string', minLength: 1, maxLength: 500 };
const names = (values: Schema): Schema => ({ ...mapOf(values), propertyNames: name, maxProperties: 2000 });
const table = oneOf(...tableNames);

const rule: Schema = written({
  when: { ...names({ type: 'string', maxLength: 500 }), description: 'their column → a regular expression (RE2); all must match' },
  table, ignore: { ...name, description: 'counted under this word; the record yields no row' },
  set: names(text), columns: names(name), also: list({ $ref: '#/$defs/rule' }, { maxItems: 20 }),
});

/** A mapping by hand: their columns → ours, and which rows are what. */
export const mappingSchema: Schema = written({
  columns: { ...names(name), description: 'their column → canonical column' },
  constants: names(text), rows: list({ $ref: '#/$defs/rule' }, { maxItems: 500 }), table,
  date_order: oneOf('dmy', 'mdy', 'ymd'), decimal: oneOf('.', ','), time_zone: text,
}, ['columns'], { title: 'A mapping by hand', $defs: { rule } });
