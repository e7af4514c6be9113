import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TEMPLATES, type Task } from './task';
import { runProcess } from '../../emulator/run-process';
import { ACCOUNT, cleanEnvironment, REGION, REPOSITORY } from '../../emulator/settings';
import type { Finding } from '../finding';
import type { Template } from '../template';

const TSX = join(REPOSITORY, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const TIMEOUT_SECONDS = 300;

/** Who looks on while the CDK synthesizes. */
export interface OnLookers {
  /** The CDK's own rules. */
  readonly cdk: boolean;
  readonly nag: boolean;
  readonly guard?: string;
}

export interface Synthesized {
  readonly templates: Template[];
  readonly findings: Finding[];
}

/** Synthesizes apps on the newest CDK. */
export async function synthesizeApps(apps: Record<string, string>, onLookers: OnLookers, folder: string): Promise<Synthesized> {
  const assemblies = Object.fromEntries(Object.keys(apps).map((name) => [name, join(folder, name)]));
  await synthesize({ apps, assemblies, ...onLookers }, onLookers.cdk, folder);
  const all = Object.entries(assemblies).map(([name, path]) => {
    return { templates: templatesIn(name, path), findings: findingsIn(path) };
  });
  return { templates: all.flatMap(({ templates }) => templates), findings: all.flatMap(({ findings }) => findings) };
}

/** Has templates looked at as if an app had made them; what an app acknowledges is lost on the way. */
export async function synthesizeTemplates(templates: Template[], onLookers: OnLookers, folder: string): Promise<Finding[]> {
  const assembly = join(folder, TEMPLATES);
  const paths = Object.fromEntries(templates.map(({ name, path }) => [name, path]));
  await synthesize({ templates: paths, assemblies: { [TEMPLATES]: assembly }, ...onLookers }, onLookers.cdk, folder);
  // an included resource stands below the name that its stack and its include have
  return findingsIn(assembly).map((finding) => ({ ...finding, place: finding.place.replace('/Template/', ' ') }));
}

async function synthesize({ assemblies, apps, templates, nag, guard }: Task, cdk: boolean, folder: string): Promise<void> {
  const task = join(folder, 'task.json');
  writeFileSync(task, JSON.stringify({ assemblies, apps, templates, nag, guard }));
  const args = [TSX, '--tsconfig', join(REPOSITORY, 'tools', 'tsconfig.json'), join(__dirname, 'process.ts'), task];
  await runProcess('synthesizing', process.execPath, args, {
    cwd: REPOSITORY,
    timeoutSeconds: TIMEOUT_SECONDS,
    env: cleanEnvironment(folder, { CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION, CDK_VALIDATION: String(cdk) }),
  });
}

/** The templates of an assembly, of nested stacks and stages too. */
function templatesIn(app: string, assembly: string): Template[] {
  return readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.template.json')).sort().map((file) => {
    const path = join(assembly, file);
    return { name: `${app}/${relative(assembly, path).replace(/\.template\.json$/, '')}`, path, body: JSON.parse(readFileSync(path, 'utf8')) };
  });
}

interface ValidationReport {
  readonly pluginReports: { readonly pluginName: string; readonly violations: Violation[] }[];
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: { readonly constructPath: string }[];
}

function findingsIn(assembly: string): Finding[] {
  const report = join(assembly, 'validation-report.json');
  if (!existsSync(report)) return [];
  const { pluginReports } = JSON.parse(readFileSync(report, 'utf8')) as ValidationReport;
  return pluginReports.flatMap(({ pluginName, violations }) => violations.flatMap((violation) =>
    violation.violatingConstructs.map(({ constructPath }): Finding => ({
      auditor: auditorOf(pluginName),
      rule: violation.ruleName,
      place: constructPath.replace(/\/Resource$/, ''),
      message: violation.description,
    }))));
}

const PACKS = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];

function auditorOf(plugin: string): string {
  if (PACKS.includes(plugin)) return 'cdk-nag';
  return plugin === 'cdk-validator-cfnguard' ? 'cfn-guard' : 'cdk';
}
