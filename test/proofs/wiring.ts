import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

/*
 * Goes from every alarm action and rule target that is an SNS topic to the topic, its policy and the policy of its key, over
 * all templates of an app as CloudFormation would deploy them, and asks an independent IAM engine whether messages pass.
 * Only what the app says itself counts, not the policy that SNS gives to a topic without one.
 */

export interface Findings {
  /** The alarm actions and rule targets that lead to a topic of the app. */
  readonly wires: string[];
  readonly faults: string[];
  /** Where the walk leaves the app. */
  readonly unknown: string[];
}

interface Wire {
  readonly from: string;
  readonly to: string;
  readonly service: string;
  /** The condition keys of the request. */
  readonly context: Record<string, string>;
  readonly role?: string;
}

const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const EVENTBRIDGE = 'events.amazonaws.com';
/** Of kms:GenerateDataKey*, which AWS asks for, what SNS can have use for. */
const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];

export async function walk(assembly: CloudAssembly): Promise<Findings> {
  const resources = deployed(assembly);
  const found = await Promise.all(resources.flatMap(wiresOf).map(wire => follow(wire, resources)));
  const all = (kind: keyof Findings) => [...new Set(found.flatMap(each => each[kind]))];
  return { wires: all('wires'), faults: all('faults'), unknown: all('unknown') };
}

function wiresOf({ id, type, account, arn, properties }: Resource): Wire[] {
  if (type === 'AWS::Events::Rule') {
    // what else EventBridge sends is not documented
    const context = { 'aws:SecureTransport': 'true' };
    return (properties.Targets ?? []).map(({ Arn, RoleArn }: any) => ({ from: id, to: String(Arn), service: EVENTBRIDGE, context, role: RoleArn }));
  }
  if (!/^AWS::CloudWatch::(Composite|Log)?Alarm$/.test(type)) { return []; }
  const context = { 'aws:SecureTransport': 'true', 'aws:PrincipalIsAWSService': 'true', 'aws:SourceAccount': account, 'aws:SourceArn': arn };
  return ['AlarmActions', 'OKActions', 'InsufficientDataActions'].flatMap(kind => properties[kind] ?? [])
    .map(to => ({ from: id, to: String(to), service: CLOUDWATCH, context }));
}

async function follow(wire: Wire, resources: Resource[]): Promise<Findings> {
  const { from, to, role } = wire;
  const topic = resources.find(({ type, arn }) => type === 'AWS::SNS::Topic' && arn === to);
  if (!topic) { return { wires: [], faults: [], unknown: when(/^arn:[^:]*:sns:|</.test(to), `${from} tells ${to}`) }; }

  const { FifoTopic, KmsMasterKeyId } = topic.properties;
  const key = keyOf(topic, resources);
  const managed = String(KmsMasterKeyId).endsWith('alias/aws/sns');
  const policies = resources.filter(({ type, properties }) => /^AWS::SNS::Topic(Inline)?Policy$/.test(type)
    && [properties.Topics, properties.TopicArn].flat().includes(topic.arn));
  return {
    wires: [`${from} tells ${topic.id}`],
    faults: [
      ...when(String(FifoTopic) === 'true', `${topic.id} is a FIFO topic`),
      ...when(managed, `${topic.id} is encrypted with alias/aws/sns, which no service may use`),
      ...when(policies.length > 1, `${topic.id} has ${policies.length} policies, of which the last wins in silence`),
      ...when(!resources.some(each => listensTo(topic, each)), `nobody listens to ${topic.id}`),
      ...when(role, `the role with which ${from} tells ${topic.id} cannot be judged`),
      ...role ? [] : await judge(topic, policies[0]?.properties.PolicyDocument, ['sns:Publish'], wire),
      ...key && !role ? await judge(key, key.properties.KeyPolicy, USE_KEY, wire) : [],
    ],
    unknown: when(KmsMasterKeyId && !key && !managed, `${topic.id} is encrypted with ${KmsMasterKeyId}`),
  };
}

