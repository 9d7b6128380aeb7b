import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from './bundle.ts';
import { engineLayer } from './engine-layer.ts';
import { stageSettings } from './settings.ts';
import { aftertierStack, flags } from './stack.ts';

/** The app that the CDK's command line runs. Offline; without an account or Docker. */
const app = new App({ context: flags });
const context = (name: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(name);
  return value === undefined || value === '' ? undefined : String(value);
};
const bundles = await bundleFunctions();
aftertierStack(app, {
  settings: stageSettings(context), engine: engineLayer(),
  code: (entry) => {
    const made = bundles[entry];
    if (made === undefined) throw new Error(`no bundle of ${entry}`);
    return Code.fromAsset(made.folder);
  },
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
