import type { Dimension } from '../../../lib/model/boards/drivers.ts';

const s = (n: number): string => (n === 1 ? '' : 's');

const en = {
  part: {
    product_id: (v) => `product ${v}`, category: (v) => v, channel: (v) => v, shop: (v) => `shop ${v}`, region: (v) => v, carrier: (v) => `carrier ${v}`,
    warehouse: (v) => `warehouse ${v}`, batch: (v) => `batch ${v}`, age_band: (v) => `age ${v}`, tier: (v) => `customers ${v.toLowerCase()}`,
  } as Record<Dimension, (value: string) => string>,
  allReasons: 'all reasons',
  lead: {
    found: (n: number, amount: string, days: number) => `**${n} cause${s(n)}** push${n === 1 ? 'es' : ''} the cost above what was to be expected: **${amount}** in ${days} days. `,
    first: (name: string, times: string) => `The surest is ${name}, ${times} times the expected cases.`,
    none: (tested: string) => `**Nothing stands out** beyond chance among ${tested} places tested.`,
    untested: '**Nothing could be tested yet.** Causes are looked for where cases have an order line to compare with.',
  },
  table: {
    title: 'What pushes the cost?',
    answer: (n: number) => `**${n} cause${s(n)} ${n === 1 ? 'is' : 'are'} significantly above expected** at a 5% false discovery rate.`,
    answerNone: '**None is significantly above expected** at a 5% false discovery rate.',
    filtered: ' Shown are those that lie wholly inside the filter.',
    above: 'above expected, 90% interval', below: 'below expected', open: 'not significant', expected: 'expected',
    tier: 'Tier', driver: 'Cause', cases: 'Cases', casesSmall: 'expected', against: 'Cases against expected', times: 'Times', cost: 'Excess cost', q: 'False discovery', problem: 'Problem',
    ratio: (times: string) => `${times}×`,
    interval: (low: string, high: string) => `${low}–${high}×`,
    beyond: (times: string) => `over ${times}×`,
    label: (times: string, interval: string) => `${times} of the expected cases, 90% interval ${interval}`,
    expectedOf: (n: string) => `of ${n}`,
    under: 'under 0.1%',
    notSignificant: 'not significant',
    tooFew: (n: string) => `too few: ${n} cases`,
    listed: 'A list to look at, not to act on',
    listedBody: 'Above expected as it stands, but what chance alone would bring among so many places.',
    window: (days: number) => `${days} days`,
    tested: (n: string) => `${n} cells tested`,
    sum: (amount: string) => `claimed ${amount}`,
    ofTheWhole: (days: number) => `tested over ${days} days and everything; none is worked out for a filter alone`,
  },
  how: {
    title: 'How sure is this?',
    answer: (n: number, wrong: string) => `**At most 5% of the claims are chance**: of ${n}, ${wrong}.`,
    answerNone: '**At most 5% of claims would be chance.**',
    less: 'fewer than one', about: (n: string) => `about ${n}`,
    points: [
      'Every cell with at least one case to be expected is tested, whatever was seen in it.',
      'Expected cases follow the mix of categories, the ages of what was shipped and the rate of the cell’s rest: growth and launches are no finding.',
      'One customer’s many cases are not many witnesses.',
      'One cause is claimed once: what it explains is taken out before the next is looked for, so no case counts twice.',
      'Claimed only from 5 cases on, and where 90% of the doubt still leaves 1.25 times the expected.',
    ],
    foot: 'product, category, channel, shop, region, carrier, warehouse, batch, customer group and their pairs',
  },
  empty: { title: 'No cause lies wholly inside this filter', body: 'Causes are tested over the whole window and everything. Widen the filter to see them all.', all: 'Show all causes' },
  untested: { title: 'Nothing to test yet', body: 'A cause needs cases with a known order line, and shipments to expect them from. Upload order files.' },
};

const zh: typeof en = {
  part: {
    product_id: (v) => `商品 ${v}`, category: (v) => v, channel: (v) => v, shop: (v) => `店铺 ${v}`, region: (v) => v, carrier: (v) => `承运商 ${v}`,
    warehouse: (v) => `仓库 ${v}`, batch: (v) => `批次 ${v}`, age_band: (v) => `${v} 岁`, tier: (v) => `${v}客户`,
  },
  allReasons: '全部原因',
  lead: {
    found: (n, amount, days) => `**${n} 个原因**把成本推到预期之上：${days} 天里多花 **${amount}**。`,
    first: (name, times) => `最确定的是${name}，件数是预期的 ${times} 倍。`,
    none: (tested) => `检验 ${tested} 处，**没有一处**超出偶然。`,
    untested: '**还没有可检验的数据。**原因要在有订单行可比的售后里寻找。',
  },
  table: {
    title: '什么在推高成本？',
    answer: (n) => `**${n} 个原因显著高于预期**，误报率控制在 5%。`,
    answerNone: '**没有显著高于预期的原因**，误报率控制在 5%。',
    filtered: '这里只列出完全落在筛选之内的。',
    above: '显著高于预期，90% 区间', below: '低于预期', open: '不显著', expected: '预期',
    tier: '级别', driver: '原因', cases: '件数', casesSmall: '预期', against: '件数，对照预期', times: '倍数', cost: '超额成本', q: '误报率', problem: '所属问题',
    ratio: (times) => `${times} 倍`,
    interval: (low, high) => `${low}–${high} 倍`,
    beyond: (times) => `超过 ${times} 倍`,
    label: (times, interval) => `件数是预期的 ${times}，90% 区间 ${interval}`,
    expectedOf: (n) => `预期 ${n}`,
    under: '低于 0.1%',
    notSignificant: '不显著',
    tooFew: (n) => `样本太少：${n} 件`,
    listed: '可以看看，不宜据此行动',
    listedBody: '数字上高于预期，但检验这么多处，偶然也会出现这样的结果。',
    window: (days) => `${days} 天`,
    tested: (n) => `检验 ${n} 格`,
    sum: (amount) => `已确认合计 ${amount}`,
    ofTheWhole: (days) => `按全部数据、${days} 天窗口检验，不单独为筛选计算`,
  },
  how: {
    title: '有多可靠？',
    answer: (n, wrong) => `**至多 5% 的结论出于偶然**：${n} 个里面 ${wrong}。`,
    answerNone: '**至多 5% 的结论会出于偶然。**',
    less: '不到 1 个', about: (n) => `约 ${n} 个`,
    points: [
      '只要预期至少 1 件就检验，不管实际看到多少。',
      '预期件数按类目构成、发货后的时间和该格以外的水平推算：销量增长和新品上市不算发现。',
      '同一位顾客的多件售后不当作多个证人。',
      '同一原因只算一次：先扣除它能解释的部分，再找下一个，一件售后不会重复计入。',
      '至少 5 件，且 90% 区间的下限仍达到预期的 1.25 倍，才下结论。',
    ],
    foot: '商品、类目、渠道、店铺、地区、承运商、仓库、批次、客群，及其两两组合',
  },
  empty: { title: '没有原因完全落在这个筛选之内', body: '原因按全部数据、整个窗口检验。放宽筛选即可看到全部。', all: '查看全部原因' },
  untested: { title: '还没有可检验的', body: '寻找原因需要能对应到订单行的售后，以及推算预期所用的发货记录。请上传订单文件。' },
};

export const words = { en, zh };
