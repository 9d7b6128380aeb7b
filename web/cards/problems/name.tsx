import type { VNode } from 'preact';
import type { Problem } from '../../../lib/model/boards/problems.ts';
import { useView } from '../../view.ts';
import { FilterBy } from '../filter-by.tsx';
import { categoryName } from './findings.ts';

/** `Dresses · Size chart wrong`: both parts filter. */
export function ProblemName({ problem }: { problem: Pick<Problem, 'category' | 'reason'> }): VNode {
  const view = useView();
  return (
    <>
      <FilterBy only={{ category: problem.category }}>{categoryName(problem.category, view)}</FilterBy>
      {view.t.sep}
      <FilterBy only={{ reason: problem.reason }}>{view.reason(problem.reason)}</FilterBy>
    </>
  );
}
