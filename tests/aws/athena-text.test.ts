import { describe, expect, test } from 'vitest';
import { costOf, costs, MOST_STAGES, planRound, type Texts } from '../../lib/aws/athena-plan.ts';
import { readQuestion, together } from '../../lib/aws/athena-question.ts';
import { fromScratch, scratchSlots, slotsOf, toScratch } from '../../lib/aws/athena-scratch.ts';
import { relationColumns } from '../../lib/aws/relation-columns.ts';
import { readingOf, squeezed } from '../../lib/aws/sql-text.ts';

const none = (): null => null;

describe('texts are read just far enough', () => {
  test('comments go, strings stay', () => {
    expect(squeezed("SELECT 'a -- b''  c'  -- why\n  AS x\nFROM   t -- end")).toBe("SELECT 'a -- b''  c' AS x FROM t");
  });

  test('a relation of the WITH list hides one of the same name, and counts as often as it is read', () => {
    const { reads } = readingOf('WITH orders AS (SELECT a FROM lines l JOIN lines m ON m.a = l.a), two AS (SELECT * FROM orders UNION ALL SELECT * FROM orders) SELECT * FROM two WHERE a IN (SELECT a FROM other)');
    expect(Object.fromEntries(reads)).toEqual({ lines: 4, other: 1 });
  });

  test.each<[string, readonly string[] | null, string | null]>([
    ['SELECT a, t.b, count(*) AS n, (SELECT max(x) FROM y) AS most FROM t GROUP BY a, t.b', ['a', 'b', 'n', 'most'], null],
    ["SELECT t.a || ', ' || t.b AS both FROM t ORDER BY both DESC NULLS LAST", ['both'], '"both" DESC NULLS LAST'],
    ['WITH k AS (SELECT 1 AS a FROM t ORDER BY a) SELECT k.a FROM k ORDER BY 1', ['a'], '"a"'],
    ['SELECT t.a AS b FROM t ORDER BY t.a DESC', ['b'], '"b" DESC'],
    ['SELECT a FROM t ORDER BY a + 1', null, null],
    ['SELECT count(*) FROM t', null, null],
    ['SELECT * FROM anything', null, null],
  ])('%s', (sql, columns, order) => {
    const question = readQuestion(sql, none);
    expect([question?.columns ?? null, question?.order ?? null]).toEqual([columns, order]);
  });

  test('* is the columns of a relation that is known; a limit keeps the order that it cuts', () => {
    expect(readQuestion('SELECT * FROM t LIMIT 3', (name) => (name === 't' ? ['a', 'b'] : null))).toEqual({ sql: 'SELECT * FROM t LIMIT 3', columns: ['a', 'b'], order: null });
    expect(readQuestion('SELECT a FROM t ORDER BY a LIMIT 3', none)).toEqual({ sql: 'SELECT a FROM t ORDER BY a LIMIT 3', columns: ['a'], order: '"a"' });
    expect(together([{ sql: 'SELECT a FROM t', columns: ['a'], order: '"a"' }])).toContain('row_number() OVER (ORDER BY "a") AS place');
  });
});

describe('what is kept between queries', () => {
  test('every relation of an analysis fits the scratch table', () => {
    for (const name of Object.keys(relationColumns)) expect(slotsOf(name)?.length, name).toBeGreaterThan(0);
    expect(Object.keys(scratchSlots)).toEqual(['text', 'whole', 'real', 'flag', 'day', 'time']);
  });

  test('it is written and read by the same slots', () => {
    const [name] = Object.keys(relationColumns);
    const [first] = slotsOf(name ?? '') ?? [];
    expect(toScratch([name ?? ''])).toContain(`AS ${first?.slot}`);
    expect(fromScratch(name ?? '', 'r', 'db')).toContain(`${first?.slot} AS "${first?.name}"`);
    expect(fromScratch(name ?? '', 'r', 'db')).toContain(`WHERE run = 'r' AND relation = '${name}'`);
  });
});

describe('the plan', () => {
  /** Each relation reads the one before it three times. */
  const chain = (length: number): Map<string, string> => new Map(Array.from({ length }, (_, n) => {
    const before = n === 0 ? 'orders' : `r${n - 1}`;
    return [`r${n}`, `SELECT a.x FROM ${before} a CROSS JOIN ${before} b CROSS JOIN ${before} c`];
  }));

  test('nothing is kept while a question is cheap', () => {
    expect(planRound({ relations: chain(3), kept: new Set(), mayKeep: () => true }, ['SELECT x FROM r2']).keep).toEqual([]);
  });

  test('what would be read millions of times is kept, in few rounds, none of them beyond what an engine takes', () => {
    const relations = chain(15);
    let texts: Texts = { relations, kept: new Set(), mayKeep: () => true };
    let rounds = 0;
    for (;;) {
      const { keep } = planRound(texts, ['SELECT x FROM r14']);
      if (keep.length === 0) break;
      rounds += 1;
      const cost = costs(texts);
      expect(keep.reduce((sum, name) => sum + (cost.get(name) ?? 0), 0)).toBeLessThanOrEqual(MOST_STAGES);
      texts = { ...texts, kept: new Set([...texts.kept, ...keep]) };
    }
    expect(rounds).toBeLessThanOrEqual(4);
    expect(costOf('SELECT x FROM r14', texts)).toBeLessThanOrEqual(MOST_STAGES);
  });
});
