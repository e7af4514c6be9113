import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { misuse } from '../private/checks';

/**
 * What may be exempted in services that decide about identities. New actions appear every quarter, so that a list of
 * refusals would leak: in these services only what is listed passes.
 */
const CLOSED_SERVICES: Record<string, { prefixes?: string[]; actions?: string[] } | undefined> = {
  'account': { prefixes: ['Describe', 'Get', 'List'] },
  'account-access': { prefixes: ['Describe', 'Get', 'List'] },
  'iam': { prefixes: ['Generate', 'Get', 'List', 'Simulate'] },
  'identitystore': { prefixes: ['Describe', 'Get', 'List'] },
  'organizations': { prefixes: ['Describe', 'Get', 'List'] },
  'signin': {},
  'sso': { prefixes: ['Describe', 'Get', 'List'] },
  'sso-directory': { prefixes: ['Describe', 'Get', 'List'] },
  'sso-oauth': {},
  'sts': { actions: ['DecodeAuthorizationMessage', 'GetAccessKeyInfo', 'GetCallerIdentity'] },
};

const CREDENTIAL = 'gives itself a credential without MFA';
const DEVICE = 'takes the MFA device of a user away';
const RIGHTS = 'gives itself rights, or takes the enforcement away';
const SESSION = 'opens a session that goes on without MFA';

/** What would be open, for those that people really ask for; in lower case. */
const OPENS: Record<string, string> = {
  'iam:acceptdelegationrequest': RIGHTS,
  'iam:acquirerole': SESSION,
  'iam:addusertogroup': RIGHTS,
  'iam:attachgrouppolicy': RIGHTS,
  'iam:attachrolepolicy': RIGHTS,
  'iam:attachuserpolicy': RIGHTS,
  'iam:createaccesskey': CREDENTIAL,
  'iam:createloginprofile': CREDENTIAL,
  'iam:createpolicyversion': RIGHTS,
  'iam:createservicespecificcredential': CREDENTIAL,
  'iam:deactivatemfadevice': DEVICE,
  'iam:deletegrouppolicy': RIGHTS,
  'iam:deleterolepolicy': RIGHTS,
  'iam:deleteuserpermissionsboundary': RIGHTS,
  'iam:deleteuserpolicy': RIGHTS,
  'iam:deletevirtualmfadevice': DEVICE,
  'iam:detachgrouppolicy': RIGHTS,
  'iam:detachrolepolicy': RIGHTS,
  'iam:detachuserpolicy': RIGHTS,
  'iam:enableoutboundwebidentityfederation': SESSION,
  'iam:passrole': RIGHTS,
  'iam:putgrouppolicy': RIGHTS,
  'iam:putrolepolicy': RIGHTS,
  'iam:putuserpermissionsboundary': RIGHTS,
  'iam:putuserpolicy': RIGHTS,
  'iam:removeuserfromgroup': RIGHTS,
  'iam:resetservicespecificcredential': CREDENTIAL,
  'iam:senddelegationtoken': RIGHTS,
  'iam:setdefaultpolicyversion': RIGHTS,
  'iam:updateaccesskey': CREDENTIAL,
  'iam:updateassumerolepolicy': RIGHTS,
  'iam:updateloginprofile': CREDENTIAL,
  'iam:uploadsigningcertificate': CREDENTIAL,
  'iam:uploadsshpublickey': CREDENTIAL,
  'signin:authorizeoauth2access': SESSION,
  'signin:createoauth2token': SESSION,
  'sts:assumerole': SESSION,
  'sts:assumeroot': SESSION,
  'sts:getfederationtoken': SESSION,
  'sts:getwebidentitytoken': SESSION,
};

/**
 * Throws unless each action may be exempted from MFA.
 */
export function checkExemptActions(scope: Construct, actions: readonly string[]): void {
  if (Token.isUnresolved(actions)) {
    throw misuse(scope, '\'exemptActions\' must be a list of actions, got a token, which cannot be checked; write the actions out');
  }
  for (const action of actions) {
    const fault = findFault(action);
    if (fault) {
      throw misuse(scope, `'exemptActions' cannot hold '${action}': ${fault}`);
    }
  }
}

function findFault(action: string): string | undefined {
  if (Token.isUnresolved(action)) { return 'a token cannot be checked; write the action out'; }
  const [, service, name] = /^([A-Za-z0-9-]+):([A-Za-z0-9*]+)$/.exec(action) ?? [];
  if (!service) { return 'an action is written service:Action, with * in the part behind the colon only'; }

  const { prefixes = [], actions = [] } = CLOSED_SERVICES[service.toLowerCase()] ?? { prefixes: [''] };
  const lower = name.toLowerCase(); // IAM does not care about case
  if (prefixes.some(prefix => lower.startsWith(prefix.toLowerCase())) || actions.some(each => lower === each.toLowerCase())) { return undefined; }
  const passing = [...prefixes.map(prefix => `${prefix}*`), ...actions].join(', ') || 'nothing';
  return `${OPENS[action.toLowerCase()] ?? 'it may open a way around MFA'}; in ${service.toLowerCase()} ${passing} can be exempted`;
}
