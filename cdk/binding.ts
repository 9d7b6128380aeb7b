import { Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** One statement of a role: exactly these actions on exactly these things. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * One thing that a function uses, in one way: what it must be told of it and what it must be allowed, together. A box of the picture
 * offers bindings (`tiers.reads`), a function takes them; neither permission nor variable is ever without the other.
 */
export interface Binding {
  /** Of words like `TiersRead`: names the policy. */
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly grants: readonly Grant[];
  /** Why AWS leaves nothing but a `*` in it; a binding without this has none. */
  readonly wildcard?: string;
}

/** Gives a role what a binding allows, as a policy of its own, and explains its wildcard where it stands. */
export function allow(scope: Construct, role: IRole, { name, grants, wildcard }: Binding): void {
  if (grants.length === 0) return;
  const policy = new Policy(scope, name, { roles: [role], statements: grants.map(statementOf) });
  if (wildcard === undefined) return;
  const open = grants.flatMap(({ resources }) => resources.map((resource) => shown(Stack.of(scope).resolve(resource)))).filter((resource) => resource.includes('*'));
  Validations.of(policy).acknowledge(...[...new Set(open)].map((resource) => ({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason: wildcard })));
}

/** A resource as the checks print it: `<LakeBucket.Arn>/*`. Exactly these are explained, and a new one is not. */
function shown(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved.replace(/\$\{(.*?)\}/g, '<$1>');
  const [[kind, value] = ['', '']] = Object.entries(Object(resolved));
  if (kind === 'Ref') return `<${String(value)}>`;
  if (!Array.isArray(value)) return '';
  return kind === 'Fn::GetAtt' ? `<${value.join('.')}>` : kind === 'Fn::Join' && Array.isArray(value[1]) ? value[1].map(shown).join(String(value[0])) : '';
}

const statementOf = ({ actions, resources, conditions }: Grant): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions === undefined ? {} : { conditions }) });
