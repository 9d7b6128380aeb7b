/**
 * JSON Schema (2020-12) as plain data, with a checker for the keywords used here. Schemas are published as they stand
 * (`aftertier schema`, /openapi.json); loading them costs nothing, which a cold look-up notices.
 */
export interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number | null)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
}

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** Where a value departs from its schema: `costs.margin_bp must be at most 10000`. Null = it does not. */
export const problemIn = (schema: Schema, value: unknown): string | null => check(schema, value, '', schema);

function check(schema: Schema, value: unknown, at: string, root: Schema): string | null {
  if (schema.$ref !== undefined) return check(resolved(schema.$ref, root), value, at, root);
  const fails = (what: string): string => `${at === '' ? 'the document' : at} ${what}`;
  if (schema.anyOf !== undefined) {
    const found = schema.anyOf.map((one) => check(one, value, at, root));
    return found.includes(null) ? null : found.at(0) ?? null;
  }
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.some((type) => isOf(type, value))) return fails(`must be ${types.map((type) => TYPE_WORDS[type]).join(' or ')}`);
  if (schema.const !== undefined && value !== schema.const) return fails(`must be ${JSON.stringify(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) return fails(`must be one of ${schema.enum.join(', ')}`);
  if (typeof value === 'number') return checkNumber(schema, value, fails);
  if (typeof value === 'string') return checkText(schema, value, fails);
  if (Array.isArray(value)) return checkList(schema, value, at, root, fails);
  return isObject(value) ? checkObject(schema, value, at, root, fails) : null;
}

type Fails = (what: string) => string;

function checkNumber({ minimum, maximum }: Schema, value: number, fails: Fails): string | null {
  if (minimum !== undefined && value < minimum) return fails(`must be at least ${minimum}`);
  return maximum !== undefined && value > maximum ? fails(`must be at most ${maximum}`) : null;
}

function checkText({ minLength, maxLength, pattern }: Schema, value: string, fails: Fails): string | null {
  if (minLength !== undefined && value.length < minLength) return fails(minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`);
  if (maxLength !== undefined && value.length > maxLength) return fails(`must have at most ${maxLength} characters`);
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value) ? fails(`must match ${pattern}`) : null;
}

function checkList({ items, minItems, maxItems }: Schema, value: readonly unknown[], at: string, root: Schema, fails: Fails): string | null {
  if (minItems !== undefined && value.length < minItems) return fails(`must have at least ${minItems} entries`);
  if (maxItems !== undefined && value.length > maxItems) return fails(`must have at most ${maxItems} entries`);
  return items === undefined ? null : firstProblem(value.entries(), ([i, one]) => check(items, one, `${at}[${i}]`, root));
}

function checkObject({ properties = {}, required = [], additionalProperties = true, propertyNames, maxProperties }: Schema, value: Record<string, unknown>, at: string, root: Schema, fails: Fails): string | null {
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return fails(`must have ${missing}`);
  const names = Object.keys(value);
  if (maxProperties !== undefined && names.length > maxProperties) return fails(`must have at most ${maxProperties} names`);
  return firstProblem(names, (name) => {
    const inside = at === '' ? name : `${at}.${name}`;
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own !== undefined) return check(own, value[name], inside, root);
    if (propertyNames !== undefined && check(propertyNames, name, inside, root) !== null) return `${inside} is not known here`;
    if (additionalProperties === false) return `${inside} is not known here`;
    return additionalProperties === true ? null : check(additionalProperties, value[name], inside, root);
  });
}

function firstProblem<T>(list: Iterable<T>, of: (one: T) => string | null): string | null {
  for (const one of list) {
    const problem = of(one);
    if (problem !== null) return problem;
  }
  return null;
}

function resolved(ref: string, root: Schema): Schema {
  const name = /^#\/\$defs\/(\w+)$/.exec(ref)?.[1];
  const found = ref === '#' ? root : name === undefined ? undefined : root.$defs?.[name];
  if (found === undefined) throw new Error(`no schema ${ref}`);
  return found;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function isOf(type: JsonType, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

const TYPE_WORDS: Readonly<Record<JsonType, string>> = {
  object: 'an object', array: 'a list', string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false', null: 'null',
};

// Builders, so that a schema reads like a type.
export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const amount: Schema = { type: 'integer', description: 'minor units' };
export const basisPoints: Schema = { type: 'integer', minimum: 0, description: 'basis points: 2400 = 24.0%' };
export const number: Schema = { type: 'number' };
export const truth: Schema = { type: 'boolean' };
export const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
export const oneOf = (...values: readonly (string | number)[]): Schema => ({ enum: values });
export const list = (items: Schema, limits: Pick<Schema, 'minItems' | 'maxItems'> = {}): Schema => ({ type: 'array', items, ...limits });
export const pair = (items: Schema): Schema => list(items, { minItems: 2, maxItems: 2 });
export const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
export const orNull = (schema: Schema): Schema => {
  if (schema.enum !== undefined) return { ...schema, enum: [...schema.enum, null] };
  return schema.type === undefined ? { anyOf: [schema, { type: 'null' }] } : { ...schema, type: [...[schema.type].flat(), 'null'] };
};
export const zhEn: Schema = { type: 'object', properties: { zh: text, en: text }, required: ['zh', 'en'] };

/** An answer: every property is there; later versions may add more. */
export const answer = (properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema =>
  ({ type: 'object', properties, required: Object.keys(properties), ...more });
/** A document that people write: names that are not known are refused. */
export const written = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = [], more: Schema = {}): Schema =>
  ({ type: 'object', properties, required, additionalProperties: false, ...more });
