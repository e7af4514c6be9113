import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { quotedProofs } from './quoted-proofs';
import { MfaEnforcedGroup } from '../../src';
import { compare, outcomeOf } from '../../tools/replacements/outcome';
import { replacementDocument } from '../../tools/replacements/replacement-document';
import type { AnySubject } from '../../tools/replacements/subject';
import { SUBJECTS } from '../../tools/replacements/subjects';

const ROOT = join(__dirname, '../..');
const written = readFileSync(join(ROOT, 'docs/what-changes-replace.md'), 'utf8');
const types: Record<string, any> = {
  ...JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types,
  ...JSON.parse(gunzipSync(readFileSync(join(dirnameOf('aws-cdk-lib'), '.jsii.gz'))).toString()).types,
};
const GROUP = SUBJECTS.MfaEnforcedGroup;

test('docs/what-changes-replace.md is up to date; if not, run `npm run replacements` and look at what changed', () => {
  expect(written).toBe(replacementDocument());
}, 300_000);

test('it has every construct of the library', () => {
  const constructs = Object.values(types).filter(type => type.fqn.startsWith('cdk-enforce-mfa.') && scopeOf(type) === 'constructs.Construct');
  expect(Object.keys(SUBJECTS).sort()).toEqual(constructs.map(({ name }) => name).sort());
});

test.each(Object.entries(SUBJECTS))('%s: it has every prop, and no other', (name, { props }) => {
  expect(Object.keys(props).sort()).toEqual(propsOf(`cdk-enforce-mfa.${name}Props`));
});

test('every test that it names is in the file that it names', () => {
  const quoted = quotedProofs(written).map(({ file, titles }) => [readFileSync(join(ROOT, 'docs', file), 'utf8'), titles] as const);
  expect(quoted.length).toBeGreaterThan(5);
  expect(quoted.flatMap(([text, titles]) => titles.length === 0 ? ['none'] : titles.filter(title => !text.includes(`'${title}'`)))).toEqual([]);
});

test('every link leads to a file, and within the page to a heading', () => {
  const files = [...written.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path);
  expect(files.filter(path => !existsSync(join(ROOT, 'docs', path)))).toEqual([]);
  const headings = [...written.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/,/g, '').replace(/ /g, '-'));
  const anchors = [...written.matchAll(/\]\(#([^)]+)/g)].map(([, anchor]) => anchor);
  expect(anchors.length).toBeGreaterThan(2);
  expect(anchors.filter(anchor => !headings.includes(anchor))).toEqual([]);
});

describe('a renamed group', () => {
  const named = (groupName: string, removalPolicy?: RemovalPolicy) => (stack: Stack) => {
    const group = new MfaEnforcedGroup(stack, 'People', { groupName, removalPolicy });
    group.addUser(new User(stack, 'Alice'));
    group.addToPolicy(new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
  };

  test('is another one, and the old one stays; its policy, users of the app and inline policies are the same', () => {
    expect(compare(named('first'), named('second')).lost).toEqual([expect.objectContaining({ type: 'AWS::IAM::Group', how: 'anew', old: 'stays' })]);
  });

  test('negative control: told to go, the old one goes', () => {
    const [first, second] = ['first', 'second'].map(name => named(name, RemovalPolicy.DESTROY));
    expect(compare(first, second).lost).toEqual([expect.objectContaining({ type: 'AWS::IAM::Group', how: 'anew', old: 'goes' })]);
  });
});

test('what may be made anew, depending on what CloudFormation finds, is told apart', () => {
  const instance = (EbsOptimized: boolean) => (stack: Stack) => { new CfnResource(stack, 'It', { type: 'AWS::EC2::Instance', properties: { EbsOptimized } }); };
  expect(compare(instance(false), instance(true)).lost).toEqual([{ id: 'It', type: 'AWS::EC2::Instance', how: 'perhaps', old: 'goes' }]);
});

describe('it is not written', () => {
  const document = (subject: Partial<AnySubject>) => replacementDocument({ MfaEnforcedGroup: { ...GROUP, props: {}, ...subject } });

  test('without a sentence for what is lost', () => {
    const { values } = GROUP.props.groupName as any;
    expect(() => document({ props: { groupName: { values } } })).toThrow('`groupName`: made anew, the old **stays**: IAM Group; write down what people lose');
  });

  test('with a sentence where nothing is lost', () => {
    const { values } = GROUP.props.path as any;
    expect(() => document({ props: { path: { values, loses: 'all' } } })).toThrow('so that nobody loses \'all\'');
  });

  test('with props that are said to be as in another construct, and are not', () => {
    const make: AnySubject['make'] = (scope, id, props) => new MfaEnforcedGroup(scope, id, { ...props, removalPolicy: RemovalPolicy.DESTROY });
    const subjects = {
      AccountMfaBaseline: { ...SUBJECTS.AccountMfaBaseline, props: { groupProps: { asIn: 'Other' } } },
      Other: { ...GROUP, make, props: { groupName: GROUP.props.groupName } },
    };
    expect(() => replacementDocument(subjects)).toThrow('groupProps.groupName of AccountMfaBaseline is not as in Other');
  });

  test('with one value of what has to be given', () => {
    const role = SUBJECTS.MfaEnforcedRole;
    const once: AnySubject = { ...role, props: { assumedBy: { values: scope => [role.required!(scope).assumedBy] } } };
    expect(() => outcomeOf(once, 'assumedBy')).toThrow('needs two values');
  });
});

function dirnameOf(module: string): string {
  return join(require.resolve(`${module}/package.json`), '..');
}

function scopeOf({ kind, abstract, initializer }: any): string | undefined {
  return kind === 'class' && !abstract ? initializer?.parameters?.[0]?.type.fqn : undefined;
}

/** With those that it has from elsewhere. */
function propsOf(fqn: string): string[] {
  const { interfaces = [], properties = [] } = types[fqn];
  return [...new Set<string>([...properties.map(({ name }: any) => name), ...interfaces.flatMap(propsOf)])].sort();
}
