import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Asked {
  readonly given: Readonly<Record<string, string>>;
  readonly isEngineBuilt?: boolean;
  /** By the AwsSolutions rules: fails where one of them finds anything that nobody explained. */
  readonly isChecked?: boolean;
}

export interface Resource {
  readonly id: string;
  /** Its properties, as CloudFormation reads them; looked into by `at`. */
  readonly of: unknown;
  readonly whole: unknown;
}

export interface Made {
  resources(type: string): Resource[];
  readonly template: unknown;
}

export function makeAll(asked: readonly Asked[]): Made[] {
  const folder = mkdtempSync(join(tmpdir(), 'aftertier-cdk-'));
  try {
    const text = execFileSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'make.ts'), JSON.stringify(asked), folder], {
      encoding: 'utf8', maxBuffer: 2 ** 26,
      // The library’s own rules take seconds, and `npm run synth` obeys them.
      env: { ...process.env, CDK_VALIDATION: 'false' },
    });
    const templates: unknown[] = JSON.parse(text);
    return templates.map((template) => ({
      template,
      resources: (type) => Object.entries(Object(at(template, 'Resources'))).filter(([, one]) => at(one, 'Type') === type).map(([id, one]) => ({ id, of: at(one, 'Properties') ?? {}, whole: one })),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function make(asked: Asked): Made {
  const [made] = makeAll([asked]);
  if (made === undefined) throw new Error('nothing was made');
  return made;
}

/** What lies at a path of names and positions; undefined where nothing does. */
export const at = (json: unknown, ...path: readonly (string | number)[]): unknown => path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), json);
export const listAt = (json: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const found = at(json, ...path);
  return Array.isArray(found) ? found : [];
};

/** A value as people write it: `<Lake.Arn>/t/*` for joins and references. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[kind, inner] = ['', undefined]] = entries;
  if (entries.length === 1 && kind === 'Ref') return `<${String(inner)}>`;
  if (entries.length === 1 && kind === 'Fn::GetAtt' && Array.isArray(inner)) return `<${inner.join('.')}>`;
  if (entries.length === 1 && kind === 'Fn::Join' && Array.isArray(inner)) return inner[1].map(plain).join(inner[0]);
  return Object.fromEntries(entries.map(([name, one]) => [name, plain(one)]));
}
