import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemId, problemOf } from '../../lib/model/boards/drivers.ts';
import { reasons } from '../../lib/model/reasons.ts';

test('a problem’s id gives back its category, bars and all: a view of 女装 is not shown what drives 女装|连衣裙', () => {
  fc.assert(fc.property(fc.option(fc.oneof(fc.string(), fc.constantFrom('女装|连衣裙', '|', ''))), fc.constantFrom(...reasons.map(({ code }) => code)), (category, reason) => {
    expect(problemOf(problemId(category, reason))).toEqual({ category: category ?? '', reason });
  }));
});
