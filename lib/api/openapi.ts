import type { Schema } from './json-schema.ts';
import { problems, type ProblemCode } from './problem.ts';
import type { Parameter, Route } from './route.ts';
import { schemas } from './schemas.ts';

/** The OpenAPI 3.1 document, made from the routes that the server runs: what is not there is not served, and the other way round. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Aftertier', version: '1', description: 'After-sales decisions: tiers, problems, costs. 售后分析精细化分层。', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'aftertier_{id}_{secret}; scopes: read, upload, admin' } },
      schemas: { ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, placed(schema, name)])), problem },
    },
  };
}

export const tagOf = ({ path }: Route): string => path.split('/')[2] ?? 'api';
export const operationIdOf = ({ method, path }: Route): string => method + path.replace(/^\/v1/, '').replace(/\.csv/, 'Csv').replace(/[/{-]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\}/g, '');

const problem: Schema = {
  type: 'object', required: ['type', 'title', 'status', 'code'],
  properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { enum: Object.keys(problems) }, detail: { type: 'string' } },
};

/** Every code that a route can answer with: its own, and those of its key and its body. */
export function problemsOf(route: Route): ProblemCode[] {
  const common: ProblemCode[] = [...(route.scopes === null ? [] : ['no_key', 'bad_key', 'wrong_scope', 'too_many'] as const), ...(route.body === undefined ? [] : ['bad_json', 'too_large'] as const)];
  return [...new Set([...common, ...route.problems ?? []])];
}

function operation(route: Route): object {
  const { summary, body, answer, scopes } = route;
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(route)) byStatus.set(problems[code][0], [...(byStatus.get(problems[code][0]) ?? []), code]);
  const type = answer.type ?? 'application/json';
  const tagged = route.method === 'get' ? { headers: { ETag: { schema: { type: 'string' } } } } : {};
  return {
    operationId: operationIdOf(route), tags: [tagOf(route)], summary: summary.en, description: scopes === null ? summary.zh : `${summary.zh}\n\nScope: ${scopes.filter((scope) => scope !== 'settings').join(' | ')} (or admin)`,
    ...(scopes === null ? { security: [] } : {}),
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': mediaOf(body) } } }),
    responses: {
      [answer.status]: { description: summary.en, ...tagged, ...(answer.schema === undefined ? {} : { content: { [type]: mediaOf(answer.schema, answer.example) } }) },
      ...(route.method === 'get' ? { 304: { description: 'Not changed since the ETag in If-None-Match' } } : {}),
      ...Object.fromEntries([...byStatus].map(([status, codes]) => [status, { description: codes.map((code) => `${code}: ${problems[code][1].en}`).join('\n'), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } } }])),
    },
  };
}

function mediaOf(schema: Schema, example?: unknown): object {
  const { examples, ...rest } = schema;
  const shown = example ?? examples?.[0];
  return { schema: referred(rest), ...(shown === undefined ? {} : { example: shown }) };
}

const parameters = (list: Readonly<Record<string, Parameter>> | undefined, where: 'path' | 'query'): object[] =>
  Object.entries(list ?? {}).map(([name, { schema, does, example, required, many }]) => ({
    name, in: where, required: where === 'path' || required === true, description: `${does.en} · ${does.zh}`, schema: many === true ? { type: 'array', items: schema } : schema, example: many === true ? [example] : example,
  }));

/** A published schema is named where it is used, not written out again. */
function referred(schema: Schema): Schema {
  const name = Object.entries(schemas).find(([, published]) => published.title !== undefined && published.title === schema.title && schema.additionalProperties !== true && schema.properties?.['language'] === undefined)?.[0];
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return {
    ...schema,
    ...(schema.anyOf === undefined ? {} : { anyOf: schema.anyOf.map(referred) }),
    ...(schema.items === undefined ? {} : { items: referred(schema.items) }),
    ...(schema.properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, referred(value)])) }),
  };
}

/** A schema's own references, from where it stands in the document. */
function placed({ $schema, ...schema }: Schema, name: string): Schema {
  const here = `#/components/schemas/${name}`;
  void $schema;
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', `"$ref":"${here}/$defs/`).replaceAll('"$ref":"#"', `"$ref":"${here}"`));
}
