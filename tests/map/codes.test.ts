import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rejectHints } from '../../lib/map/hints.ts';
import { issueWords } from '../../lib/map/issues.ts';

const refusals = [...readFileSync(new URL('../../lib/read/refusals.ts', import.meta.url), 'utf8').matchAll(/^  ([a-z_]+): words\(/gm)].map((m) => m[1] ?? '');
const docs = readFileSync(new URL('../../docs/report.md', import.meta.url), 'utf8');

describe('codes of a report', () => {
  test.each([...Object.keys(rejectHints), ...refusals, ...Object.keys(issueWords)])('%s is documented', (code) => expect(docs).toContain(`\`${code}\``));

  test('each has words in Chinese and English', () => {
    const all = [...Object.values(rejectHints), ...Object.values(issueWords).map((of) => of('x'))];
    for (const { zh, en } of all) expect([zh.trim(), en.trim()].every((text) => text !== '')).toBe(true);
  });
});
