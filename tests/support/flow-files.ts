import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const orders = `source,order_id,line_id,customer_id,product_id,product_name,category,channel,ordered_at,shipped_at,delivered_at,quantity,currency,paid,status
taobao,O1,1,alice@example.com,P1,Coat,clothes,taobao,2026-01-02T10:00:00+08:00,2026-01-03T10:00:00+08:00,2026-01-05T10:00:00+08:00,1,CNY,299.00,delivered
taobao,O2,1,alice@example.com,P2,Shoes,shoes,taobao,2026-01-12T10:00:00+08:00,2026-01-13T10:00:00+08:00,2026-01-15T10:00:00+08:00,2,CNY,199.00,delivered
taobao,O3,1,bob,P1,Coat,clothes,taobao,2026-01-22T10:00:00+08:00,2026-01-23T10:00:00+08:00,2026-01-25T10:00:00+08:00,1,CNY,299.00,delivered
taobao,O4,1,carol,P3,Hat,hats,taobao,2026-02-02T10:00:00+08:00,2026-02-03T10:00:00+08:00,2026-02-05T10:00:00+08:00,1,CNY,59.00,delivered
taobao,O5,1,carol,P1,Coat,clothes,taobao,2026-02-12T10:00:00+08:00,,,1,CNY,299.00,paid
`;
const refunds = `订单编号,退款编号,商品 id,商品编码,退款完结时间,买家实际支付金额,宝贝标题,买家退款金额,手工退款/系统退款,售后类型,退款的申请时间,退款状态,货物状态,退货物流信息,发货物流信息,退货物流公司,买家退款原因,买家退款说明,售中或售后,完结时间,部分退款 / 全部退款,退款原因标签,业务类型
O1,R1,P1,C1,2026-01-10 10:00:00,299.00,Coat,299.00,手工退款,退货退款,2026-01-07 10:00:00,退款成功,已寄回,,,,尺码偏小,,售后,,,,
O2,R2,P2,C2,,199.00,Shoes,99.00,手工退款,仅退款,2026-01-17 10:00:00,买家已经申请退款，等待卖家同意,买家已收到货,,,,质量问题,鞋底开胶,售后,,,,
O3,R3,P1,C1,2026-01-30 10:00:00,299.00,Coat,abc,手工退款,退货退款,2026-01-27 10:00:00,退款成功,已寄回,,,,七天无理由,,售后,,,,
O4,R4,P3,C3,2026-02-10 10:00:00,59.00,Hat,59.00,手工退款,仅退款,2026-02-07 10:00:00,退款成功,买家已收到货,,,,少件/漏发,,售后,,,,
`;
const cases = `source,case_id,line_id,order_id,customer_id,product_id,kind,stage,status,opened_at,resolved_at,quantity,currency,paid,refund,reason_raw,comment,source_updated_at
taobao,R2,1,O2,alice@example.com,P2,refund_only,after_delivery,completed,2026-01-17T10:00:00+08:00,2026-01-20T10:00:00+08:00,1,CNY,199.00,99.00,质量问题,鞋底开胶,2026-03-01T00:00:00Z
taobao,R4,1,O4,carol,P3,refund_only,after_delivery,rejected,2026-02-07T10:00:00+08:00,2026-02-10T10:00:00+08:00,1,CNY,59.00,0,少件/漏发,,2026-03-01T00:00:00Z
taobao,R9,1,O5,carol,P1,cancel,before_shipment,completed,2026-02-13T10:00:00+08:00,2026-02-13T12:00:00+08:00,1,CNY,299.00,299.00,不想要了,,2026-03-01T00:00:00Z
`;

/** Orders, refunds of them with a row to reject, and corrections of those refunds. In the order in which they are taken in. */
export const flowFiles = { '1-orders.csv': orders, '2-退款.csv': refunds, '3-cases.csv': cases } as const;

export async function writeFlowFiles(folder: string, names: readonly (keyof typeof flowFiles)[] = ['1-orders.csv', '2-退款.csv', '3-cases.csv']): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of names) await writeFile(join(folder, name), flowFiles[name]);
}
