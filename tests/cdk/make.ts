import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { stageSettings } from '../../cdk/settings.ts';
import { aftertierStack, flags } from '../../cdk/stack.ts';
import type { Asked } from './template.ts';

/** Prints the templates of stages. A process of its own: the test runner opens every module of the CDK's library, a plain process the few that are used. */
const asked: Asked[] = JSON.parse(process.argv[2] ?? '[]');
const templates = asked.map(({ given, isEngineBuilt = true, isChecked = false }) => {
  const app = new App({ context: flags, outdir: process.argv[3] ?? '' });
  const stack = aftertierStack(app, { settings: stageSettings((name) => given[name]), engine: { folder: import.meta.dirname, built: isEngineBuilt }, code: () => Code.fromInline('exports.handler = 0') });
  if (isChecked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth({ force: true }).getStackByName(stack.stackName).template;
});
process.stdout.write(JSON.stringify(templates));
