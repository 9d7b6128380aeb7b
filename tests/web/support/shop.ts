/** A small shop in canonical CSVs, as of today: eighty customers who rarely send things back, and amy, who first does not either. */
const DAY = 86_400_000;
const day = (ago: number): string => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);

export const orders = (): string => {
  const rows = ['source,order_id,line_id,customer_id,product_id,product_name,category,channel,ordered_at,shipped_at,delivered_at,quantity,currency,paid,unit_cost,status'];
  const add = (id: string, customer: string, product: number, ago: number, paid: number): void =>
    void rows.push(`shop,${id},1,${customer},P${product},Thing ${product},things,own,${day(ago)},${day(ago - 1)},${day(ago - 3)},1,CNY,${paid},30,delivered`);
  for (let c = 0; c < 80; c += 1) for (let n = 0; n < 4; n += 1) add(`O${c}-${n}`, `customer-${c}`, (c + n) % 5, 20 + ((c * 7 + n * 41) % 150), 150 + ((c * 37) % 200));
  for (let n = 0; n < 14; n += 1) add(`A${n}`, 'amy', n % 5, 35 + n * 10, 60);
  return `${rows.join('\n')}\n`;
};

const caseHeader = 'source,case_id,order_id,line_id,customer_id,product_id,kind,stage,status,goods_status,opened_at,resolved_at,quantity,currency,paid,refund,reason_raw';
const caseRow = (id: string, order: string, customer: string, product: number, ago: number, reason: string): string =>
  `shop,${id},${order},1,${customer},P${product},return,after_delivery,completed,returned,${day(ago)},${day(ago - 2)},1,CNY,60,60,${reason}`;

/** A few returns of everybody else. */
export const usualCases = (): string =>
  [caseHeader, ...Array.from({ length: 16 }, (_, i) => caseRow(`R${i}`, `O${i * 5}-0`, `customer-${i * 5}`, (i * 5) % 5, 12 + ((i * 5 * 7) % 150), i % 2 === 0 ? '质量问题' : '不喜欢/不想要'))].join('\n') + '\n';

/** Then amy sends nearly everything back, because she changed her mind. */
export const amysCases = (): string => [caseHeader, ...Array.from({ length: 11 }, (_, n) => caseRow(`Z${n}`, `A${n}`, 'amy', n % 5, 30 + n * 10, '我不想要了'))].join('\n') + '\n';
