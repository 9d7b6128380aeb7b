import { isSegmentDimension, segmentDimensions, type SegmentDimension } from '../../analyse/explore/segments.ts';
import { words } from '../../model/words.ts';
import { answer, count, day, list, mapOf, oneOf, text, truth } from '../json-schema.ts';
import { filterOf, filterParams } from '../filters.ts';
import { asOfParam, dayOf } from '../parameters.ts';
import { Refused } from '../problem.ts';
import { replyTagged } from '../reply.ts';
import type { Call, Route } from '../route.ts';
import { boardSchemas } from '../schemas/boards.ts';

type Board = keyof typeof boardSchemas;
const isBoardName = (name: string): name is Board => Object.hasOwn(boardSchemas, name);

const MOST_DIMENSIONS = 3;
const MOST_FILTERS = 10;

export const boardRoutes: readonly Route[] = [
  {
    method: 'get', path: '/v1/boards/{name}', scopes: ['read'], views: true, query: { as_of: asOfParam, ...filterParams },
    params: { name: { schema: oneOf(...Object.keys(boardSchemas)), does: words('看板名称', 'The board'), example: 'overview' } },
    summary: words('看板背后的数据', 'The document behind a board'), answer: { status: 200, schema: { anyOf: Object.values(boardSchemas) } }, problems: ['not_found', 'not_published', 'bad_parameter', 'over_cube', 'outside_view'],
    async handle(call) {
      const name = call.param('name');
      if (!isBoardName(name)) throw new Refused('not_found');
      const asOf = dayOf(call, 'as_of');
      const filter = filterOf(call);
      const { view } = call.caller;
      if (view !== undefined) {
        const { viewText } = await import('../../flows/views.ts');
        // Another day would take the engine: not for a reader whose key is a page's.
        const seen = asOf === null ? await viewText(call.edition, call.merchant, view, name, filter) : null;
        if (seen === null) throw new Refused(asOf === null ? 'not_published' : 'outside_view');
        return replyTagged(seen, call.header('if-none-match'));
      }
      const { boardText } = await import('../../flows/boards.ts');
      // A published board, filtered or not, is worked out from documents that lie ready; any other day, and what is under way, by whoever has the engine.
      const stored = asOf === null && name !== 'data' ? await boardText(call.edition, call.merchant, name, null, filter) : await call.jobs.board(call.merchant, name, asOf, filter);
      if (stored === null) throw new Refused('not_published');
      return replyTagged(stored, call.header('if-none-match'));
    },
  },
  {
    method: 'get', path: '/v1/segments', scopes: ['read'], summary: words('按任意维度汇总售后（由查询引擎计算）', 'Cases summed by any dimensions; answered by the query engine'),
    query: {
      by: { schema: text, does: words(`一到三个维度，逗号分隔：${segmentDimensions.join(', ')}`, `One to three of: ${segmentDimensions.join(', ')}`), example: 'channel,reason', required: true },
      where: { schema: text, does: words('筛选“维度:值”，可多次；值为空表示未知', 'A filter `dimension:value`, may be repeated; an empty value = not known'), example: 'region:浙江', many: true },
      from: { schema: day, does: words('起始日（受理日）', 'First day, by opening'), example: '2026-08-23' }, to: { schema: day, does: words('截止日', 'Last day'), example: '2026-11-20' },
    },
    answer: { status: 200, schema: answer({
      as_of: day, version: count, currency: text, from: day, to: day, by: list(text), segments: list(mapOf({})), truncated: truth, scanned_rows: count, engine: text,
    }) },
    problems: ['bad_parameter', 'not_published', 'over_budget'],
    async handle(call) {
      const found = await call.jobs.segments(call.merchant, { by: dimensionsOf(call), where: filtersOf(call), from: dayOf(call, 'from'), to: dayOf(call, 'to') });
      if (found === null) throw new Refused('not_published');
      return replyTagged(JSON.stringify(found), call.header('if-none-match'));
    },
  },
];

function dimensionsOf(call: Call): SegmentDimension[] {
  const names = [...new Set((call.query('by') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''))];
  if (names.length === 0 || names.length > MOST_DIMENSIONS) throw new Refused('bad_parameter', `by: 1…${MOST_DIMENSIONS}`);
  return names.map(dimensionOf);
}

function dimensionOf(name: string): SegmentDimension {
  if (!isSegmentDimension(name)) throw new Refused('bad_parameter', `by, where: ${segmentDimensions.join(', ')}`);
  return name;
}

function filtersOf(call: Call): { dimension: SegmentDimension; value: string | null }[] {
  const filters = call.queries('where').filter((one) => one !== '');
  if (filters.length > MOST_FILTERS) throw new Refused('bad_parameter', `where: ≤ ${MOST_FILTERS}`);
  return filters.map((filter) => {
    const [, name = '', value = ''] = /^([a-z_]+)[:=](.*)$/su.exec(filter) ?? [];
    if (name === '' || value.length > 500) throw new Refused('bad_parameter', 'where: dimension:value');
    return { dimension: dimensionOf(name), value: value === '' ? null : value };
  });
}
