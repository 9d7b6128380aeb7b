import { join } from 'node:path';
import { duckdbBenches } from '../embedded/duckdb-bench.ts';
import { duckdbQuery } from '../embedded/duckdb-query.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import type { Query } from '../ports/query.ts';
import { s3Client } from './clients.ts';
import { scratchPrefix, setting, settingNames } from './settings.ts';
import { awsStores, type AwsOptions, type Stores } from './stores.ts';

export type { AwsOptions } from './stores.ts';

/**
 * The composition of the AWS edition: the only place that names its adapters and engines. Where the stack names a work group, Athena answers
 * queries; elsewhere DuckDB does, over parts that are fetched. Engines are loaded by those who use them.
 */
export function awsEdition(options: AwsOptions): Edition {
  const stores = awsStores(options);
  const engine = { tmp: join(stores.scratch, 'engine') };
  const hasAthena = (options.environment[settingNames.workgroup] ?? '') !== '';
  return { ...stores, benches: duckdbBenches(engine), query: hasAthena ? athena(options, stores) : duckdbQuery(stores.objects, engine) };
}

/** Queries of a merchant run in a session of that merchant, where the stack names the role for it. */
function athena({ environment, reach = {} }: AwsOptions, stores: Stores): Query {
  const role = environment[settingNames.readerRole] ?? '';
  const queryOf = async (merchant: MerchantId): Promise<Query> => {
    const [{ athenaQuery }, { athenaClient }, { merchantSession }] = [await import('./athena-query.ts'), await import('./athena-client.ts'), await import('./merchant-session.ts')];
    const session = role === '' ? {} : { credentials: merchantSession(environment, role, merchant) };
    return athenaQuery({
      athena: athenaClient({ ...reach.athena, ...session }), s3: role === '' ? await stores.s3() : await s3Client({ ...reach.s3, ...session })(),
      workgroup: setting(environment, 'workgroup'), database: setting(environment, 'database'), scratch: { bucket: setting(environment, 'resultsBucket'), prefix: scratchPrefix },
    });
  };
  let shared: Promise<Query> | null = null;
  return { snapshot: async (manifest) => (await (role === '' ? (shared ??= queryOf(manifest.merchant)) : queryOf(manifest.merchant))).snapshot(manifest) };
}
