/** The words of the board of products and channels. */
const en = {
  lead: (judged: string, above: string, below: string) => `Of **${judged}** products with enough returns to judge, **${above}** come back more than their category beyond doubt, ${below} less.`,
  leadNone: '**Too early to judge any product.** Rates need order files and a month of returns.',
  products: {
    title: 'Which products come back more than their like?',
    answer: (product: string, rate: string, expected: string) => `**${product}** stands out: ${rate}, where its category leads to expect ${expected}.`,
    bare: (product: string, rate: string, expected: string) => `**${product}** stands out: ${rate}, where the other products lead to expect ${expected}.`,
    none: '**None beyond doubt.** Every product is within what its category leads to expect.',
    product: 'Product', units: 'Units', rate: 'Rate', interval: '90% interval', excess: 'Excess of sales', cost: 'Cost', tier: 'Tier', observed: 'Seen so far', expected: 'Category', cases: 'Cases',
    against: 'rate, against its category', higher: 'above its category', lower: 'below it', same: 'within it', mark: 'its category',
    tooFew: (n: string) => `too few: ${n} units`, tooEarly: (share: string) => `too early: ${share} mature`,
    foot: (days: number, n: string) => `${days} days · ${n} products · shrunken to the category, 90% intervals`,
    shown: (n: number, all: string) => `the first ${n} of ${all}`,
    all: (n: string) => `Show all ${n}`, fewer: 'Show fewer', noCategory: 'no category',
  },
  tiers: {
    title: 'How are products tiered?',
    answer: (share: string) => `**${share} of the cost** lies with products of tier C and D.`,
    none: '**No product can be tiered yet.**',
    A: 'Better than its like', B: 'As expected', C: 'Worse, beyond doubt', D: 'Worse and costly', unjudged: 'Not judged yet',
    count: 'Products', cost: 'Cost', sales: 'Sales', tier: 'Tier',
    foot: 'by excess cost over sales, with its interval',
  },
  channels: {
    title: 'Which channels come back more?',
    answer: (channel: string, rate: string, expected: string) => `**${channel}** comes back more than the rest: ${rate} against ${expected}.`,
    none: '**No channel stands out** against the others.',
    only: '**Only one channel**: there is nothing to compare it with.',
    early: '**Too early to judge any channel.**',
    channel: 'Channel', against: 'rate, against the other channels', mark: 'the others', higher: 'above the others', lower: 'below them', same: 'with them',
    foot: (days: number) => `${days} days · 90% intervals`,
  },
};

export type ProductsWords = typeof en;

const zh: ProductsWords = {
  lead: (judged, above, below) => `可以判断的 **${judged}** 个商品中，**${above}** 个的退货率确实高于同类，${below} 个低于同类。`,
  leadNone: '**现在判断商品还太早。**退货率需要订单文件和一个月的退货。',
  products: {
    title: '哪些商品比同类退得多？',
    answer: (product, rate, expected) => `**${product}** 最突出：${rate}，同类应为 ${expected}。`,
    bare: (product, rate, expected) => `**${product}** 最突出：${rate}，其他商品应为 ${expected}。`,
    none: '**没有确实突出的商品。**都在同类的应有范围之内。',
    product: '商品', units: '件数', rate: '退货率', interval: '90% 区间', excess: '超额占销售', cost: '成本', tier: '等级', observed: '已见', expected: '同类', cases: '售后',
    against: '退货率，对照同类', higher: '高于同类', lower: '低于同类', same: '在范围内', mark: '同类',
    tooFew: (n) => `样本太少：${n} 件`, tooEarly: (share) => `尚早：成熟度 ${share}`,
    foot: (days, n) => `${days} 天 · ${n} 个商品 · 向类目收缩，90% 区间`,
    shown: (n, all) => `${all} 个中的前 ${n} 个`,
    all: (n) => `全部 ${n} 个`, fewer: '收起', noCategory: '无类目',
  },
  tiers: {
    title: '商品怎样分级？',
    answer: (share) => `**${share} 的成本**在 C 级与 D 级商品上。`,
    none: '**还没有商品可以分级。**',
    A: '好于同类', B: '与预期相当', C: '确实差于同类', D: '差于同类且费钱', unjudged: '尚未判断',
    count: '商品数', cost: '成本', sales: '销售额', tier: '等级',
    foot: '按超额成本占销售及其区间',
  },
  channels: {
    title: '哪些渠道退得多？',
    answer: (channel, rate, expected) => `**${channel}** 比其他渠道退得多：${rate}，其他为 ${expected}。`,
    none: '**没有渠道突出。**',
    only: '**只有一个渠道**，没有可比的。',
    early: '**现在判断渠道还太早。**',
    channel: '渠道', against: '退货率，对照其他渠道', mark: '其他渠道', higher: '高于其他', lower: '低于其他', same: '与其他相当',
    foot: (days) => `${days} 天 · 90% 区间`,
  },
};

export const words = { en, zh };
