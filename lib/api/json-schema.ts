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
