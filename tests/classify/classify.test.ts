import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, classifierVersion } from '../../lib/classify/classify.ts';
import { reasonOf, reasons } from '../../lib/model/reasons.ts';
import { observed } from './observed.ts';
import { unseenEn } from './unseen-en.ts';
import { unseenZh } from './unseen-zh.ts';

const code = (reasonRaw: string, platform: string | null = null) => classify({ platform, reasonRaw, comment: null });
const text = (comment: string) => classify({ platform: null, reasonRaw: null, comment });
const both = (reasonRaw: string, comment: string) => classify({ platform: 'taobao', reasonRaw, comment });

describe('a code of a platform', () => {
  for (const [platform, meant] of Object.entries(observed)) {
    it(`of ${platform} has the taxonomy code it was given on purpose`, () => {
      const wrong = Object.entries(meant).flatMap(([reason, phrases]) => (
        phrases.map((phrase) => ({ phrase, reason, got: code(phrase, platform).reason })).filter(({ got }) => got !== reason)));
      expect(wrong).toEqual([]);
    });
  }

  it('is accepted when it is the taxonomy\'s own, as a code and as a label in either language', () => {
    for (const { code: own, label } of reasons) {
      expect([own, code(own).reason, code(label.zh).reason, code(label.en).reason, code(own.toUpperCase()).reason]).toEqual([own, own, own, own, own]);
    }
  });

  it.each([
    ['多拍/拍错/不想要', ['拍错/多拍/不想要', '不想要／拍错／多拍', ' 多拍、错拍、不想要 ', '多拍 / 错拍 / 不想要']],
    ['CR-ORDERED_WRONG_ITEM', ['cr-ordered-wrong-item', 'ORDERED WRONG ITEM', 'Ordered_Wrong_Item', 'ＯＲＤＥＲＥＤ＿ＷＲＯＮＧ＿ＩＴＥＭ', 'AMZ-PG-ORDERED-WRONG-ITEM']],
    ['七天无理由退货（商品无损）', ['七天无理由退货(商品无损)', '七天无理由退货', '7天无理由退货', '7 天 无理由 退货']],
    ['质量问题(掉钻，掉胶，配件掉落等)', ['质量问题（掉钻，掉胶，配件掉落等）', '质量问题', '【质量问题】']],
    ['SIZE_TOO_SMALL', ['Size was too small', 'size too small', 'Too small']],
    ['Item defective or doesn\'t work', ['Item defective or doesn’t work', 'ITEM DEFECTIVE OR DOESN\'T WORK', 'Defective or doesn\'t work']],
  ])('%s is known in every spelling', (first, spellings) => {
    const meant = code(first);
    expect(meant.evidence).toBe('code');
    for (const spelling of spellings) expect([spelling, code(spelling).reason, code(spelling).evidence]).toEqual([spelling, meant.reason, 'code']);
  });

  it('of several choices takes the one that tells most', () => {
    expect(code('其他 > 尺码偏小').reason).toBe('too_small');
    expect(code('Fit: Runs small').reason).toBe('too_small');
  });

  it('that is a bare number or letter counts only on the platform that gave it', () => {
    expect(code('4', 'amazon_fba_replacements').reason).toBe('wrong_item');
    expect(code('6', '旺店通').reason).toBe('price_drop');
    expect(code('4').reason).toBe('unknown');
  });

  it('that names a cause is certain, a lazy click is not, no reason is nothing', () => {
    expect(code('MISSING_PARTS')).toEqual({ reason: 'missing_parts', fault: 'product', confidence: 1, evidence: 'code' });
    expect(code('不想要了').confidence).toBe(0.6);
    expect(code('其他')).toEqual({ reason: 'other', fault: 'unknown', confidence: 0.5, evidence: 'code' });
    expect(code('NO_REASON_GIVEN')).toEqual({ reason: 'unknown', fault: 'unknown', confidence: 0, evidence: 'unknown' });
  });
});

describe('a comment beside a code', () => {
  it.each([
    ['7天无理由退换货', '尺码偏小，穿不上', 'too_small'],
    ['不想要了', '收到就是坏的', 'defective'],
    ['不喜欢/不想要', '颜色和图片不一样', 'colour_or_material_differs'],
    ['其他', '一直没人理我', 'no_response'],
    ['NO_REASON_GIVEN', 'arrived smashed to pieces', 'damaged_in_transit'],
    ['OTHER', 'never got my refund coupon applied, forgot to use promo code', 'promotion_missed'],
    ['UNWANTED_ITEM', 'runs small, too tight in chest', 'too_small'],
    ['质量问题', '线头特别多，做工太粗糙', 'workmanship'],
    ['多拍/拍错/不想要', '发错货了，我买的黑色发来白色', 'wrong_item'],
    ['协商一致退款', '少发了一件', 'missing_item'],
    ['DEFECTIVE', 'missing the power adapter', 'missing_parts'],
    ['MISSED_ESTIMATED_DELIVERY', 'the plug caught fire', 'safety'],
  ])('that tells more than %s wins: %s', (reasonRaw, comment, reason) => {
    expect(both(reasonRaw, comment)).toMatchObject({ reason, evidence: 'text', fault: reasonOf(reason)?.fault });
  });

  it.each([
    ['少件/漏发', '不想要了', 'missing_item'],
    ['发错货', '麻烦快点处理，谢谢', 'wrong_item'],
    ['质量问题', '不想要了', 'defective'],
    ['7天无理由退换货', '东西不错，无质量问题', 'no_reason_7_days'],
    ['MISSING_PARTS', 'please refund', 'missing_parts'],
    ['DEFECTIVE', 'n/a', 'defective'],
    ['假冒品牌', '卖家态度也差', 'not_genuine'],
  ])('that tells no more than %s leaves it: %s', (reasonRaw, comment, reason) => {
    expect(both(reasonRaw, comment)).toMatchObject({ reason, evidence: 'code' });
  });
});

