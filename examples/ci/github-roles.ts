import { CfnOutput, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { OidcProviderNative, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

export interface GitHubRolesProps {
  /**
   * The repository as GitHub names it in its tokens: owner and repository, each with its number, which nobody else can get.
   * Repositories made before 15 July 2026 leave the numbers out until they ask for them, are renamed or change their owner.
   *
   * @see https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
   */
  readonly repository: string;

  /** The branch that is deployed. */
  readonly branch: string;

  /** The environment of the job that deploys. Whom it has to wait for, the repository's settings say. */
  readonly environment: string;

  /** The stack that pull requests are compared with. */
  readonly stackName: string;
}

/** Two roles for GitHub Actions: one deploys the branch, the other lets pull requests see what would change. */
export class GitHubRoles extends Construct {
  constructor(scope: Construct, id: string, { repository, branch, environment, stackName }: GitHubRolesProps) {
    super(scope, id);
    const stack = Stack.of(this);
    // an account has one for each issuer; if yours has it already, use OidcProviderNative.fromOidcProviderArn
    const provider = new OidcProviderNative(this, 'Provider', { url: `https://${ISSUER}`, clientIds: [AUDIENCE] });
    const jobs = (subject: string, more: Record<string, string> = {}) => new WebIdentityPrincipal(provider.oidcProviderArn, {
      StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, [`${ISSUER}:sub`]: `repo:${repository}:${subject}`, ...more },
    });

    const deploy = new Role(this, 'Deploy', {
      description: `cdk deploy of ${branch}`,
      // whoever can push any branch can name the environment: hence the branch, too
      assumedBy: jobs(`environment:${environment}`, { [`${ISSUER}:ref`]: `refs/heads/${branch}` }),
    });
    const qualifier = stack.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
    deploy.addToPolicy(new PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: ['deploy', 'file-publishing'].map(role => stack.formatArn({
        service: 'iam', region: '', resource: 'role', resourceName: `cdk-${qualifier}-${role}-role-${stack.account}-${stack.region}`,
      })),
    }));

    // not the lookup role of `cdk bootstrap`: it reads everything in the account, for whoever can open a pull request
    const diff = new Role(this, 'Diff', { description: 'cdk diff of pull requests', assumedBy: jobs('pull_request') });
    diff.addToPolicy(new PolicyStatement({
      actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
      resources: [stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stackName}/*` })],
    }));

    new CfnOutput(this, 'DeployRole', { value: deploy.roleArn });
    new CfnOutput(this, 'DiffRole', { value: diff.roleArn });
  }
}
