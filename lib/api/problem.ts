import type { Locale, Words } from '../model/words.ts';
import { words } from '../model/words.ts';
import { replyText } from './reply.ts';

/** Every way a call can fail, by its stable code (RFC 9457). Says nothing about the inside, and nothing about other merchants. */
export const problems = {
  no_key: [401, words('缺少密钥：请在 Authorization 里带上 Bearer 密钥', 'A key is missing: send it as Authorization: Bearer …')],
  bad_key: [401, words('密钥无效或已停用', 'This key is not valid, or no longer')],
  wrong_scope: [403, words('这把密钥没有此权限', 'This key may not do that')],
  bad_token: [401, words('令牌无效或已过期，请重新申请', 'This token is not valid, or it is over; ask for a new one')],
  outside_view: [403, words('超出了这个嵌入视图的范围', 'This lies outside what this view may show')],
  bad_ticket: [403, words('上传地址无效或已过期，请重新申请', 'This upload address is not valid or has expired; ask for a new one')],
  not_found: [404, words('没有找到', 'There is no such thing')],
  not_published: [404, words('还没有可显示的数据', 'Nothing is published yet')],
  wrong_method: [405, words('此地址不支持该方法', 'This address does not take that method')],
  already_received: [409, words('这个文件已经收到', 'This file was received already')],
  not_held: [409, words('这个上传不在等待回答', 'This upload does not wait for an answer')],
  wrong_length: [400, words('收到的字节数与申请时不同', 'The bytes received are not as many as were announced')],
  bad_parameter: [400, words('参数不对', 'A parameter is not as it should be')],
  bad_json: [400, words('请求正文不是 JSON', 'The body is not JSON')],
  bad_document: [422, words('正文内容不符合要求', 'The body is not what is asked for')],
  too_large: [413, words('内容太大', 'This is too large')],
  over_budget: [413, words('查询范围太大，请缩小时间或条件', 'This would read too much; narrow the days or the filters')],
  over_cube: [422, words('这个筛选值太少见，已并入“其他”；请用“探索”由查询引擎计算', 'This value is so rare that it was folded into “other”; explore it with the query engine')],
  too_many: [429, words('失败次数太多，请稍后再试', 'Too many failed attempts; try again later')],
  busy: [503, words('暂时忙，请稍后重试', 'Busy for the moment; try again')],
  unexpected: [500, words('出错了，已记录', 'Something went wrong; it was noted')],
} as const satisfies Readonly<Record<string, readonly [number, Words]>>;

export type ProblemCode = keyof typeof problems;

export function problemReply(code: ProblemCode, locale: Locale, detail?: string): Response {
  const [status, title] = problems[code];
  const body = { type: `/docs#problem-${code}`, title: title[locale], status, code, ...(detail === undefined ? {} : { detail }) };
  return replyText(JSON.stringify(body), {
    status, type: 'application/problem+json; charset=utf-8', language: locale,
    ...(status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : status === 429 || status === 503 ? { headers: { 'retry-after': status === 429 ? '60' : '2' } } : {}),
  });
}

/** A handler's way out. */
export class Refused extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;

  constructor(code: ProblemCode, detail?: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
