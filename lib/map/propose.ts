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

type Values = 'time' | 'number' | 'any';

/** canonical name, patterns on the normalised name from telling to vague, and what its values must look like. */
const CLUES: readonly [string, Values, readonly RegExp[]][] = [
  ['case_id', 'any', [/^(售后|退款|退货|退换|服务|工单|登记|退)(单|)(编号|单号|号|id)$/, /^(return|refund|case|rma|claim|ticket|aftersale)(order)?(id|no|number|#)$/, /rma|售后.*号/]],
  ['contact_id', 'any', [/^(联系|会话|来电|通话|chat|contact|conversation|call)(编号|id|no)$/]],
  ['feedback_id', 'any', [/^(评价|评论|review|feedback|rating)(编号|id|no)$/]],
  ['line_id', 'any', [/^(行号|明细号|子订单(编)?号|line(item)?(id|no|number)?|orderitemid|suborderid)$/]],
  ['order_id', 'any', [/^(原?订单|交易|主订单|单据|原单|平台订单)(编号|单号|号|id)?$/, /^(order|invoice|purchase|transaction)(id|no|number|#|name)?$/, /订单.*号|orderno|orderid/]],
  ['customer_id', 'any', [/^(买家|顾客|客户|会员|用户)(id|编号|号|账号|昵称|会员名|名|名称|会员名称|旺旺)?$/, /^(customer|buyer|client|user|member)(id|no|number|name|username|account)?$/, /^(email|e-?mail|buyeremail|customeremail)$/, /手机|电话|phone/]],
  ['product_id', 'any', [/^(商品|货品|产品|宝贝|款式|物料)(id|编码|编号|货号)$/, /^(货号|sku|asin|stockcode|itemno|itemcode|articleno|style|ean|upc|条码)$/, /^(product|item|article|goods)(id|code|no|number|sku)$/, /sku|商家编码/]],
  ['variant_id', 'any', [/^(规格|颜色|尺码|variant|size|skuid|规格编码|颜色规格)(id|编码)?$/]],
  ['product_name', 'any', [/^(商品|宝贝|产品|货品)(名称|标题|名)$/, /^(product|item|article)?(name|title|description)$/]],
  ['category', 'any', [/^(类目|品类|分类|商品分类|产品分类|category|department|producttype)$/]],
  ['channel', 'any', [/^(渠道|平台|销售平台|channel|platform|saleschannel|marketplace)$/]],
  ['shop', 'any', [/^(店铺|店铺名称|网店|门店|shop|store|storename)$/]],
  ['region', 'any', [/^(省|省份|地区|区域|收货地址|收货省|国家|country|region|state|province|shipcountry|shippingcountry)$/]],
  ['carrier', 'any', [/^(快递|物流|快递公司|物流公司|承运商|carrier|courier|shippingcompany|退货物流公司)$/]],
  ['warehouse', 'any', [/^(仓库|发货仓|退货仓库|warehouse|fulfillmentcenter)$/]],
  ['reason_raw', 'any', [/^(退款|退货|退换|售后|申请|买家退款|退换货)?原因$/, /^(return|refund|cancel)?reason(code)?$/, /原因|reason/]],
  ['comment', 'any', [/^(备注|说明|描述|留言|客户描述|问题描述|买家留言|退款说明|comment|note|notes|remark|customercomments|description)\d*$/, /说明|备注|comment/]],
  ['opened_at', 'time', [/^(售后|退款|退货)?(申请|登记|创建|发起|退单|退货|退款)(时间|日期)$/, /^(return|refund|request|case|opened|created)(request)?(date|at|time|on)$/]],
  ['resolved_at', 'time', [/^(完结|完成|处理完成|退款完成|退款|关闭|结束)(时间|日期)$/, /^(resolved|completed|closed|refunded)(date|at|time|on)$/]],
  ['ordered_at', 'time', [/^(下单|订单|订单创建|付款|支付|订单付款|交易)(时间|日期)$/, /^(order|invoice|purchase|ordered|sale|paid)(date|at|time|on)?$/, /^(date|日期|时间)$/]],
  ['shipped_at', 'time', [/^(发货|出库)(时间|日期)$/, /^(shipped|ship|dispatch|shipping)(date|at|time|on)$/]],
  ['delivered_at', 'time', [/^(签收|确认收货|送达|收货)(时间|日期)$/, /^(delivered|delivery|received)(date|at|time|on)$/]],
  ['started_at', 'time', [/^(开始|会话开始|联系)(时间|日期)$/, /^(started|start|contacted)(date|at|time)$/]],
  ['quantity', 'number', [/^(数量|件数|商品数量|退货数量|购买数量|申请数量)$/, /^(quantity|qty|units|count|returnquantity)$/]],
  ['refund', 'number', [/^(退款|实退|买家退款|申请退款|退货)(金额|总额)$/, /^(refund|refunded)(ed)?(amount|total|value)?$/, /退款.*金额|refund/]],
  ['unit_price', 'number', [/^(单价|售价|商品单价)$/, /^(unitprice|price|itemprice)$/]],
  ['paid', 'number', [/^(买家)?(实付|实际支付|支付|付款|成交|已付|实收|买家实际支付)(金额|总额)?$/, /^(paid|amount|total|ordertotal|amountpaid|netsales|总金额|金额|订单金额)$/]],
  ['unit_cost', 'number', [/^(成本|成本价|商品成本价|进价)$/, /^(unitcost|cost)$/]],
  ['currency', 'any', [/^(币种|货币|currency|currencycode)$/]],
  ['status', 'any', [/^(售后|退款|订单|处理)?状态$/, /^(order|return|refund|case)?status$/]],
  ['kind', 'any', [/^(售后|退款|退货|退换|业务)(类型|方式)$/, /^(return|refund|case)?type$/]],
  ['service_minutes', 'number', [/^(处理|服务|通话)(分钟|时长|时间)$/, /^(minutes|service_?minutes|handletime)$/]],
  ['compensation', 'number', [/^(赔|赔付|补偿|赔偿)(金额)?$/, /^compensation(amount)?$/]],
  ['rating', 'number', [/^(评分|星级|打分|rating|stars|score)$/]],
];

const TIME = /^\d{4}[-/.年]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|^\d{1,2}[ -][A-Za-z]{3}/;
const NUMBER = /^[-+(]?[¥￥$€£]?\s?\d[\d,.]*\)?$/;

function valuesOf(column: number, sample: readonly (readonly string[])[]): Values {
  const filled = sample.flatMap((record) => (record[column]?.trim() ?? '') || []);
  if (filled.length === 0) return 'any';
  const share = (pattern: RegExp): number => filled.filter((v) => pattern.test(v.trim())).length / filled.length;
  if (share(TIME) > 0.9) return 'time';
  return share(NUMBER) > 0.9 ? 'number' : 'any';
}

export function proposeMapping(header: readonly string[], sample: readonly (readonly string[])[]): Proposal {
  const taken = new Map<string, { column: number; score: number }>();
  header.forEach((name, column) => {
    const normal = sameName(name);
    const values = valuesOf(column, sample);
    for (const [to, wants, patterns] of CLUES) {
      const rank = patterns.findIndex((p) => p.test(normal));
      if (rank < 0 || (wants !== 'any' && values !== 'any' && values !== wants)) continue;
      const score = [0.95, 0.8, 0.6][rank] ?? 0.6;
      const better = taken.get(to);
      const elsewhere = [...taken.entries()].find(([, t]) => t.column === column);
      if ((better === undefined || score > better.score) && (elsewhere === undefined || score > elsewhere[1].score)) {
        if (elsewhere !== undefined) taken.delete(elsewhere[0]);
        taken.set(to, { column, score });
      }
    }
  });
  const table = tableOf(taken);
  if (table === 'cases' && !taken.has('opened_at')) rename(taken, 'ordered_at', 'opened_at');
  const wanted = [...tables[table].key.filter((k) => k !== 'source' && k !== 'line_id').map((k) => (k === 'customer_key' ? 'customer_id' : k)), ...(tables[table].times.slice(0, 1))];
  const usable = new Set([...tables[table].columns.flatMap((c) => c.csv ?? []), 'unit_price']);
  const columns = header.map((_, column) => {
    const found = [...taken.entries()].find(([to, t]) => t.column === column && usable.has(to));
    return found === undefined ? { to: null, confidence: 0 } : { to: found[0], confidence: found[1].score };
  });
  const mapped = Object.fromEntries(columns.flatMap((c, i) => (c.to === null ? [] : [[header[i] ?? '', c.to]])));
  return { table, columns, missing: wanted.filter((w) => !(w === 'case_id' && taken.has('order_id')) && !Object.values(mapped).includes(w)), mapping: { columns: mapped, table } };
}

function rename(taken: Map<string, { column: number; score: number }>, from: string, to: string): void {
  const found = taken.get(from);
  if (found !== undefined) { taken.delete(from); taken.set(to, found); }
}

function tableOf(taken: ReadonlyMap<string, unknown>): TableName {
  if (taken.has('contact_id')) return 'contacts';
  if (taken.has('feedback_id') || (taken.has('rating') && !taken.has('case_id'))) return 'feedback';
  if (taken.has('case_id') || taken.has('reason_raw')) return 'cases';
  if (taken.has('order_id')) return 'orders';
  return taken.has('customer_id') ? 'customers' : 'products';
}
