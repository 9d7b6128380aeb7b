import type { MappingDocument } from '../model/mapping.ts';
import { tables, type TableName } from '../model/tables.ts';
import { sameName } from './names.ts';

/** What an unknown layout's columns probably are, from their names and their values; a person confirms or corrects it once. */
export interface Proposal {
  readonly table: TableName;
  readonly columns: readonly { readonly to: string | null; readonly confidence: number }[];
  /** Required canonical columns that nothing was proposed for. */
  readonly missing: readonly string[];
  readonly mapping: MappingDocument;
}

/** What a column's values look like; `any`: there are none to look at. */
type Values = 'time' | 'number' | 'text' | 'any';

/** canonical name, what its values must look like, patterns on the normalised name from telling to vague. */
const CLUES: readonly [string, Values, readonly RegExp[]][] = [
  ['case_id', 'any', [/^(售后|退款|退货|退换|售后服务|服务|工单|登记|退)(单|)(编号|单号|号|id)$/, /^(return|refund|case|rma|claim|ticket|aftersales?)(order|request)?(id|no|number|#)$/, /^rma|售后.*(单号|编号)$/]],
  ['contact_id', 'any', [/^(联系|会话|来电|通话|chat|contact|conversation|call)(编号|id|no|#)$/]],
  ['feedback_id', 'any', [/^(评价|评论|review|feedback|rating)(编号|id|no|#)$/]],
  ['line_id', 'any', [/^(行号|明细号|子订单(编)?号|line(item)?(id|no|number)?|orderitemid|suborderid)$/]],
  ['order_id', 'any', [/^(原?订单|交易|主订单|单据|原单|平台订单|线上订单)(编号|单号|号|id)?$/, /^(order|invoice|purchase|transaction)(id|no|number|#|name)?$/, /订单(编号|单号|号)$|order-?(id|no|number)$/]],
  ['customer_id', 'any', [/^(买家|顾客|客户|会员|用户)(id|编号|号|账号|昵称|会员名|会员名称|旺旺)?$/, /^(customer|buyer|client|user|member)(id|no|number|username|account|email|e-mail)?$|^e-?mail(address)?$/, /手机|电话|phone|^(customer|buyer)name$/]],
  ['product_id', 'any', [/^(商品|货品|产品|宝贝|款式|物料)(id|编码|编号|货号)$|^(货号|sku|sellersku|merchantsku|asin|stockcode|itemno|itemcode|articleno|style|ean|upc|条码)(id)?$/, /^(product|item|article|goods)(id|code|no|number|sku|#)$/, /sku$|商家编码/]],
  ['variant_id', 'any', [/^(规格|颜色|尺码|variant|size|skuid|规格编码|规格名称|颜色规格)(id|编码)?$/]],
  ['product_name', 'any', [/^(商品|宝贝|产品|货品)(名称|标题|名)$|^(product|item|article)(name|title)$/, /^(name|title|description|商品|(product|item)description)$/]],
  ['category', 'any', [/^(类目|品类|分类|商品分类|产品分类|category|department|producttype)$/]],
  ['channel', 'any', [/^(渠道|平台|销售平台|channel|platform|saleschannel|marketplace)$/]],
  ['shop', 'any', [/^(店铺|店铺名称|网店|门店|shop|store|storename|shopname)$/]],
  ['region', 'any', [/^(省|省份|地区|区域|收货地址|收货省|国家|country|region|state|province|shipcountry|shippingcountry)$/, /^(ship|shipping)(to)?(state|province|region)$/]],
  ['carrier', 'any', [/^(快递|物流|快递公司|物流公司|承运商|carrier|courier|shippingcompany)$/]],
  ['warehouse', 'any', [/^(仓库|发货仓|发货仓库|退货仓库|仓库名称|warehouse|fulfillmentcenter)$/]],
  ['reason_raw', 'any', [/^(退款|退货|退换|售后|申请|买家退款|退换货|问题)?原因$/, /^(return|refund|claim)?reason(code|for(the)?(return|refund))?$/, /^(?!.*(取消|关闭|cancel)).*(原因|reason)/]],
  ['comment', 'any', [/^(备注|说明|描述|留言|客户描述|问题描述|客户问题描述|买家留言|退款说明|售后描述|退单说明|comments?|notes?|remarks?|customercomments?|buyernote)\d*$/, /说明$|描述$|comment/, /备注$/]],
  ['opened_at', 'time', [/^(售后|退款|退货|售后服务单|退单)?(申请|登记|创建|发起|退单|退货|退款|申请售后)(时间|日期)$/, /^(售后|退).*(申请|创建|登记|发起)(时间|日期)$|^(return|refund|request|case|opened|created)(ed)?(request|order|creation)?(date|at|time|on)$|^(date|time)(returned|requested|opened|ofreturn)$/, /^(售后|退货).*(时间|日期)$/]],
  ['resolved_at', 'time', [/^(完结|完成|处理完成|退款完成|售后完成|关闭|结束)(时间|日期)$/, /^(resolved|completed|closed|refunded|refund)(date|at|time|on)$/]],
  ['ordered_at', 'time', [/^(下单|订单|订单创建|订单成交|订单提交|订单下单)(时间|日期)$/, /^(order|invoice|purchase|ordered|sale)(creation)?(date|at|time|on)?$|^(付款|支付|订单付款|买家付款|交易|付款确认)(时间|日期)$/, /^(date|日期|时间|paidat|发生时间)$/]],
  ['shipped_at', 'time', [/^(发货|出库)(时间|日期)$/, /^(shipped|ship|dispatch|shipping|shipment)(date|at|time|on)$|^dateshipped$/]],
  ['delivered_at', 'time', [/^(签收|确认收货|送达|收货)(时间|日期)$/, /^(delivered|delivery|received)(date|at|time|on)$|^datedelivered$/]],
  ['started_at', 'time', [/^(开始|会话开始|联系|来电|通话)(时间|日期)$/, /^(started|start|contacted|call)(date|at|time)$/]],
  ['at', 'time', [/^(评价|评论)(时间|日期)$/, /^(reviewed|rated|review|feedback)(date|at|time|on)$/]],
  ['quantity', 'number', [/^(数量|件数|商品数量|退货数量|购买数量|订购数量|申请数量)$/, /^(return|returned|order)?(quantity|qty|units|count)$|^(itemssold|numberofitems)$/, /数量$/]],
  ['refund', 'number', [/^(退款|实退|买家退款|申请退款|退货)(金额|总额)$/, /^(refund|refunded)(ed)?(amount|total|value)?$/, /退款.*金额|refund.*(amount|total)/]],
  ['unit_price', 'number', [/^(单价|售价|商品单价|京东价)$/, /^(unitprice|price|itemprice)$/]],
  ['paid', 'number', [/^(买家|用户|订单)?(实付|实际支付|支付|付款|成交|已付|实收)(金额|总额)?$/, /^(paid|amount|total|ordertotal|orderamount|ordervalue|amountpaid|netsales|总金额|金额|订单金额|交易金额)$/, /^(应付金额|订单应付金额|商品金额|商品总价)$/]],
  ['unit_cost', 'number', [/^(成本|成本价|商品成本价|进价)$/, /^(unitcost|cost)$/]],
  ['currency', 'any', [/^(币种|货币|currency|currencycode|currencyunit)$/]],
  ['status', 'any', [/^(售后|退款|退货|退单|服务单|售后单|return|refund|case|return\/refund)(状态|status)$/, /^(处理)?状态$|^status$/]],
  ['order_status', 'any', [/^(订单|order)(状态|status)$/]],
  ['kind', 'any', [/^(售后|退款|退货|退换|业务)(类型|方式)$/, /^(return|refund|case)type$/]],
  ['service_minutes', 'number', [/^(处理|服务)(分钟|时长)$/, /^(service_?minutes|handletime)$/]],
  ['minutes', 'number', [/^(通话|会话)(分钟|时长)$|^(minutes|duration|callminutes)$/]],
  ['csat', 'number', [/^(csat|满意度|satisfaction(rating|score)?)$/]],
  ['medium', 'any', [/^(联系方式|联系渠道|medium|contactchannel)$/]],
  ['topic', 'any', [/^(主题|会话主题|topic|subject)$/]],
  ['compensation', 'number', [/^(赔|赔付|补偿|赔偿)(金额)?$/, /^compensation(amount)?$/]],
  ['rating', 'number', [/^(评分|星级|打分|rating|stars|score)$/]],
  ['text', 'any', [/^(评价|评论|评价内容|评论内容|review|reviewtext|text|feedback)$/]],
];

const TIME = /^\d{4}[-/.年]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|^\d{1,2}[ -][A-Za-z]{3}/;
const NUMBER = /^[-+(]?[¥￥$€£]?\s?\d[\d,.]*\)?$/;

function valuesOf(column: number, sample: readonly (readonly string[])[]): Values {
  const filled = sample.flatMap((record) => (record[column]?.trim() ?? '') || []);
  if (filled.length === 0) return 'any';
  const share = (pattern: RegExp): number => filled.filter((v) => pattern.test(v.trim())).length / filled.length;
  if (share(TIME) > 0.5) return 'time';
  return share(NUMBER) > 0.5 ? 'number' : 'text';
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
/** `用户实付金额(元)` is 用户实付金额: a unit in brackets is no part of a name. */
const bare = (name: string): string => sameName(name).replace(/\((元|件|个|分钟|cny|usd|eur|gbp)\)$/, '');

type Taken = Map<string, { column: number; score: number }>;

export function proposeMapping(header: readonly string[], sample: readonly (readonly string[])[]): Proposal {
  const values = header.map((_, column) => valuesOf(column, sample));
  const taken = fromNames(header, values);
  fromValues(header, values, sample, taken);
  const table = tableOf(taken);
  if (table === 'orders' && taken.has('order_status')) {
    taken.delete('status');
    rename(taken, 'order_status', 'status');
  }
  if (table === 'cases') rename(taken, 'ordered_at', 'opened_at');
  if (table === 'contacts') for (const name of ['opened_at', 'ordered_at']) rename(taken, name, 'started_at');
  if (table === 'contacts' && !taken.has('contact_id')) rename(taken, 'case_id', 'contact_id');
  if (table === 'feedback') for (const name of ['opened_at', 'ordered_at']) rename(taken, name, 'at');
  const usable = new Set([...tables[table].columns.flatMap((c) => c.csv ?? []), 'unit_price']);
  const columns = header.map((_, column) => {
    const found = [...taken.entries()].find(([to, t]) => t.column === column && usable.has(to));
    return found === undefined ? { to: null, confidence: 0 } : { to: found[0], confidence: found[1].score };
  });
  const mapped = Object.fromEntries(columns.flatMap((c, i) => (c.to === null ? [] : [[header[i] ?? '', c.to]])));
  return { table, columns, missing: missing(table, new Set(Object.values(mapped))), mapping: { columns: mapped, table } };
}

/** The best column for each canonical name, and the best name for each column. */
function fromNames(header: readonly string[], values: readonly Values[]): Taken {
  const offers = header.flatMap((name, column) => CLUES.flatMap(([to, wants, patterns], order) => {
    const rank = patterns.findIndex((p) => p.test(bare(name)));
    if (rank < 0 || (wants !== 'any' && values[column] !== 'any' && values[column] !== wants)) return [];
    return [{ to, column, order, score: [0.95, 0.8, 0.6][rank] ?? 0.6 }];
  }));
  const taken: Taken = new Map();
  const used = new Set<number>();
  for (const { to, column, score } of offers.sort((a, b) => b.score - a.score || a.column - b.column || a.order - b.order)) {
    if (taken.has(to) || used.has(column)) continue;
    taken.set(to, { column, score });
    used.add(column);
  }
  return taken;
}

/** What names leave open, values may tell: a column of e-mails is the customer, the only column of times says when. */
function fromValues(header: readonly string[], values: readonly Values[], sample: readonly (readonly string[])[], taken: Taken): void {
  const free = header.map((_, column) => column).filter((column) => ![...taken.values()].some((t) => t.column === column));
  if (!taken.has('customer_id')) {
    const mails = free.find((column) => {
      const filled = sample.flatMap((record) => record[column]?.trim() || []);
      return filled.length > 0 && filled.filter((v) => EMAIL.test(v)).length / filled.length > 0.9;
    });
    if (mails !== undefined) taken.set('customer_id', { column: mails, score: 0.7 });
  }
  const times = free.filter((column) => values[column] === 'time');
  const dated = ['opened_at', 'ordered_at', 'shipped_at', 'delivered_at', 'started_at', 'at', 'resolved_at'].some((name) => taken.has(name));
  if (!dated && times.length === 1 && times[0] !== undefined) taken.set('ordered_at', { column: times[0], score: 0.5 });
}

/** Keys that nothing stands in for, and the time that every record needs. */
function missing(table: TableName, mapped: ReadonlySet<string>): string[] {
  const { key, times } = tables[table];
  const keys = key.filter((k) => k !== 'source' && k !== 'line_id' && k !== 'contact_id' && k !== 'feedback_id').map((k) => (k === 'customer_key' ? 'customer_id' : k));
  const time = table === 'customers' || times.length === 0 || times.some((t) => mapped.has(t)) ? [] : times.slice(0, 1);
  return [...keys.filter((k) => !mapped.has(k) && !(k === 'case_id' && mapped.has('order_id'))), ...time];
}

function rename(taken: Taken, from: string, to: string): void {
  const found = taken.get(from);
  if (found === undefined || taken.has(to)) return;
  taken.delete(from);
  taken.set(to, found);
}

function tableOf(taken: ReadonlyMap<string, unknown>): TableName {
  const has = (...names: string[]): boolean => names.some((name) => taken.has(name));
  if (has('contact_id', 'csat', 'minutes') && !has('refund', 'reason_raw')) return 'contacts';
  if (has('feedback_id') || (has('rating') && !has('case_id', 'refund'))) return 'feedback';
  if (has('case_id', 'reason_raw')) return 'cases';
  if (has('order_id')) return 'orders';
  return has('customer_id') && !has('product_id') ? 'customers' : 'products';
}
