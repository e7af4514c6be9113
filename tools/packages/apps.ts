/** An app that stands in examples/languages in each language. */
export interface App {
  readonly file: string;
  readonly stackName: string;
}

export const ACCOUNT_BASELINE: App = { file: 'account-baseline', stackName: 'AccountBaseline' };
export const ENFORCED_TEAM: App = { file: 'enforced-team', stackName: 'EnforcedTeam' };
