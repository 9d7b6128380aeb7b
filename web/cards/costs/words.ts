import type { CostDimension } from '../../../lib/model/boards/costs.ts';

const s = (n: number): string => (n === 1 ? '' : 's');

/** What a kind of uncertainty is replaced by. `files` = another upload, `settings` = a figure of the merchant's own. */
export type Remedy = 'files' | 'settings';

const en = {
  line: {
    inbound_freight: 'Inbound freight', outbound_freight: 'Outbound freight', freight_insurance: 'Freight insurance', handling: 'Handling', inspection: 'Inspection',
    write_down: 'Write-down', repair_parts: 'Repair parts', repair_labour: 'Repair labour', payment_fee: 'Payment fees kept', compensation: 'Compensation',
    replacement: 'Replacement units', service: 'Service minutes', contacts_without_case: 'Contacts of no case', recovered: 'Recovered', rest: 'In no line',
  } as Readonly<Record<string, string>>,
  lead: {
    net: (cost: string, each: string) => `Net after-sales cost **${cost}**, ${each} a case. `,
    netBare: (cost: string) => `Net after-sales cost **${cost}**. `,
    lines: (first: string, share: string, second: string, other: string) => `${first} is ${share} of the spend, ${second.toLowerCase()} ${other}. `,
    line: (first: string, share: string) => `${first} is ${share} of the spend. `,
    assumed: (share: string, line: string) => `**${share} is assumed**: ${line.toLowerCase()} is the figure most worth replacing.`,
    actual: '**Nothing of it is assumed.**',
  },
  flow: {
    title: 'Where does the money go?',
    spent: (spent: string) => `**${spent} spent.**`,
    back: (spent: string, back: string) => `**${spent} spent, ${back} recovered.**`,
    two: (a: string, b: string) => ` The two largest lines are ${a.toLowerCase()} and ${b.toLowerCase()}.`,
    none: '**Nothing was spent** in this window.',
    actual: 'actual', assumed: 'assumed', recovered: 'recovered', head: 'assumed',
    gross: 'Cost before recoveries', net: 'Net after-sales cost',
    foot: (amount: string, share: string) => `${amount} assumed (${share})`,
    days: (n: number) => `${n} days`,
    line: 'Line', actualHead: 'Actual', assumedHead: 'Assumed', sum: 'Sum', share: 'Assumed share',
  },
  sums: {
    title: 'Does it reconcile?',
    yes: '**It does.** What cannot be attributed is its own column.',
    no: '**It does not.** Please tell us: this must not happen.',
    by: 'By', attributed: 'Attributed', rest: 'Not attributed', total: 'Total', ledger: 'Ledger',
    dimension: { reason_group: 'Reason', fault: 'Fault', product_id: 'Product', channel: 'Channel', region: 'Region', customer_tier: 'Customer tier' } satisfies Record<CostDimension, string>,
    agree: (n: number) => `${n} ways of cutting it agree with the ledger; difference 0.`,
    differ: (amount: string) => `The largest difference is ${amount}.`,
    notSplit: 'not split under a filter',
  },
  weeks: {
    title: 'How does it move by week?',
    answer: (week: string, cost: string) => `**The week of ${week} was dearest**, ${cost}`,
    more: (percent: string) => `; the last whole week cost ${percent} more than the weeks before it on average.`,
    less: (percent: string) => `; the last whole week cost ${percent} less than the weeks before it on average.`,
    same: '; the last whole week cost what the weeks before it did.',
    end: '.',
    few: '**Too few whole weeks** to compare.',
    part: 'part of a week', chart: 'Cost by week of opening',
    bar: (week: string, cost: string, assumed: string) => `Week of ${week}: ${cost}, ${assumed} assumed`,
    unit: (symbol: string, unit: string) => `${symbol}${unit === 'k' ? ' thousand' : unit === 'M' ? ' million' : unit === 'B' ? ' billion' : ''}`,
    opened: 'by week of opening',
    outside: (amount: string) => `${amount} lies outside these weeks`,
    week: 'Week', cases: 'Cases', actual: 'Actual', assumed: 'Assumed', cost: 'Cost',
  },
  assumed: {
    title: 'Which assumption is most worth replacing?',
    answer: (line: string, share: string) => `**${line}** alone is ${share} of all that is assumed.`,
    none: '**None.** Every figure of this window stood in a file.',
    tenth: (amount: string) => `±10% = ±${amount}`,
    is: {
      inbound_freight: (a) => `${a.money('inbound_freight_minor')} for each return that names no freight`,
      outbound_freight: (a) => `${a.money('outbound_freight_minor')} for each parcel sent again`,
      freight_insurance: (a) => `${a.money('freight_insurance_minor')} a return`,
      handling: (a) => `${a.money('handling_minor')} for each parcel that comes back`,
      inspection: (a) => `${a.money('inspection_minor')} a unit looked at`,
      write_down: (a) => `${a.bp('unknown')} of the unit cost where nobody says what became of it, ${a.bp('restock')} where restocked; unit cost from a ${a.margin} margin where unknown`,
      repair_parts: (a) => `${a.money('repair_parts_minor')} a repair`,
      repair_labour: (a) => `${a.minutes('repair_labour_minutes')} minutes a repair, ${a.money('labour_minor_per_hour')} an hour`,
      payment_fee: (a) => `${a.fee} of what was refunded`,
      replacement: (a) => `unit cost from a ${a.margin} margin`,
      service: (a) => `${a.minutes('service_minutes_per_case')} minutes a case, ${a.money('service_minor_per_hour')} an hour`,
    } as Readonly<Record<string, (assumption: Assumption) => string>>,
    remedy: {
      inbound_freight: ['files', 'cases with their inbound freight'], outbound_freight: ['files', 'cases with their outbound freight'], freight_insurance: ['settings', 'your share of the insurance'],
      handling: ['files', 'cases with their handling cost'], inspection: ['settings', 'your cost of inspection'], write_down: ['files', 'what became of the goods, and unit costs'],
      repair_parts: ['files', 'cases with their repair parts'], repair_labour: ['files', 'cases with their repair minutes'], payment_fee: ['settings', 'your rate of payment fees'],
      replacement: ['files', 'products with their unit cost'], service: ['files', 'the help-desk export'],
    } as Readonly<Record<string, readonly [Remedy, string]>>,
    upload: (what: string) => `Upload ${what}`,
    set: (what: string) => `Set ${what}`,
    sum: (exact: string) => `sum ${exact}`,
    line: 'Line', amount: 'Assumed', share: 'Share', basis: 'Assumed as',
  },
  side: {
    fault: { title: 'Whose fault costs most?', answer: (name: string, share: string) => `**${name}**, ${share} of the cost.` },
    channel: { title: 'Which channel costs most?', answer: (name: string, share: string) => `**${name}**, ${share} of the cost.` },
    region: { title: 'Which region costs most?', answer: (name: string, share: string) => `**${name}**, ${share} of the cost.` },
    none: 'No cost in this window.',
    others: (n: number) => `${n} other${s(n)}`,
    rare: 'Rare ones together', unknown: 'Not attributed', name: 'Name', cost: 'Cost', share: 'Share', cases: 'Cases',
    click: 'click filters',
  },
  beside: {
    title: 'What stands beside the total?',
    answer: '**None of this is in the total.**',
    refund: 'Refunded revenue', refundNote: 'money paid back, not a cost',
    fixed: 'Fixed monthly cost', fixedNote: 'training, tools: a month', hidden: 'Hidden cost', hiddenNote: 'an estimate for each case in force', unset: 'not set',
  },
};

