import { expect, it } from 'vitest';
import { describeRelations } from '../support/analysis-relations.ts';

/** Written by the test itself where relations changed (`npx vitest run -u tests/analyse/relation-columns.test.ts`). */
it('Athena keeps relations by the columns that they have: lib/aws/relation-columns.ts follows the SQL', async () => {
  const relations = await describeRelations();
  for (const [name, columns] of Object.entries(relations)) expect(columns, `${name}: types that both engines have`).toMatch(/^(?:\w+ (?:text|whole|real|flag|day|time)(?:, |$))+$/);
  const lines = Object.entries(relations).map(([name, columns]) => `  ${name}: '${columns}',\n`).join('');
  await expect(`/** The columns of every relation that an analysis defines, by the kind of their type. Made from the SQL by tests/analyse/relation-columns.test.ts. */
export const relationColumns: Readonly<Record<string, string>> = {
${lines}};
`).toMatchFileSnapshot('../../lib/aws/relation-columns.ts');
});
