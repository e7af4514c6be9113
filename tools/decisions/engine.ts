import { runSimulation, runUnsafeSimulation, type Simulation, type SimulationIdentityPolicy } from '@cloud-copilot/iam-simulate';

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

/** The session with more condition keys. */
export function having(session: Session, context: Record<string, string>): Session {
  return { ...session, context: { ...session.context, ...context } };
}

export interface Request {
  /** The user: `alice`, or with a path `/team/alice`. */
  readonly user: string;
  readonly action: string;
  readonly resource: string;
  readonly session: Session;
  /** Policies of the user by name, as JSON objects. */
  readonly policies: Record<string, unknown>;
  /** The permissions boundary of the user. */
  readonly boundary?: unknown;
  /** The policy of the resource; of a role its trust policy. */
  readonly resourcePolicy?: unknown;
  readonly partition?: string;
}

export type Result = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

export interface Decision {
  readonly result: Result;
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
  const simulation = await runSimulation(simulationOf(request), {});
  if (simulation.resultType === 'error') {
    throw new Error(`${request.action} on ${request.resource}: ${simulation.errors.message}`);
  }
  const analyses = (simulation.resultType === 'single' ? [simulation.result] : simulation.results).map(each => each.analysis);
  const denied = simulation.overallResult === 'ExplicitlyDenied';
  const statements = analyses.flatMap(each => [each.identityAnalysis, each.permissionBoundaryAnalysis, each.resourceAnalysis])
    .flatMap(each => (denied ? each?.denyStatements : each?.allowStatements) ?? []);
  return {
    result: simulation.overallResult,
    by: [...new Set(statements.map(({ statement }) => statement.sid() ?? '(no Sid)'))],
  };
}

/**
 * Asks the same engine for the result alone, without its checks of the request: for whole catalogues of actions.
 *
 * Unchecked, the engine takes the resource `*` for "some resource", and not for the lack of one that it means for actions
 * without resources; a resource that nothing names stands for it.
 */
export function decideFast(request: Request): Result {
  const resource = request.resource === '*' ? 'arn:aws:none:::none' : request.resource;
  return runUnsafeSimulation(simulationOf({ ...request, resource }), {});
}

function simulationOf({ user, action, resource, session, policies, boundary, resourcePolicy, partition = 'aws' }: Request): Simulation {
  const path = user.startsWith('/') ? user : `/${user}`;
  const principal = `arn:${partition}:iam::${ACCOUNT}:user${path}`;
  return {
    request: {
      principal,
      action,
      resource: { resource, accountId: ACCOUNT },
      contextVariables: {
        'aws:PrincipalAccount': ACCOUNT,
        'aws:PrincipalArn': principal,
        'aws:username': path.split('/').pop()!,
        ...session.mfa ? { 'aws:MultiFactorAuthPresent': session.mfa } : {},
        ...session.context,
      },
    },
    identityPolicies: Object.entries(policies).map(([name, policy]): SimulationIdentityPolicy => ({ name, policy })),
    permissionBoundaryPolicies: boundary ? [{ name: 'boundary', policy: boundary }] : undefined,
    resourcePolicy,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}
