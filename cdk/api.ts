import { Duration, Fn, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods, CacheCookieBehavior, CacheHeaderBehavior, CachePolicy, CacheQueryStringBehavior, Distribution, HttpVersion, OriginProtocolPolicy, OriginRequestCookieBehavior, OriginRequestHeaderBehavior, OriginRequestPolicy,
  OriginRequestQueryStringBehavior, OriginSslPolicy, PriceClass, ResponseHeadersPolicy, SecurityPolicyProtocol, ViewerProtocolPolicy, HeadersReferrerPolicy, type BehaviorOptions, type ICachePolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FunctionUrlAuthType, InvokeMode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { settingNames } from '../lib/aws/settings.ts';
import type { Common } from './common.ts';
import type { HouseFunction } from './function.ts';
import type { Vault } from './vault.ts';

/** Paths whose answers are the same for everybody and name their version: kept at the edge. */
const SHARED = ['/embed.js', '/embed/assets/*'];

/** The API before the world: CloudFront, which alone knows the word that the function listens to. */
export function api(parent: Construct, vault: Vault, { house, settings }: Common, answering: HouseFunction): Distribution {
  const scope = new Construct(parent, 'Api');
  const word = vault.origin.secretValue.unsafeUnwrap();
  answering.fn.addEnvironment(settingNames.originWord, word);
  const url = answering.fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE, invokeMode: InvokeMode.BUFFERED });
  const origin = new HttpOrigin(Fn.select(2, Fn.split('/', url.url)), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY, originSslProtocols: [OriginSslPolicy.TLS_V1_2], customHeaders: { 'x-aftertier-origin': word },
    readTimeout: Duration.seconds(60), keepaliveTimeout: Duration.seconds(60), connectionAttempts: 2,
  });
  const forward = new OriginRequestPolicy(scope, 'Forward', {
    originRequestPolicyName: `${house.name}-forward`, comment: 'All but the host, which names the function, and cookies, which nothing reads',
    headerBehavior: OriginRequestHeaderBehavior.denyList('host'), cookieBehavior: OriginRequestCookieBehavior.none(), queryStringBehavior: OriginRequestQueryStringBehavior.all(),
  });
  // As long as the function says. The ready-made policy for that sends the host along, and a function URL answers to its own name only.
  const shared = new CachePolicy(scope, 'Shared', {
    cachePolicyName: `${house.name}-shared`, minTtl: Duration.seconds(0), defaultTtl: Duration.seconds(0), maxTtl: Duration.days(365), headerBehavior: CacheHeaderBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(), queryStringBehavior: CacheQueryStringBehavior.all(), enableAcceptEncodingBrotli: true, enableAcceptEncodingGzip: true,
  });
  const headers = new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: `${house.name}-headers`, comment: 'What holds for every answer; the API’s own say who may frame, embed and keep it',
    securityHeadersBehavior: {
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      // A policy that the function did not send must not be missing: an error page of CloudFront runs and frames nothing.
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", override: false },
    },
    removeHeaders: ['server'],
  });
  const behavior = (cachePolicy: ICachePolicy): BehaviorOptions => ({
    origin, cachePolicy, responseHeadersPolicy: headers, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY, compress: true,
  });
  const { domain } = settings;
  const distribution = new Distribution(scope, 'Distribution', {
    comment: house.name, httpVersion: HttpVersion.HTTP2_AND_3, priceClass: PriceClass.PRICE_CLASS_ALL,
    ...(domain === null ? {} : { domainNames: [domain.name], certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn), minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021 }),
    defaultBehavior: { ...behavior(CachePolicy.CACHING_DISABLED), allowedMethods: AllowedMethods.ALLOW_ALL, originRequestPolicy: forward },
    additionalBehaviors: Object.fromEntries(SHARED.map((path) => [path, { ...behavior(shared), allowedMethods: AllowedMethods.ALLOW_GET_HEAD }])),
  });
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Merchants and their customers’ service people may be anywhere; who may call is decided by keys.' },
    { id: 'AwsSolutions-CFR2', reason: 'A web ACL costs more a month than the rest of the API. Keys have 256 bits, guesses are counted, bodies bounded, and one can be attached without a change here (docs/aws.md).' },
    { id: 'AwsSolutions-CFR3', reason: 'A log of paths would be a log of customer ids, which are personal data. The function’s own access log names routes.' },
    ...(domain === null ? [{ id: 'AwsSolutions-CFR4', reason: 'CloudFront’s own name comes with its own certificate and policy; --domain and --certificate bring TLS 1.2 and later.' }] : []),
  );
  return distribution;
}
