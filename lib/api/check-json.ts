import type { JsonType, Schema } from './json-schema.ts';

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
