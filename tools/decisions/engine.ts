import { runSimulation, type SimulationIdentityPolicy } from '@cloud-copilot/iam-simulate';

/** Whether MFA was used, as `aws:MultiFactorAuthPresent` tells; undefined: the key is absent, as with an access key. */
export interface Session {
  readonly mfa: 'true' | 'false' | undefined;
  /** More condition keys of the request. */
  readonly context?: Record<string, string>;
}

/** The three kinds of session that a person has. */
export const ACCESS_KEY: Session = { mfa: undefined };
export const CONSOLE_WITHOUT_MFA: Session = { mfa: 'false' };
export const WITH_MFA: Session = { mfa: 'true', context: { 'aws:MultiFactorAuthAge': '60' } };

export interface Request {
  /** The user: `alice`, or with a path `/team/alice`. */
  readonly user: string;
  readonly action: string;
  readonly resource: string;
  readonly session: Session;
  /** Policies of the user by name, as JSON objects. */
  readonly policies: Record<string, unknown>;
  readonly partition?: string;
}

export interface Decision {
  readonly result: 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';
  /** The Sids of the statements that decided. */
  readonly by: string[];
}

export const ACCOUNT = '123456789012';

/** What people have who may do everything: the enforcement must hold against it. */
export const ADMINISTRATOR_ACCESS = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'AdministratorAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
};

/**
 * Asks the IAM engine. Nothing is filled in by it: a policy variable without its key never resolves.
 *
 * @throws if the engine does not take the request
 */
export async function decide(request: Request): Promise<Decision> {
  const { user, session, partition = 'aws' } = request;
  const path = user.startsWith('/') ? user : `/${user}`;
  const principal = `arn:${partition}:iam::${ACCOUNT}:user${path}`;
  const simulation = await runSimulation({
    request: {
      principal,
      action: request.action,
      resource: { resource: request.resource, accountId: ACCOUNT },
      contextVariables: {
        'aws:PrincipalAccount': ACCOUNT,
        'aws:PrincipalArn': principal,
        'aws:username': path.split('/').pop()!,
        ...(session.mfa ? { 'aws:MultiFactorAuthPresent': session.mfa } : {}),
        ...session.context,
      },
    },
    identityPolicies: Object.entries(request.policies).map(([name, policy]): SimulationIdentityPolicy => ({ name, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});

  if (simulation.resultType === 'error') {
    throw new Error(`${request.action} on ${request.resource}: ${JSON.stringify(simulation.errors)}`);
  }
  const analyses = (simulation.resultType === 'single' ? [simulation.result] : simulation.results).map(each => each.analysis.identityAnalysis);
  const statements = analyses.flatMap(each =>
    (simulation.overallResult === 'ExplicitlyDenied' ? each?.denyStatements : each?.allowStatements) ?? []);
  return {
    result: simulation.overallResult,
    by: [...new Set(statements.map(({ statement }) => statement.sid() ?? '(no Sid)'))],
  };
}
