import { hash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { lookUpFirst } from '../../lib/api/look-up-first.ts';
import { awsApiEdition } from '../../lib/aws/api-edition.ts';
import { settingNames } from '../../lib/aws/settings.ts';
import { lambdaJobs } from './lambda-jobs.ts';
import { lambdaLog, write } from './log.ts';

type Handler = ReturnType<typeof handle>;
let answering: Handler | undefined;

/** The API, for CloudFront alone: it shows a word that only the stack knows, so nobody comes by another way. */
export const handler = async (event: LambdaEvent, context?: LambdaContext): Promise<Awaited<ReturnType<Handler>>> => {
  const shown = event.headers?.['x-aftertier-origin'];
  if (!same(typeof shown === 'string' ? shown : '', process.env[settingNames.originWord] ?? '')) return { statusCode: 403, headers: { 'cache-control': 'no-store' }, body: '', isBase64Encoded: false };
  return (answering ??= start())(event, context);
};

function start(): Handler {
  const { edition, door } = awsApiEdition({ environment: process.env, log: lambdaLog });
  const maxUploadBytes = Number(process.env['AFTERTIER_MAX_UPLOAD_MB'] ?? 2048) * 2 ** 20;
  const pages = async () => (await import('../server/embed.ts')).embedOf(edition, (await import('./embed-assets.ts')).bundledEmbed(new URL('./embed/', import.meta.url)));
  return handle(lookUpFirst(edition, { door, jobs: lambdaJobs(process.env), maxUploadBytes, access: (line) => write({ event: 'access', ...line }), address: addressOf }, pages));
}

/** Who asks: the last address that CloudFront wrote down. What stands before it, a caller may have written. */
function addressOf(c: Context): string {
  const edge: unknown = Reflect.get(Object(Reflect.get(Object(Reflect.get(Object(c.env), 'requestContext')), 'http')), 'sourceIp');
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim()).filter((hop) => hop !== '' && hop !== edge);
  return hops.at(-1) ?? 'unknown';
}

/** By their digests, which are of one length whatever was sent. */
const same = (shown: string, known: string): boolean => known !== '' && timingSafeEqual(hash('sha256', shown, 'buffer'), hash('sha256', known, 'buffer'));
