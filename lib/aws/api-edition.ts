import { Failure } from '../model/failure.ts';
import type { Edition } from '../ports/edition.ts';
import type { UploadDoor } from '../ports/upload-door.ts';
import { setting } from './settings.ts';
import { awsStores, type AwsOptions } from './stores.ts';
import { s3UploadDoor } from './upload-door.ts';

/** What the API's function is made of: the stores, and the door that files come in by. It has no engine; what takes one is another function's job. */
export function awsApiEdition(options: AwsOptions): { readonly edition: Edition; readonly door: UploadDoor } {
  const stores = awsStores(options);
  return { edition: { ...stores, benches: { open: noEngine }, query: { snapshot: noEngine } }, door: s3UploadDoor(stores.s3, () => setting(options.environment, 'uploadsBucket')) };
}

async function noEngine(): Promise<never> {
  throw new Failure('no_engine', 'This function has no engine.');
}
