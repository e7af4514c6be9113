// Who did it. A field that is undefined is not in the event.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html

export type Fields = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111122223333';
export const MEMBER = '444455556666';

export function user(fields: Fields = {}): Fields {
  return { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:user/alice`, accountId: ACCOUNT, userName: 'alice', ...fields };
}

export function root(fields: Fields = {}): Fields {
  return { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT, accessKeyId: '', ...fields };
}

export function role(roleName: string, fields: Fields = {}): Fields {
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:alice',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/alice`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: session({ sessionIssuer: { type: 'Role', accountId: ACCOUNT, userName: roleName } }),
    ...fields,
  };
}

/** Nobody that CloudTrail can name, as in the sign-in steps of IAM Identity Center. */
export function unknown(fields: Fields = {}): Fields {
  return { type: 'Unknown', principalId: ACCOUNT, arn: '', accountId: ACCOUNT, accessKeyId: '', ...fields };
}

export function service(name: string): Fields {
  return { type: 'AWSService', accountId: ACCOUNT, invokedBy: `${name}.amazonaws.com` };
}

export function session(fields: Fields = {}, mfaAuthenticated = 'false'): Fields {
  return { attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated }, ...fields };
}

/**
 * With a long-term access key: no sessionContext, as in the records that Stratus Red Team prints.
 * https://github.com/DataDog/stratus-red-team/tree/main/docs/detonation-logs
 */
export function byKey(who: Fields): Fields {
  return { ...who, accessKeyId: 'AKIAEXAMPLE' };
}

/** In the console: "Root user, MFA changed" of the page on sign-in events. */
export function inConsole(who: Fields, mfaAuthenticated: 'true' | 'false' = 'true'): Fields {
  return { ...who, accessKeyId: 'ASIAEXAMPLE', sessionContext: session({}, mfaAuthenticated) };
}

export function inMember(who: Fields): Fields {
  const moved = (text: unknown) => String(text).replace(ACCOUNT, MEMBER);
  return { ...who, principalId: moved(who.principalId), arn: moved(who.arn), accountId: MEMBER };
}

export const ADMIN = role('admin');

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-cloudtrail.html */
export const DELEGATE = role('admin', { invokedByDelegate: { accountId: MEMBER } });

/** A central root session at work. https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html */
export const ROOT_SESSION = inMember(inConsole(root(), 'false'));
