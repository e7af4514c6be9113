import type { Finding } from './finding';

/** A finding that may stay, and why. One that no longer occurs has to go from here. */
export interface Accepted {
  readonly auditor: string;
  readonly rules: string[];
  readonly place: string;
  readonly reason: string;
}

const COMPLIANCE_PACKS = ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];
const inPacks = (...rules: string[]) => rules.flatMap((rule) => COMPLIANCE_PACKS.map((pack) => `${pack}-${rule}`));

/** What our constructs cause they acknowledge themselves. Here stands what the examples do with their own resources. */
export const ACCEPTED: Accepted[] = [
  {
    auditor: 'cdk-nag',
    rules: inPacks('IAMUserGroupMembership', 'IAMUserNoPolicies'),
    place: 'Boundary/Contractor',
    reason: 'the example is about a user whom no group reaches',
  },
  {
    auditor: 'cfn-guard',
    rules: ['iam_user_no_policies_check'],
    place: 'Boundary/Contractor',
    reason: 'the example is about a user whom no group reaches',
  },
  {
    auditor: 'cdk-nag',
    rules: inPacks('IAMNoInlinePolicy'),
    place: 'EnforcedGroup/People/DefaultPolicy',
    reason: 'what addToPrincipalPolicy of any group in the CDK makes: rights of this group alone, which go with it',
  },
  {
    auditor: 'cdk-nag',
    rules: inPacks('IAMNoInlinePolicy'),
    place: 'EnforcedRole/ReportsAdmin/DefaultPolicy',
    reason: 'what addToPolicy of any role in the CDK makes: rights of this role alone, which go with it',
  },
  ...['Deploy', 'Diff'].map((role) => ({
    auditor: 'cdk-nag',
    rules: inPacks('IAMNoInlinePolicy'),
    place: `GitHub/Roles/${role}/DefaultPolicy`,
    reason: 'what addToPolicy of any role in the CDK makes: rights of this role alone, which go with it',
  })),
  {
    auditor: 'cdk-nag',
    rules: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:us-east-1:123456789012:stack/AccountMfa/*]'],
    place: 'GitHub/Roles/Diff/DefaultPolicy',
    reason: 'behind the name of a stack stands an id that only its deployment gives',
  },
  ...['GroupEnforcementPolicyEE2AF5B4', 'BoundaryEA298153'].map((policy) => ({
    auditor: 'parliament',
    rules: ['UNKNOWN_CONDITION_FOR_ACTION'],
    place: `everything/PeopleNestedFA3B429A.nested ${policy}`,
    reason: 'parliament has not heard of aws:ViaAWSService, which AWS has for every action',
  })),
];

export interface Judgement {
  readonly open: Finding[];
  readonly accepted: Finding[];
  /** Acceptances of auditors that were asked, for findings that did not occur. */
  readonly unused: string[];
}

export function judge(findings: Finding[], auditors: string[]): Judgement {
  const allows = (entry: Accepted, { auditor, rule, place }: Finding) =>
    entry.auditor === auditor && entry.rules.includes(rule) && entry.place === place;
  const asked = ACCEPTED.filter(({ auditor }) => auditors.includes(auditor));
  const accepted = findings.filter((finding) => asked.some((entry) => allows(entry, finding)));
  return {
    accepted,
    open: findings.filter((finding) => !accepted.includes(finding)),
    unused: asked.flatMap((entry) => entry.rules
      .filter((rule) => !findings.some((finding) => finding.rule === rule && allows(entry, finding)))
      .map((rule) => `${entry.auditor} ${rule} at ${entry.place}`)),
  };
}
