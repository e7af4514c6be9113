import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ConditionValue, conditionValues } from './mfa-conditions';

/** Why principals of a kind cannot show MFA when they assume a role. */
const CANNOT: Record<string, string> = {
  CanonicalUser: 'a canonical user is for bucket policies and cannot assume a role; name the account or user',
  Federated: 'AWS does not see whether people of an identity provider used MFA; demand it there, and use iam.Role',
  Service: 'an AWS service has no MFA device; use iam.Role',
};

/** What keeps `*` to people whom one knows, and what it has to look like: a wildcard keeps nobody out. */
const NARROWS: Record<string, RegExp> = {
  'aws:principalaccount': /^\d{12}$/,
  'aws:principalorgid': /^o-[a-z0-9]{10,32}$/,
  'aws:principalorgpaths': /^o-[a-z0-9]{10,32}\//,
};

/**
 * Throws for a statement of a trust policy that names somebody who cannot show MFA.
 */
export function refuseWhoCannotUseMfa(statement: PolicyStatement): void {
  for (const principal of statement.principals) {
    for (const [kind, values] of Object.entries(principal.policyFragment.principalJson)) {
      for (const value of [values].flat()) {
        const reason = CANNOT[kind] ?? whyNot(value, statement);
        if (reason) { throw new Error(`${principal} cannot be asked for MFA: ${reason}`); }
      }
    }
  }
}

function whyNot(value: string, statement: PolicyStatement): string | undefined {
  if (value === '*' && !isNarrowed(statement.conditions)) {
    return 'anybody in any account could assume the role with an MFA device of their own; add a condition on aws:PrincipalAccount or aws:PrincipalOrgID';
  }
  if (/:federated-user\//.test(value)) {
    return 'the session of a federated user does not show MFA; name the user';
  }
  if (/:group\//.test(value)) {
    return 'IAM takes no groups as principals; trust the account, and let a policy of the group allow sts:AssumeRole';
  }
  if (/:(role|assumed-role)\//.test(value) || refersToRole(value)) {
    return 'the session of a role does not show MFA (no AWS page says so outright; it follows from how sessions of roles are made); '
      + 'name users or the account';
  }
  return undefined;
}

/**
 * Whether conditions keep `*` to an account or organization.
 */
export function isNarrowed(conditions: Conditions): boolean {
  return conditionValues(conditions).some(({ operator, key, value }) => {
    const form = NARROWS[key.toLowerCase()];
    const values = [value].flat();
    return form && /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i.test(operator) && values.length > 0
      && values.every(each => typeof each !== 'string' || Token.isUnresolved(each) || form.test(each));
  });
}

/**
 * Whether a condition says to whom `*` is kept.
 */
export function isAboutWho({ key }: ConditionValue): boolean {
  return key.toLowerCase() in NARROWS;
}

function refersToRole(value: string): boolean {
  if (!Token.isUnresolved(value)) { return false; }
  return Tokenization.reverseString(value).tokens.some(token =>
    Reference.isReference(token) && CfnResource.isCfnResource(token.target) && token.target.cfnResourceType === 'AWS::IAM::Role');
}