function keyOf(topic: Resource, resources: Resource[]): Resource | undefined {
  const find = (ofType: RegExp, wanted: unknown) => resources.find(({ type, arn, name, account, region }) =>
    ofType.test(type) && (wanted === arn || (wanted === name && account === topic.account && region === topic.region)));
  const { KmsMasterKeyId } = topic.properties;
  return find(/^AWS::KMS::(Replica)?Key$/, find(/^AWS::KMS::Alias$/, KmsMasterKeyId)?.properties.TargetKeyId ?? KmsMasterKeyId);
}

/** Subscriptions, and chat channels, which subscribe themselves. */
function listensTo(topic: Resource, { type, arn, properties }: Resource): boolean {
  return (type === 'AWS::SNS::Subscription' && properties.TopicArn === topic.arn)
    || (type.startsWith('AWS::Chatbot::') && properties.SnsTopicArns?.includes(topic.arn))
    || (arn === topic.arn && properties.Subscription?.length > 0);
}

async function judge({ id, arn, account }: Resource, document: any, actions: string[], { from, service, context }: Wire): Promise<string[]> {
  const statements: any[] = [document?.Statement ?? []].flat();
  const ask = async (action: string, Statement: any[]) => {
    const answer = await runSimulation({
      request: { principal: service, action, resource: { resource: arn, accountId: account }, contextVariables: context },
      identityPolicies: [],
      resourcePolicy: { Version: '2012-10-17', Statement },
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    }, {});
    return answer.resultType === 'error' ? 'Error' : answer.overallResult;
  };
  // EventBridge supports no conditions: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
  const counting = service === EVENTBRIDGE ? statements.filter(each => each.Effect === 'Deny' || !each.Condition) : statements;
  const relaxed = statements.map(({ Condition, ...each }) => each.Effect === 'Deny' && Condition ? { ...each, Condition } : each);
  const verdicts = await Promise.all(actions.map(async action => {
    const verdict = await ask(action, counting);
    return verdict === 'ImplicitlyDenied' && await ask(action, relaxed) === 'Allowed' ? 'Conditional' : verdict;
  }));
  const having = (wanted: string) => actions.filter((_, index) => verdicts[index] === wanted).join(', ');
  const services = (each: any): string[] => [each.Principal?.Service ?? []].flat();

  if (having('Error') || statements.some(isOdd)) { return [`the policy of ${id} cannot be judged`]; }
  const unsupported = service === EVENTBRIDGE && (having('Conditional') || statements.some(each => each.Condition && services(each).includes(service)));
  return [
    ...when(unsupported, `the policy of ${id} has a condition for ${service}, which supports none`),
    ...when(having('Conditional') && !unsupported, `the policy of ${id} lets ${service} ${having('Conditional')} on a condition that fails for ${from}`),
    ...when(having('ExplicitlyDenied'), `the policy of ${id} denies ${service} ${having('ExplicitlyDenied')}`),
    ...when(having('ImplicitlyDenied'), `the policy of ${id} does not let ${service} ${having('ImplicitlyDenied')}; `
      + `it names ${[...new Set(statements.flatMap(services))].sort().join(', ') || 'no service'}`),
  ];
}

/** Whether a statement is of a form that is not looked into, or has parts that only a deployment knows. */
function isOdd(statement: any): boolean {
  return Object.keys(statement).some(key => !/^(Sid|Effect|Principal|Action|Resource|Condition)$/.test(key)) || JSON.stringify(statement).includes('<');
}

const when = (found: unknown, text: string): string[] => found ? [text] : [];

interface Place {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly asset: (hash: string) => any;
}

interface Resource {
  readonly id: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly properties: any;
}

/** All resources of an app. */
function deployed(assembly: CloudAssembly): Resource[] {
  const world: Template[] = [];
  for (const { stackName: stack, environment: { account, region }, template, templateFullPath } of assembly.stacksRecursively) {
    const read = (path: string) => JSON.parse(readFileSync(join(dirname(templateFullPath), path), 'utf8'));
    const assets = templateFullPath.slice(dirname(templateFullPath).length + 1).replace('.template.json', '.assets.json');
    new Template(world, template, {
      stack,
      account: account.replace('unknown-account', '111111111111'),
      region: region.replace('unknown-region', 'us-east-1'),
      asset: hash => read(read(assets).files[hash].source.path),
    });
  }
  return world.flatMap(each => each.resources());
}

