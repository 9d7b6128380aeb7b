import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildEngineLayer } from './engine-layer.ts';
import { settingNames, stageSettings } from './settings.ts';

/**
 * `npm run deploy -- --stage live [--region …] [--email …]`: checks the settings, fetches the engine for Lambda, and hands over to the CDK.
 * What stands behind `--` goes to the CDK as it is (`-- --profile shop`).
 */
const { values, positionals } = parseArgs({ options: Object.fromEntries(settingNames.map((name) => [name, { type: 'string' as const }])), allowPositionals: true });
const given = Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
const { stage, region } = stageSettings((name) => given.find(([known]) => known === name)?.[1]);
buildEngineLayer();

const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const context = given.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
const { status } = spawnSync(process.execPath, [cdk, 'deploy', '--require-approval', 'broadening', ...context, ...positionals], { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: 'inherit' });
if (status === 0) {
  process.stderr.write(`\nOnce for a stage, its secret (docs/aws.md):\n  aws ssm put-parameter --region ${region} --name /aftertier/${stage}/secret --type SecureString --value "$(openssl rand -hex 32)"\n`);
}
process.exitCode = status ?? 1;
