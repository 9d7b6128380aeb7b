import { join } from 'node:path';
import { duckdbBenches } from '../embedded/duckdb-bench.ts';
import { duckdbQuery } from '../embedded/duckdb-query.ts';
import type { Edition } from '../ports/edition.ts';
import type { Query } from '../ports/query.ts';
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

function athena({ environment, reach = {} }: AwsOptions, { s3 }: Stores): Query {
  let made: Promise<Query> | null = null;
  const make = async (): Promise<Query> => {
    const [{ athenaQuery }, { athenaClient }] = [await import('./athena-query.ts'), await import('./athena-client.ts')];
    return athenaQuery({
      athena: athenaClient(reach.athena), s3: await s3(), workgroup: setting(environment, 'workgroup'), database: setting(environment, 'database'),
      scratch: { bucket: setting(environment, 'resultsBucket'), prefix: scratchPrefix },
    });
  };
  return { snapshot: async (manifest) => (await (made ??= make())).snapshot(manifest) };
}
