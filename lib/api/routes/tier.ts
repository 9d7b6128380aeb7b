import type { LookUp } from '../../flows/look-up.ts';
import { whenThere } from '../../model/maybe-promise.ts';
import { words } from '../../model/words.ts';
import type { Schema } from '../json-schema.ts';
import { customerOf, customerParam } from '../parameters.ts';
import { replyTagged, told } from '../reply.ts';
import type { Route } from '../route.ts';

/** The look-up. In a file of its own: a process that was started for one loads no other route. `schema` is for the manual. */
export const tierRoute = (ask: LookUp, schema: Schema = {}): Route => ({
  method: 'get', path: '/v1/customers/{id}/tier', scopes: ['read'], params: { id: customerParam },
  summary: words('查询顾客分层：分层、政策与理由；未知顾客同样得到答案', 'A customer’s tier with policy and reasons; an unknown customer is answered too'),
  answer: { status: 200, schema },
  handle: (call) => whenThere(ask(call.merchant, customerOf(call)), (text_) => replyTagged(told(text_, call.locale), call.header('if-none-match'), { language: call.locale })),
});