/** A template whose references are followed; what only a deployment knows stands in pointed brackets. */
class Template {
  private readonly nested: Record<string, Template> = {};

  constructor(
    private readonly world: Template[],
    private readonly body: any,
    private readonly place: Place,
    private readonly parameter: (name: string) => any = () => undefined,
  ) {
    world.push(this);
    for (const [id, { Type, Properties }] of Object.entries<any>(body.Resources)) {
      if (Type !== 'AWS::CloudFormation::Stack') { continue; }
      const [hash] = /[0-9a-f]{64}/.exec(JSON.stringify(Properties.TemplateURL))!;
      const given = (name: string) => this.evaluate(Properties.Parameters?.[name]);
      this.nested[id] = new Template(world, place.asset(hash), { ...place, stack: `${place.stack}-${id}` }, given);
    }
  }

  public resources(): Resource[] {
    const { stack, account, region } = this.place;
    return Object.entries<any>(this.body.Resources).map(([id, { Type, Properties = {} }]) =>
      ({ id: `${stack}/${id}`, type: Type, account, region, ...this.names(id), properties: this.evaluate(Properties) }));
  }

  private names(id: string): { name: string; arn: string } {
    const { stack, account, region } = this.place;
    const { Type, Properties: { TopicName, AlarmName, AliasName } = {} } = this.body.Resources[id];
    const [, service, kind = ''] = Type.split('::');
    const name = this.evaluate(TopicName ?? AlarmName ?? AliasName) ?? `${stack}-${id}`;
    const prefix = kind.endsWith('Alarm') ? 'alarm:' : kind.endsWith('Key') ? 'key/' : '';
    return { name, arn: `arn:${this.ref('AWS::Partition')}:${service.toLowerCase()}:${region}:${account}:${prefix}${name}` };
  }

  private evaluate(value: any): any {
    if (Array.isArray(value)) { return value.map(each => this.evaluate(each)).filter(each => each !== undefined); }
    if (typeof value !== 'object' || value === null) { return value; }
    const [[name, argument] = ['', undefined]] = Object.entries<any>(value);
    switch (name) {
      case 'Ref': return this.ref(argument);
      case 'Fn::GetAtt': return this.attribute(argument);
      case 'Fn::Join': return [this.evaluate(argument[1])].flat().join(argument[0]);
      case 'Fn::ImportValue': return this.imported(this.evaluate(argument));
      case 'Fn::GetStackOutput': return this.outputOf(this.evaluate(argument));
      default: return name.startsWith('Fn::')
        ? `<${name}>`
        : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.evaluate(each)]));
    }
  }

  private ref(id: string): any {
    const { stack, account, region } = this.place;
    const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    const pseudo: Record<string, string | undefined> = {
      'AWS::AccountId': account,
      'AWS::NoValue': undefined,
      'AWS::Partition': partition,
      'AWS::Region': region,
      'AWS::StackName': stack,
      'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    };
    if (id in pseudo) { return pseudo[id]; }
    if (!(id in this.body.Resources)) { return this.parameter(id) ?? `<${id}>`; }
    const { name, arn } = this.names(id);
    return this.body.Resources[id].Type === 'AWS::SNS::Topic' ? arn : name;
  }

  private attribute([id, attribute]: [string, string]): any {
    if (id in this.nested) { return this.nested[id].output(attribute.replace('Outputs.', '')); }
    const { name, arn } = this.names(id);
    return attribute.endsWith('Arn') ? arn : name;
  }

  private output(name: string): any {
    return this.evaluate(this.body.Outputs?.[name]?.Value) ?? `<output ${name}>`;
  }

  private outputOf({ StackName, OutputName, Region }: Record<string, string>): any {
    return this.world.find(({ place }) => place.stack === StackName && place.region === Region)?.output(OutputName) ?? `<output ${OutputName}>`;
  }

  private imported(name: string): any {
    const { account, region } = this.place;
    for (const each of this.world.filter(({ place }) => place.account === account && place.region === region)) {
      const output = Object.values<any>(each.body.Outputs ?? {}).find(({ Export }) => Export && each.evaluate(Export.Name) === name);
      if (output) { return each.evaluate(output.Value); }
    }
    return `<export ${name}>`;
  }
}
