import type { Question } from '../model/report.ts';
import type { Proposal } from './propose.ts';

/** What a person is asked when two readings are possible. Answers are remembered for every file with this header. */
export function questionOf(code: 'date_order' | 'decimal_mark' | 'unknown_layout', column: string | null, proposal?: Proposal): Question {
  if (code === 'date_order') return { id: 'q1', code, column, choices: ['dmy', 'mdy'], zh: `“${column ?? ''}”里的日期有两种读法：日/月/年，还是月/日/年？`, en: `The dates in “${column ?? ''}” can be read two ways: day/month/year, or month/day/year?` };
  if (code === 'decimal_mark') return { id: 'q1', code, column, choices: ['.', ','], zh: '金额里的点是小数点，还是千位分隔（小数点是逗号）？', en: 'Is the point in amounts the decimal mark, or does it group thousands (and the comma is the mark)?' };
  const complete = proposal !== undefined && proposal.missing.length === 0;
  return {
    id: 'q1', code, column: null, choices: complete ? ['accept_proposal'] : [],
    zh: complete ? '没见过这种格式。下面的对应是否正确？不对就给出映射。' : `没见过这种格式。请给出映射；还缺：${(proposal?.missing ?? []).join('、')}`,
    en: complete ? 'This layout is new. Is the proposal below right? If not, give a mapping.' : `This layout is new. Give a mapping; still missing: ${(proposal?.missing ?? []).join(', ')}`,
  };
}
