import type { ApiProblem } from './page-model.ts';
import type { PageWords } from './words/en.ts';

export const problemText = (problem: ApiProblem, t: PageWords): string =>
  problem.kind === 'other' ? t.error.other(problem.code) : t.error[problem.kind];
