import { isSafePattern } from '../model/pattern.ts';
import type { MappingDocument, RowRule } from '../model/mapping.ts';
import { problemIn } from './check-json.ts';
import { type Schema } from './json-schema.ts';
import { boardSchemas } from './schemas/boards.ts';
import { mappingSchema } from './schemas/mapping.ts';
import { reportSchema } from './schemas/report.ts';
import { settingsSchema } from './schemas/settings.ts';
import { tierSchema } from './schemas/tier.ts';

const published = (schema: Schema): Schema => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema });

/** The JSON Schemas that others build on, by the names that the command line knows. */
export const schemas: Readonly<Record<string, Schema>> = {
  mapping: published(mappingSchema), settings: published(settingsSchema), report: published(reportSchema), tier: published(tierSchema),
  ...Object.fromEntries(Object.entries(boardSchemas).map(([name, schema]) => [`board-${name}`, published(schema)])),
};

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** A mapping as somebody wrote it: its shape, its patterns, its time zone. Whether it fits a file is asked where the file is known. */
export function checkedMapping(value: unknown): Checked<MappingDocument> {
  if (!isMapping(value)) return { ok: false, problem: problemIn(mappingSchema, value) ?? 'not a mapping' };
  const unsafe = patternsIn(value.rows ?? []).find((pattern) => !isSafePattern(pattern));
  if (unsafe !== undefined) return { ok: false, problem: `the pattern ${unsafe.slice(0, 80)} cannot be run: no look-around, no back-references, at most 500 characters` };
  if (value.time_zone !== undefined && !isTimeZone(value.time_zone)) return { ok: false, problem: `time_zone ${value.time_zone} is no IANA time zone` };
  return { ok: true, value };
}

/** Settings as somebody wrote them, whole or in part. */
export function checkedSettings(value: unknown): Checked<SettingsChange> {
  if (!isSettings(value)) return { ok: false, problem: problemIn(settingsSchema, value) ?? 'not settings' };
  if (value.time_zone !== undefined && !isTimeZone(value.time_zone)) return { ok: false, problem: `time_zone ${value.time_zone} is no IANA time zone` };
  if (value.currency !== undefined && !currencies.has(value.currency)) return { ok: false, problem: `currency ${value.currency} is no ISO 4217 currency` };
  return { ok: true, value };
}

/** A partial settings document; what it holds inside was checked against the schema. */
export interface SettingsChange {
  readonly time_zone?: string;
  readonly currency?: string;
  readonly [name: string]: unknown;
}

const isMapping = (value: unknown): value is MappingDocument => problemIn(mappingSchema, value) === null;
const isSettings = (value: unknown): value is SettingsChange => problemIn(settingsSchema, value) === null;
const patternsIn = (rules: readonly RowRule[]): string[] => rules.flatMap((rule) => [...Object.values(rule.when ?? {}), ...patternsIn(rule.also ?? [])]);
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** A name that both JavaScript and the query engine know: offsets and other spellings are refused. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z]*([/_+-][A-Za-z0-9]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