describe('a text', () => {
  it.each([
    ['没有破损，就是不喜欢', 'disliked'],
    ['不是质量问题，尺码偏小', 'too_small'],
    ['没有色差，面料也好，就是太大了', 'too_large'],
    ['包装完好，打开里面的碗碎了', 'damaged_in_transit'],
    ['虽然快递慢了点，但主要是掉色', 'defective'],
    ['有点小，不过无所谓，主要是颜色发错了', 'wrong_item'],
    ['大家都说好，我觉得一般，不喜欢', 'disliked'],
    ['尺码没问题，质量太差', 'defective'],
    ['客服说没货让我退款', 'out_of_stock'],
    ['还没用就坏了', 'defective'],
    ['不能用', 'defective'],
    ['not damaged, just changed my mind', 'changed_mind'],
    ['box was fine but item broken', 'defective'],
    ['Fits great, no defects, just don\'t like the style', 'disliked'],
    ['Delivery was fast but they sent the wrong color', 'wrong_item'],
    ['although it came late, the main problem is that it is too small', 'too_small'],
    ['no issues with quality, found it cheaper elsewhere', 'cheaper_elsewhere'],
    ['no longer needed', 'changed_mind'],
    ['small hole in the sleeve', 'defective'],
    ['不喜欢这个颜色，而且用了过敏', 'safety'],
    ['the dress is too small and it gave me a rash', 'safety'],
    ['衣服size太小了', 'too_small'],
    ['color 差太多', 'colour_or_material_differs'],
    ['收到 defective 的产品，不能开机', 'defective'],
  ])('is read with its denials and its "but": %s', (comment, reason) => {
    expect([comment, text(comment).reason]).toEqual([comment, reason]);
  });

  it.each([
    ['recieved the wrong itme', 'wrong_item'], ['Arrived dammaged', 'damaged_in_transit'], ['stoped workin after a week', 'defective'], ['waaaay tooo small', 'too_small'],
    ['DOESN’T FIT', 'unsuitable'], ['dosent work', 'defective'],
  ])('is read with its misspellings: %s', (comment, reason) => {
    expect(text(comment).reason).toBe(reason);
  });

  it('as a reason that is no known code is read, and says so', () => {
    expect(code('衣服洗了两次就掉色')).toMatchObject({ reason: 'defective', fault: 'product', evidence: 'text' });
    expect(code('seam came undone after two washes')).toMatchObject({ reason: 'defective', evidence: 'text' });
  });

  it('that holds no reason is unknown, and one that states something else is other', () => {
    for (const nothing of ['', ' ', '无', '-', '……', '1', 'N/A', '???', '12345', 'none', '没有', 'null']) {
      expect([nothing, text(nothing)]).toEqual([nothing, { reason: 'unknown', fault: 'unknown', confidence: 0, evidence: 'unknown' }]);
      expect(classify({ platform: null, reasonRaw: nothing, comment: nothing }).reason).toBe('unknown');
    }
    expect(classify({ platform: null, reasonRaw: null, comment: null })).toMatchObject({ reason: 'unknown', evidence: 'unknown' });
    expect(text('zxcv qwerty uiop')).toMatchObject({ reason: 'other', evidence: 'unknown' });
  });
});

describe('measured on texts that neither rules nor examples were made from', () => {
  const macro = (set: Readonly<Record<string, readonly string[]>>): number => {
    const shares = Object.entries(set).map(([reason, texts]) => texts.filter((said) => text(said).reason === reason).length / texts.length);
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const stated = reasons.map(({ code: own }) => own).filter((own) => own !== 'unknown' && own !== 'other');

  it('every reason has a dozen texts in each language', () => {
    for (const set of [unseenZh, unseenEn]) {
      expect(Object.keys(set).sort()).toEqual([...stated].sort());
      for (const texts of Object.values(set)) expect(texts.length).toBeGreaterThanOrEqual(11);
    }
  });
  it('Chinese is right in at least 87 of 100, each reason counting the same', () => expect(macro(unseenZh)).toBeGreaterThan(0.87));
  it('English is right in at least 82 of 100, each reason counting the same', () => expect(macro(unseenEn)).toBeGreaterThan(0.82));
});

describe('whatever comes in', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('尺码偏小', '不想要了', 'DEFECTIVE', 'no ', '不', '(', '\u0000'), fc.constant(null));

  it('the answer is one of the taxonomy, with its fault, and the same each time', () => {
    fc.assert(fc.property(anything, anything, anything, (platform, reasonRaw, comment) => {
      const first = classify({ platform, reasonRaw, comment });
      expect(reasonOf(first.reason)?.fault).toBe(first.fault);
      expect(first.confidence).toBeGreaterThanOrEqual(0);
      expect(first.confidence).toBeLessThanOrEqual(1);
      expect(classify({ platform, reasonRaw, comment })).toEqual(first);
    }));
    expect(classifierVersion).toBeGreaterThan(0);
  });

  it('half a million hostile characters take no longer than a short text', () => {
    for (const evil of ['(', 'no ', '不', 'a', '/', '尺码偏小', '-', ' ', '((['].map((piece) => piece.repeat(500_000 / piece.length))) {
      const start = performance.now();
      classify({ platform: evil.slice(0, 9), reasonRaw: evil, comment: `${evil}x` });
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});
