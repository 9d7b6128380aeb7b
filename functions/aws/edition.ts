import { awsEdition } from '../../lib/aws/edition.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { lambdaLog } from './log.ts';

let made: Edition | undefined;

/** The edition of this function: composed when it is first asked for, kept while the function stays warm. */
export const theEdition = (): Edition => (made ??= awsEdition({ environment: process.env, log: lambdaLog }));
