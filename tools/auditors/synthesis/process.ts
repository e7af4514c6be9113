import './newest-cdk';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { TEMPLATES, type Task } from './task';

/* eslint-disable @typescript-eslint/no-require-imports -- an app reads its environment when it is loaded */

const task = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Task;

function includeTemplates(templates: Record<string, string>): App {
  const { App: NewApp, DefaultStackSynthesizer, Stack } = require('aws-cdk-lib') as typeof import('aws-cdk-lib');
  const { CfnInclude } = require('aws-cdk-lib/cloudformation-include') as typeof import('aws-cdk-lib/cloudformation-include');
  const app = new NewApp();
  for (const [name, templateFile] of Object.entries(templates)) {
    // the template has the parameter of its own synthesis already
    const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
    new CfnInclude(new Stack(app, name, { synthesizer }), 'Template', { templateFile });
  }
  return app;
}

function addAuditors(app: App): void {
  const { Validations } = require('aws-cdk-lib') as typeof import('aws-cdk-lib');
  if (task.nag) {
    const { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } = require('cdk-nag') as typeof import('cdk-nag');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app), new NIST80053R5Checks(app), new PCIDSS321Checks(app));
  }
  if (task.guard) {
    const { CfnGuardValidator } = require(task.guard);
    Validations.of(app).addPlugins(new CfnGuardValidator({ maxBuffer: 2 ** 28 }));
  }
}

function synthesize(name: string, load: () => App): void {
  process.env.CDK_OUTDIR = task.assemblies[name];
  const app = load();
  addAuditors(app);
  try {
    app.synth();
  } catch (error) {
    // findings end synthesis with an error, and are in the report
    if (!existsSync(join(task.assemblies[name], 'validation-report.json'))) { throw error; }
  }
}

for (const [name, file] of Object.entries(task.apps ?? {})) { synthesize(name, () => require(file).app); }
const { templates } = task;
if (templates) { synthesize(TEMPLATES, () => includeTemplates(templates)); }
process.exit(0); // an app that was told where to synthesize would do so once more at the end
