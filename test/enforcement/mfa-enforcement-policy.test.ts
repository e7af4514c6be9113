import { App, Aspects, CfnParameter, Fn, NestedStack, PropertyInjectors, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { MfaDevices, MfaEnforcementPolicy } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize } from '../helpers';

const DENY_SIDS = ['DenyAllExceptListedIfNoMFA', 'DenyMfaRegistrationWithAccessKeys', 'DenyMfaManagementOfOthersIfNoMFA'];

function statementsOf(stack: Stack): any[] {
  return only(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').properties.PolicyDocument.Statement;
}

describe('the statements', () => {
  const stack = knownStack('Stack', { env: { account: '123456789012', region: 'us-gov-west-1' } });
  new MfaEnforcementPolicy(stack, 'Policy');
  const statements = statementsOf(stack);
  const ownUser = ['', '*/'].map(path => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::123456789012:user/${path}\${aws:username}`]],
  }));

  test('stand in the order of AWS\'s own policy, the Denies last', () => {
    expect(statements.map(statement => statement.Sid)).toEqual([
      'AllowViewAccountInfo',
      'AllowManageOwnPasswords',
      'AllowManageOwnAccessKeys',
      'AllowManageOwnSigningCertificates',
      'AllowManageOwnSSHPublicKeys',
      'AllowManageOwnGitCredentials',
      'AllowManageOwnUserMFA',
      'AllowManageOwnVirtualMFADevice',
      ...DENY_SIDS,
    ]);
  });

  test('deny all but eight actions without MFA, everywhere but at the console\'s door', () => {
    expect(statements.find(statement => statement.Sid === 'DenyAllExceptListedIfNoMFA')).toEqual({
      Sid: 'DenyAllExceptListedIfNoMFA',
      Effect: 'Deny',
      NotAction: [
        'iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices',
        'iam:ListVirtualMFADevices', 'iam:ResyncMFADevice', 'sts:GetSessionToken',
      ],
      NotResource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':signin:::console/*']] },
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    });
  });

  test('deny access keys the registration of a device', () => {
    expect(statements.find(statement => statement.Sid === 'DenyMfaRegistrationWithAccessKeys')).toEqual({
      Sid: 'DenyMfaRegistrationWithAccessKeys',
      Effect: 'Deny',
      Action: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ResyncMFADevice'],
      Resource: '*',
      Condition: { Null: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
  });

  test('deny the devices of others without MFA', () => {
    expect(statements.find(statement => statement.Sid === 'DenyMfaManagementOfOthersIfNoMFA')).toEqual({
      Sid: 'DenyMfaManagementOfOthersIfNoMFA',
      Effect: 'Deny',
      Action: ['iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice'],
      NotResource: ownUser,
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    });
  });

  test('name no partition and need no Fn::Sub, which would read ${aws:username} as its own', () => {
    const text = JSON.stringify(statements);
    expect(text).not.toContain('arn:aws');
    expect(text).not.toContain('Fn::Sub');
  });

  test('survive the merging of statements', () => {
    const app = new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': true } });
    const merged = new Stack(app, 'Stack', { env: HERE });
    new MfaEnforcementPolicy(merged, 'Policy', { exemptActions: ['s3:List*'], allowedDevices: MfaDevices.securityKeys() });
    expect(() => synthesize(merged)).not.toThrow();
    expect(statementsOf(merged).map(statement => statement.Sid)).toEqual(expect.arrayContaining(DENY_SIDS));
  });

  test('cannot be replaced by a property injector on ManagedPolicy', () => {
    const injected = agnosticStack();
    PropertyInjectors.of(injected).add({
      constructUniqueId: iam.ManagedPolicy.PROPERTY_INJECTION_ID,
      inject: (props: any) => ({ ...props, statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] }),
    });
    new MfaEnforcementPolicy(injected, 'Policy');
    expect(statementsOf(injected).map(statement => statement.Sid)).toEqual(expect.arrayContaining(DENY_SIDS));
  });

  test.each<[string, (policy: iam.CfnManagedPolicy) => void]>([
    ['taken out', policy => policy.addPropertyDeletionOverride('PolicyDocument.Statement.8')],
    ['changed', policy => policy.addPropertyOverride('PolicyDocument.Statement.8.Effect', 'Allow')],
    ['replaced as a whole', policy => { policy.policyDocument = { Version: '2012-10-17', Statement: [] }; }],
  ])('that are %s by an override fail the synthesis', (_, change) => {
    const overridden = knownStack();
    change(new MfaEnforcementPolicy(overridden, 'Policy').node.defaultChild as iam.CfnManagedPolicy);
    expect(() => synthesize(overridden)).toThrow(/the statement 'DenyAllExceptListedIfNoMFA' was changed or taken out/);
  });

  test('stand before statements of one\'s own', () => {
    const own = agnosticStack();
    new MfaEnforcementPolicy(own, 'Policy', {
      statements: [new iam.PolicyStatement({ sid: 'Mine', actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
    });
    expect(statementsOf(own).pop()).toMatchObject({ Sid: 'Mine', Effect: 'Allow' });
  });
});

describe('attached to groups and users', () => {
  test('of the app, it is attached from their side, so that it stands before their members', () => {
    const stack = knownStack();
    const group = new iam.Group(stack, 'Group');
    const user = new iam.User(stack, 'User');
    const policy = new MfaEnforcementPolicy(stack, 'Policy', { groups: [group], users: [user] });
    policy.attachToGroup(group); // once more

    const template = Template.fromStack(stack);
    const { id, properties } = only(template, 'AWS::IAM::ManagedPolicy');
    expect(properties).not.toHaveProperty('Groups');
    expect(properties).not.toHaveProperty('Users');
    template.hasResourceProperties('AWS::IAM::Group', { ManagedPolicyArns: [{ Ref: id }] });
    template.hasResourceProperties('AWS::IAM::User', { ManagedPolicyArns: [{ Ref: id }] });
  });

  test('of the app, attaching from both sides makes no cycle', () => {
    const stack = knownStack();
    const policy = new MfaEnforcementPolicy(stack, 'Policy');
    const group = new iam.Group(stack, 'Group', { managedPolicies: [policy] });
    policy.attachToGroup(group);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('that are imported, it is attached from its own side', () => {
    const stack = knownStack();
    new MfaEnforcementPolicy(stack, 'Policy', {
      groups: [iam.Group.fromGroupName(stack, 'Admins', 'admins')],
      users: [iam.User.fromUserName(stack, 'Alice', 'alice'), iam.User.fromUserArn(stack, 'Bob', 'arn:aws:iam::123456789012:user/team/bob')],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Groups: ['admins'], Users: ['alice', 'bob'] });
  });

  test('that are imported twice under one name, it is attached once', () => {
    const stack = knownStack();
    const groups = ['One', 'Two'].map(id => iam.Group.fromGroupName(stack, id, 'admins'));
    const policy = new MfaEnforcementPolicy(stack, 'Policy', { groups, users: ['Three', 'Four'].map(id => iam.User.fromUserName(stack, id, 'alice')) });
    policy.attachToGroup(groups[0]);
    expect(only(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').properties).toMatchObject({ Groups: ['admins'], Users: ['alice'] });
  });

  test('by names that are known only at deployment', () => {
    const stack = knownStack();
    const name = new CfnParameter(stack, 'Name');
    new MfaEnforcementPolicy(stack, 'Policy', { groups: [iam.Group.fromGroupName(stack, 'Group', name.valueAsString)] });
    const groups = JSON.stringify(only(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').properties.Groups);
    expect(groups).toContain('{"Ref":"Name"}');
  });

  test.each<[string, (stack: Stack) => iam.IGroup, string]>([
    ['an ARN with a path', stack => iam.Group.fromGroupArn(stack, 'Group', 'arn:aws:iam::123456789012:group/team/admins'), 'team/admins'],
    ['a name with a path', stack => iam.Group.fromGroupName(stack, 'Group', 'team/admins'), 'team/admins'],
    ['an ARN for a name', stack => iam.Group.fromGroupName(stack, 'Group', 'arn:aws:iam::123456789012:group/admins'), 'arn:aws:iam::123456789012:group/admins'],
  ])('fails for a group imported by %s', (_, imported, got) => {
    const stack = knownStack();
    expect(() => new MfaEnforcementPolicy(stack, 'Policy', { groups: [imported(stack)] })).toThrow(
      `a group is imported by its name alone, without path or ARN, got '${got}' (Group.fromGroupArn keeps the path); import it with Group.fromGroupName(…, 'admins')`,
    );
  });
});

describe('on a role', () => {
  const carried = /the policy is attached to roles: .*Role.* MFA/;

  test('attachToRole fails', () => {
    const stack = knownStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    expect(() => new MfaEnforcementPolicy(stack, 'Policy').attachToRole(role)).toThrow(/cannot be attached to a role, got 'Stack\/Role'/);
  });

  const assumedBy = new iam.AccountRootPrincipal();
  const roads: Record<string, (stack: Stack, policy: MfaEnforcementPolicy) => void> = {
    'as a managed policy': (stack, policy) => new iam.Role(stack, 'Role', { assumedBy, managedPolicies: [policy] }),
    'as a permissions boundary': (stack, policy) => new iam.Role(stack, 'Role', { assumedBy, permissionsBoundary: policy }),
    'as the boundary of a whole stack': (stack, policy) => {
      iam.PermissionsBoundary.of(stack).apply(policy);
      new iam.Role(stack, 'Role', { assumedBy });
    },
    'by its name': (stack) => new iam.Role(stack, 'Role', {
      assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'enforcement')],
    }),
    'in another stack': (stack, policy) => new iam.Role(new Stack(stack.node.root, 'Other', { env: HERE }), 'Role', {
      assumedBy, managedPolicies: [policy],
    }),
    'in a nested stack': (stack, policy) => new iam.Role(new NestedStack(stack, 'Nested'), 'Role', { assumedBy, managedPolicies: [policy] }),
    'by its name in other case': (stack) => new iam.Role(stack, 'Role', {
      assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'Enforcement')],
    }),
    'under a condition': (stack, policy) => {
      new iam.CfnRole(stack, 'Role', {
        assumeRolePolicyDocument: {},
        managedPolicyArns: [Fn.conditionIf('Condition', policy.managedPolicyArn, { Ref: 'AWS::NoValue' }).toString()],
      });
    },
    'by an override': (stack, policy) => {
      const role = new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {} });
      role.addPropertyOverride('ManagedPolicyArns', [policy.managedPolicyArn]);
    },
    'by an override of its own': (_stack, policy) => {
      (policy.node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('Roles', ['SomeRole']);
    },
  };

  test.each(Object.keys(roads))('synthesis fails for a role that carries it %s', road => {
    const stack = knownStack();
    const policy = new MfaEnforcementPolicy(stack, 'Policy', { managedPolicyName: 'enforcement' });
    roads[road](stack, policy);
    expect(() => synthesize(stack)).toThrow(carried);
  });

  test('a role with a policy of AWS, or of another account, of the same name passes', () => {
    const app = new App();
    new MfaEnforcementPolicy(new Stack(app, 'One', { env: HERE }), 'Policy', { managedPolicyName: 'ReadOnlyAccess' });
    new iam.Role(new Stack(app, 'Two', { env: HERE }), 'Role', {
      assumedBy, managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
    });
    const elsewhere = new Stack(app, 'Three', { env: { ...HERE, account: '210987654321' } });
    new iam.Role(elsewhere, 'Role', { assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(elsewhere, 'Own', 'ReadOnlyAccess')] });
    expect(() => app.synth()).not.toThrow();
  });

  test('a role of another stack with another policy of the same logical id passes', () => {
    const app = new App();
    new MfaEnforcementPolicy(new Stack(app, 'One', { env: HERE }), 'Policy');
    const other = new Stack(app, 'Two', { env: HERE });
    const policy = new iam.ManagedPolicy(other, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
    new iam.Role(other, 'Role', { assumedBy, managedPolicies: [policy] });
    expect(() => app.synth()).not.toThrow();
  });

  test('roles without it pass', () => {
    const stack = knownStack();
    new MfaEnforcementPolicy(stack, 'Policy');
    new iam.Role(stack, 'Role', {
      assumedBy,
      managedPolicies: [new iam.ManagedPolicy(stack, 'Other', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] })],
    });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe('bad input', () => {
  test.each([
    ['managedPolicyName', 'with space', /'managedPolicyName' must be 1 to 128 letters, .*, got 'with space'/],
    ['managedPolicyName', 'x'.repeat(129), /got 'x+' \(129 characters\)/],
    ['managedPolicyName', '', /'managedPolicyName' must be 1 to 128/],
    ['path', 'team/', /'path' must be .* between slashes, which begin and end it, got 'team\/'/],
    ['path', '/team', /'path' must be/],
    ['path', '/team!/', /'path' must be/],
    ['path', '/a//', /'path' must be/],
    ['description', 'x'.repeat(1_001), /'description' must be up to 1,000 characters/],
    ['description', 'ein „Wort“', /'description' must be/],
  ])('fails for %s %j', (prop, value, error) => {
    expect(() => new MfaEnforcementPolicy(knownStack(), 'Policy', { [prop]: value })).toThrow(error);
  });

  test.each(['managedPolicyName', 'path', 'description'])('a token as %s passes', prop => {
    const stack = knownStack();
    const token = new CfnParameter(stack, 'Value').valueAsString;
    expect(() => {
      new MfaEnforcementPolicy(stack, 'Policy', { [prop]: token });
      synthesize(stack);
    }).not.toThrow();
  });

  test('synthesis fails for a Sid that is there twice', () => {
    const stack = knownStack();
    new MfaEnforcementPolicy(stack, 'Policy', {
      statements: [new iam.PolicyStatement({ sid: 'DenyAllExceptListedIfNoMFA', actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
    });
    expect(() => synthesize(stack)).toThrow(/two statements with the Sid 'DenyAllExceptListedIfNoMFA'/);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
  test.each(['Deny-No-MFA', 'With space'])('synthesis fails for the Sid %j, also of an override, at which the CDK does not look', sid => {
    const stack = knownStack();
    const policy = new MfaEnforcementPolicy(stack, 'Policy');
    (policy.node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('PolicyDocument.Statement.0.Sid', sid);
    expect(() => synthesize(stack)).toThrow(`the policy has a statement with the Sid '${sid}', and IAM takes letters and digits only; rename it`);
  });

  test('synthesis fails for a policy over 6,144 characters, also if it grew later', () => {
    const stack = knownStack();
    const policy = new MfaEnforcementPolicy(stack, 'Policy');
    policy.addStatements(...[...Array(60).keys()].map(index => new iam.PolicyStatement({
      sid: `Report${index}`, actions: ['s3:GetObject'], resources: [`arn:aws:s3:::reports-${index}/*`],
    })));
    expect(() => synthesize(stack)).toThrow(/the policy has \d{4} characters without white space, IAM takes 6144/);
  });

  test('so it does where its own statements become that long', () => {
    const stack = knownStack();
    new MfaEnforcementPolicy(stack, 'Policy', { exemptActions: [...Array(300).keys()].map(index => `s3:GetReport${index}`) });
    expect(() => synthesize(stack)).toThrow(/the policy has \d{4} characters without white space, IAM takes 6144/);
  });

  test.each([true, false])('fails where iam.Role.customizeRoles stands for another policy (preventSynthesis: %s)', preventSynthesis => {
    const stack = knownStack();
    iam.Role.customizeRoles(stack, { preventSynthesis });
    expect(() => new MfaEnforcementPolicy(stack, 'Policy')).toThrow(/customizeRoles stands for a policy that is made by hand/);
  });

  describe('synthesis fails where somebody else took the policy away again', () => {
    test.each<[string, (stack: Stack, policy: MfaEnforcementPolicy) => void]>([
      ['by an override on the group', (stack, policy) => {
        const group = new iam.Group(stack, 'Group');
        policy.attachToGroup(group);
        (group.node.defaultChild as iam.CfnGroup).addPropertyDeletionOverride('ManagedPolicyArns');
      }],
      ['by an aspect on groups', (stack, policy) => {
        policy.attachToGroup(new iam.Group(stack, 'Group'));
        Aspects.of(stack).add({
          visit: node => { if (iam.CfnGroup.isCfnGroup(node)) { node.managedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess']; } },
        });
      }],
      ['by an override on the user', (stack, policy) => {
        const user = new iam.User(stack, 'User');
        policy.attachToUser(user);
        (user.node.defaultChild as iam.CfnUser).addPropertyOverride('ManagedPolicyArns', []);
      }],
      ['by an override on the policy', (stack, policy) => {
        policy.attachToGroup(iam.Group.fromGroupName(stack, 'Admins', 'admins'));
        (policy.node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('Groups', ['others']);
      }],
    ])('%s', (_, takeAway) => {
      const stack = knownStack();
      takeAway(stack, new MfaEnforcementPolicy(stack, 'Policy'));
      expect(() => synthesize(stack)).toThrow(/the policy was attached to Stack\/\w+ and is there no longer/);
    });
  });

  test.each<[string, (stack: Stack, policy: MfaEnforcementPolicy) => void]>([
    ['the document', (_, policy) => (policy.node.defaultChild as iam.CfnManagedPolicy).addPropertyDeletionOverride('PolicyDocument')],
    ['the statements', (_, policy) => (policy.node.defaultChild as iam.CfnManagedPolicy)
      .addPropertyOverride('PolicyDocument.Statement', { 'Fn::If': ['Condition', [], []] })],
  ])('synthesis fails where %s cannot be looked into', (_, override) => {
    const stack = knownStack();
    override(stack, new MfaEnforcementPolicy(stack, 'Policy'));
    expect(() => synthesize(stack)).toThrow(/the statements of the policy cannot be looked into before deployment/);
  });
});

describe('more than one', () => {
  test('in one stack', () => {
    const stack = knownStack();
    new MfaEnforcementPolicy(stack, 'One');
    new MfaEnforcementPolicy(stack, 'Two');
    Template.fromStack(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 2);
  });

  test('in two Regions and two stages, by generated names', () => {
    const app = new App();
    new MfaEnforcementPolicy(new Stack(app, 'One', { env: HERE }), 'Policy');
    new MfaEnforcementPolicy(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), 'Policy');
    new MfaEnforcementPolicy(new Stack(new Stage(app, 'Stage'), 'One', { env: HERE }), 'Policy');
    expect(() => app.synth()).not.toThrow();
  });

  test('synthesis fails for one name in two Regions of an account', () => {
    const app = new App();
    new MfaEnforcementPolicy(new Stack(app, 'One', { env: HERE }), 'Policy', { managedPolicyName: 'mfa' });
    new MfaEnforcementPolicy(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), 'Policy', { managedPolicyName: 'MFA' });
    expect(() => app.synth()).toThrow(/the name 'mfa' is also that of Two\/Policy\/Resource in the same account/);
  });

  test('one name in two accounts passes', () => {
    const app = new App();
    new MfaEnforcementPolicy(new Stack(app, 'One', { env: HERE }), 'Policy', { managedPolicyName: 'mfa' });
    new MfaEnforcementPolicy(new Stack(app, 'Two', { env: { ...HERE, account: '210987654321' } }), 'Policy', { managedPolicyName: 'mfa' });
    expect(() => app.synth()).not.toThrow();
  });
});

test('leaves room: at most 3,200 of 6,144 characters in the partition with the longest name', () => {
  const stack = knownStack();
  new MfaEnforcementPolicy(stack, 'Policy');
  const text = JSON.stringify(statementsOf(stack)).replace(/\{"Fn::Join":\["",\[(.*?)\]\]\}/g, (_, parts) =>
    JSON.stringify(JSON.parse(`[${parts}]`).map((part: any) => part.Ref ? 'aws-us-gov' : part).join('')));
  expect(text).toContain('arn:aws-us-gov:iam::123456789012:mfa/*');
  expect(text.length + '{"Statement":,"Version":"2012-10-17"}'.length).toBeLessThanOrEqual(3_200);
});

test('snapshot', () => {
  const stack = agnosticStack();
  new MfaEnforcementPolicy(stack, 'Policy', { groups: [iam.Group.fromGroupName(stack, 'Admins', 'admins')] });
  expect(Template.fromStack(stack).toJSON().Resources).toMatchSnapshot();
});

