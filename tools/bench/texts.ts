import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AccountMfaBaseline, IdentityEvent } from '../../src';
import { MFA_DEVICE_CHANGES, SIGN_INS_BY_MFA, SIGN_INS_WITHOUT_MFA } from '../../src/detection/queries';
import { plain } from '../../src/private/plain';
import { renderedProperties } from '../../src/private/rendered';

/** What somebody who writes by hand would copy from somewhere; `<<…>>` stands for what they would name. */
export interface Texts {
  readonly policy: { readonly description: string; readonly statements: any[] };
  readonly keyDescription: string;
  readonly alarms: Record<'id' | 'name' | 'pattern' | 'description' | 'title' | 'label', string>[];
  readonly tables: { readonly title: string; readonly query: string; readonly width: number }[][];
}

export function textsOfLibrary(): Texts {
  const stack = new Stack(new App(), 'Stack0');
  const { group, monitor, trail } = new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'] });
  const rendered = (construct: IConstruct): any => plain(renderedProperties(construct.node.defaultChild as CfnResource), nameOf);
  const own: Record<string, string> = {
    [stack.getLogicalId(group.node.defaultChild as CfnResource)]: 'group',
    [stack.getLogicalId(group.enforcementPolicy.node.defaultChild as CfnResource)]: 'policy',
  };
  function nameOf(ref: string): string {
    return `<<${own[ref] ?? { 'AWS::AccountId': 'account', 'AWS::Partition': 'partition' }[ref] ?? ref}>>`;
  }

  const policy = rendered(group.enforcementPolicy);
  return {
    policy: { description: policy.Description, statements: policy.PolicyDocument.Statement },
    keyDescription: rendered(trail!.encryptionKey).Description,
    alarms: monitor.events.map(event => {
      const { alarm, metricFilter } = monitor.alarmFor(event);
      const { FilterName, FilterPattern } = rendered(metricFilter);
      const { AlarmDescription } = rendered(alarm);
      return { id: event.name, name: FilterName, pattern: FilterPattern, description: AlarmDescription, title: event.title, label: event.name };
    }),
    tables: [
      [
        { title: 'Sign-ins without MFA: by whom, from where', query: SIGN_INS_WITHOUT_MFA, width: 12 },
        { title: 'All sign-ins, by MFA used (of identity providers AWS always says No)', query: SIGN_INS_BY_MFA, width: 12 },
      ],
      [{ title: 'Changes of MFA devices', query: MFA_DEVICE_CHANGES, width: 24 }],
      [{ title: 'What root did', query: IdentityEvent.ROOT_USER_ACTIVITY.query!, width: 24 }],
    ],
  };
}
