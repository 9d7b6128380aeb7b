import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime, type Code, type LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow, type Binding } from './binding.ts';

/** The entry points: a file each in functions/aws. */
export const entries = ['ingest', 'analyse', 'jobs', 'operate', 'sweep', 'api'] as const;
export type Entry = (typeof entries)[number];

/** What every function of a stage has in common. */
export interface House {
  /** `aftertier-live`: what names begin with. */
  readonly name: string;
  readonly code: (entry: Entry) => Code;
  /** DuckDB's binary for arm64. */
  readonly engine: LayerVersion;
  readonly logDays: number;
}

export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeoutS: number;
  /** Of the temporary disk, where the usual 512 MB are too few. */
  readonly diskMb?: number;
  /** Opens DuckDB: the API's function never does. */
  readonly engine?: boolean;
}

/** A function of the house, which knows and may nothing but what is bound to it. */
export interface HouseFunction {
  readonly entry: Entry;
  readonly fn: LambdaFunction;
  readonly role: Role;
  bind(...bindings: readonly Binding[]): HouseFunction;
}

/** arm64, Node 24, a log group of its own that ends, a role of its own that may write to it and nothing else yet. */
export function houseFunction(parent: Construct, house: House, entry: Entry, size: FunctionSize): HouseFunction {
  const scope = new Construct(parent, `${entry[0]?.toUpperCase()}${entry.slice(1)}`);
  const name = `${house.name}-${entry}`;
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: `What ${name} may do` });
  const logGroup = new LogGroup(scope, 'Log', { logGroupName: `/aws/lambda/${name}`, retention: house.logDays, removalPolicy: RemovalPolicy.DESTROY });
  const fn = new LambdaFunction(scope, 'Function', {
    functionName: name, role, logGroup, loggingFormat: LoggingFormat.TEXT,
    runtime: Runtime.NODEJS_24_X, architecture: Architecture.ARM_64, handler: 'index.handler', code: house.code(entry),
    memorySize: size.memoryMb, timeout: Duration.seconds(size.timeoutS),
    ...(size.diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(size.diskMb) }),
    ...(size.engine === true ? { layers: [house.engine] } : {}),
  });
  const made: HouseFunction = {
    entry, fn, role,
    bind(...bindings) {
      for (const binding of bindings) {
        allow(scope, role, binding);
        for (const [variable, value] of Object.entries(binding.env ?? {})) fn.addEnvironment(variable, value);
      }
      return made;
    },
  };
  return made.bind({
    name: 'WriteLog', grants: [{ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroup.logGroupArn}`] }],
    wildcard: 'The ARN of a log group ends in :*, its streams: Lambda names them as it starts instances. The group is the function’s own.',
  });
}
