import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../web/format.ts';

const zh = formats('zh', 'CNY');
const en = formats('en', 'CNY');
const yuan = (n: number): number => Math.round(n * 100);

describe('money', () => {
  test('prose in Chinese counts in 万 and 亿, in full under 1万', () => {
    expect([1_284_600, 128_000_000, 9_999, 40_000, 0.5].map((n) => zh.money(yuan(n)))).toEqual(['¥128.5万', '¥1.28亿', '¥9,999', '¥4.0万', '¥0.50']);
  });

  test('prose in English keeps three digits', () => {
    expect([1_284_600, 328_000, 84_700, 4_071, 486, -4_100].map((n) => en.money(yuan(n)))).toEqual(['¥1.28M', '¥328k', '¥84.7k', '¥4.1k', '¥486', '−¥4.1k']);
  });

  test('the unit is chosen after rounding', () => {
    expect(en.money(yuan(999_960))).toBe('¥1.00M');
    expect(zh.money(yuan(99_999_999))).toBe('¥1.00亿');
  });

  test('a ranked column has one unit for all', () => {
    const all = [85_000, 4_100].map(yuan);
    expect(all.map(zh.moneyColumn(all))).toEqual(['¥8.5万', '¥0.4万']);
    expect(all.map(en.moneyColumn(all))).toEqual(['¥85.0k', '¥4.1k']);
  });

  test('neither a column nor a table of cells rounds a small amount away', () => {
    const all = [85_000, 39].map(yuan);
    expect(all.map(en.moneyColumn(all))).toEqual(['¥85.0k', '¥39']);
    expect([32_519_577, 374_000].map(en.moneyColumn([32_519_577, 374_000]))).toEqual(['¥325k', '¥3.7k']);
    const cells = zh.moneyCells([yuan(48_000)]);
    expect([cells.unit, cells.text(yuan(1_637))]).toEqual(['', '1,637']);
  });

  test('sums are written out to the last digit, in the currency’s own minor unit', () => {
    expect(en.exact(yuan(1_284_600))).toBe('1,284,600');
    expect(en.exactMoney(128_460_050)).toBe('¥1,284,600.50');
    expect(formats('en', 'JPY').exactMoney(1_284_600)).toBe('¥1,284,600');
    expect(formats('en', 'KWD').exact(1_500)).toBe('1.500');
  });

  test('every amount has a text without NaN or a hyphen for a minus, in both languages', () => {
    fc.assert(fc.property(fc.integer({ min: -1e13, max: 1e13 }), (minor) => {
      for (const text of [zh.money(minor), en.money(minor), zh.exact(minor), en.moneyColumn([minor, 0])(minor)]) {
        if (/NaN|undefined|Infinity|-/.test(text)) return false;
      }
      return true;
    }));
  });

  test('an exact amount reads back as itself', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
      const back = Math.round(Number(en.exact(minor).replace(/,/g, '').replace('−', '-')) * 100);
      return back === minor || Object.is(back, -0) && minor === 0;
    }));
  });
});

describe('rates, days, sizes', () => {
  test('rates have one decimal, shares none, and a little is not nothing', () => {
    expect([en.rate(2400), en.rateInterval([2380, 2410]), en.share(1, 3), en.share(1, 1000), en.share(0, 10), en.share(3, 0)]).toEqual(['24.0%', '23.8–24.1%', '33%', '<1%', '0%', '0%']);
  });

  test('days are written as each language writes them', () => {
    expect([zh.day('2026-11-02'), zh.dayShort('2026-11-02'), zh.dayAxis('2026-11-02')]).toEqual(['2026年11月2日', '11月2日', '11/2']);
    expect([en.day('2026-11-02'), en.dayShort('2026-11-02'), en.dayAxis('2026-11-02')]).toEqual(['2 Nov 2026', '2 Nov', '2 Nov']);
  });

  test('an instant falls on its day in the merchant’s zone', () => {
    expect(en.time('2026-11-18T16:05:00Z', 'Asia/Shanghai')).toBe('19 Nov, 00:05');
    expect(zh.time('2026-11-18T16:05:00Z', 'Asia/Shanghai')).toBe('11月19日 00:05');
  });

  test('changes carry their sign and sizes their unit', () => {
    expect([en.signed(1_204), en.signed(-22), en.signed(0), en.bytes(612), en.bytes(183_204), en.bytes(9_201_003)]).toEqual(['+1,204', '−22', '0', '612 B', '183 KB', '9.2 MB']);
  });
});