/** The merchant's assumptions as text, for the sentences above. */
export interface Assumption {
  money(name: 'inbound_freight_minor' | 'outbound_freight_minor' | 'freight_insurance_minor' | 'handling_minor' | 'inspection_minor' | 'repair_parts_minor' | 'labour_minor_per_hour' | 'service_minor_per_hour'): string;
  minutes(name: 'repair_labour_minutes' | 'service_minutes_per_case'): string;
  bp(fate: 'unknown' | 'restock'): string;
  readonly margin: string;
  readonly fee: string;
}

const zh: typeof en = {
  line: {
    inbound_freight: '退回运费', outbound_freight: '再发运费', freight_insurance: '运费险', handling: '收货处理', inspection: '检验', write_down: '残值损失', repair_parts: '维修配件',
    repair_labour: '维修工时', payment_fee: '不退的支付手续费', compensation: '补偿', replacement: '补发商品', service: '客服工时', contacts_without_case: '无售后单的咨询', recovered: '追回', rest: '不在任何一项',
  },
  lead: {
    net: (cost, each) => `净售后成本 **${cost}**，每件 ${each}。`,
    netBare: (cost) => `净售后成本 **${cost}**。`,
    lines: (first, share, second, other) => `${first}占支出 ${share}，${second}占 ${other}。`,
    line: (first, share) => `${first}占支出 ${share}。`,
    assumed: (share, line) => `**${share} 是假设**：最值得换成实数的是${line}。`,
    actual: '**没有一分是假设。**',
  },
  flow: {
    title: '钱花在哪里？',
    spent: (spent) => `**支出 ${spent}。**`,
    back: (spent, back) => `**支出 ${spent}，追回 ${back}。**`,
    two: (a, b) => `最大的两项是${a}和${b}。`,
    none: '本期**没有支出**。',
    actual: '实际', assumed: '假设', recovered: '追回', head: '假设占比',
    gross: '追回前成本', net: '净售后成本',
    foot: (amount, share) => `假设 ${amount}（${share}）`,
    days: (n) => `${n} 天`,
    line: '项目', actualHead: '实际', assumedHead: '假设', sum: '合计', share: '假设占比',
  },
  sums: {
    title: '对得上吗？',
    yes: '**对得上。**不能归属的单独成列。',
    no: '**对不上。**请告诉我们：这不应该发生。',
    by: '按', attributed: '已归属', rest: '未归属', total: '合计', ledger: '总账',
    dimension: { reason_group: '原因', fault: '责任方', product_id: '商品', channel: '渠道', region: '地区', customer_tier: '客户分层' },
    agree: (n) => `${n} 种切法都与总账一致，差额 0。`,
    differ: (amount) => `最大差额 ${amount}。`,
    notSplit: '筛选时不拆分',
  },
  weeks: {
    title: '每周怎么变化？',
    answer: (week, cost) => `**${week}那一周最高**，${cost}`,
    more: (percent) => `；最近一个整周比之前各周平均高 ${percent}。`,
    less: (percent) => `；最近一个整周比之前各周平均低 ${percent}。`,
    same: '；最近一个整周与之前各周平均相当。',
    end: '。',
    few: '**整周太少**，无法比较。',
    part: '不足一周', chart: '按发起周的成本',
    bar: (week, cost, assumed) => `${week}那一周：${cost}，其中假设 ${assumed}`,
    unit: (symbol, unit) => `单位 ${symbol}${unit}`,
    opened: '按售后发起周',
    outside: (amount) => `${amount} 不在这些周之内`,
    week: '周', cases: '件数', actual: '实际', assumed: '假设', cost: '成本',
  },
  assumed: {
    title: '哪个假设最值得换成实数？',
    answer: (line, share) => `单是**${line}**就占全部假设的 ${share}。`,
    none: '**没有假设。**本期每个数字都来自文件。',
    tenth: (amount) => `±10% = ±${amount}`,
    is: {
      inbound_freight: (a) => `退回件没有写明运费的，每件 ${a.money('inbound_freight_minor')}`,
      outbound_freight: (a) => `再次发出的包裹，每个 ${a.money('outbound_freight_minor')}`,
      freight_insurance: (a) => `每件退货 ${a.money('freight_insurance_minor')}`,
      handling: (a) => `退回的包裹，每个 ${a.money('handling_minor')}`,
      inspection: (a) => `每件检验 ${a.money('inspection_minor')}`,
      write_down: (a) => `去向不明的按单位成本的 ${a.bp('unknown')}，重新上架的按 ${a.bp('restock')}；没有单位成本的按毛利 ${a.margin} 推算`,
      repair_parts: (a) => `每次维修 ${a.money('repair_parts_minor')}`,
      repair_labour: (a) => `每次维修 ${a.minutes('repair_labour_minutes')} 分钟，每小时 ${a.money('labour_minor_per_hour')}`,
      payment_fee: (a) => `退款额的 ${a.fee}`,
      replacement: (a) => `单位成本按毛利 ${a.margin} 推算`,
      service: (a) => `每件 ${a.minutes('service_minutes_per_case')} 分钟，每小时 ${a.money('service_minor_per_hour')}`,
    },
    remedy: {
      inbound_freight: ['files', '带退回运费的售后'], outbound_freight: ['files', '带再发运费的售后'], freight_insurance: ['settings', '运费险分摊'],
      handling: ['files', '带处理费的售后'], inspection: ['settings', '检验成本'], write_down: ['files', '退回商品的去向与单位成本'],
      repair_parts: ['files', '带维修配件费的售后'], repair_labour: ['files', '带维修分钟数的售后'], payment_fee: ['settings', '支付手续费率'],
      replacement: ['files', '带单位成本的商品表'], service: ['files', '客服系统导出'],
    },
    upload: (what) => `上传${what}`,
    set: (what) => `设置${what}`,
    sum: (exact) => `合计 ${exact}`,
    line: '项目', amount: '假设金额', share: '占比', basis: '假设为',
  },
  side: {
    fault: { title: '谁的责任花得最多？', answer: (name, share) => `**${name}**，占成本 ${share}。` },
    channel: { title: '哪个渠道花得最多？', answer: (name, share) => `**${name}**，占成本 ${share}。` },
    region: { title: '哪个地区花得最多？', answer: (name, share) => `**${name}**，占成本 ${share}。` },
    none: '本期没有成本。',
    others: (n) => `其他 ${n} 个`,
    rare: '少见的合计', unknown: '未归属', name: '名称', cost: '成本', share: '占比', cases: '件数',
    click: '点击即筛选',
  },
  beside: {
    title: '总额之外还有什么？',
    answer: '**这些都不在总额之内。**',
    refund: '退款', refundNote: '退还的货款，不是成本',
    fixed: '每月固定成本', fixedNote: '培训、工具等，每月', hidden: '隐性成本', hiddenNote: '按有效售后件数估算', unset: '未设置',
  },
};

export const words = { en, zh };
