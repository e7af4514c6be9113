import { CreateStackCommand, DescribeStackResourcesCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Worker } from './worker';
import { clientsFor, type Clients } from '../emulator/clients';
import { ADMIN } from '../emulator/settings';

const START_SECONDS = 60;
const ORDER_SECONDS = 30;
export const STACK = 'AccountBaseline';

export interface Template {
  readonly Parameters?: Record<string, unknown>;
  readonly Resources: Record<string, { Type: string }>;
}

interface Port {
  readonly port: number;
}

/** A copy of an account, for as long as somebody works on it. */
export type Copy = Omit<Account, 'inCopy' | 'stop'>;

/** An AWS account that lives in moto on this machine, and can be copied as it is. */
export class Account {
  public static async start(python: string, scratch: string, name: string): Promise<Account> {
    const server = await Worker.start<Port>(name, python, 'server.py', scratch, START_SECONDS);
    return new Account(server, server.ready.port, () => server.stop());
  }

  public readonly endpoint: string;
  public readonly clients: Clients;

  private constructor(private readonly server: Worker<Port>, port: number, public readonly stop: () => void) {
    this.endpoint = `http://127.0.0.1:${port}`;
    this.clients = clientsFor(this.endpoint, ADMIN);
  }

  /** Lets somebody work on a copy, which ends then. The account itself stays as it is. */
  public async inCopy<T>(work: (copy: Copy) => Promise<T>): Promise<T> {
    const { port } = await this.server.ask({ copy: true }, ORDER_SECONDS);
    try {
      return await work(new Account(this.server, port, () => undefined));
    } finally {
      await this.server.ask({ end: port }, ORDER_SECONDS);
    }
  }

  /** Deploys a template by CloudFormation, and sees to it that every resource is there. */
  public async deploy(template: Template): Promise<void> {
    const { cloudFormation } = this.clients;
    // without what asks whether the account was bootstrapped: nothing of it is used, and its own resources are not ours to audit
    const { Rules, Parameters, ...rest } = template as Template & { Rules?: unknown };
    const { BootstrapVersion, ...parameters } = Parameters ?? {};
    await cloudFormation.send(new CreateStackCommand({
      StackName: STACK, TemplateBody: JSON.stringify({ ...rest, Parameters: parameters }), Capabilities: ['CAPABILITY_NAMED_IAM'],
    }));
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: STACK }));
    const { StackResources } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: STACK }));
    const made = StackResources!.map(({ LogicalResourceId }) => LogicalResourceId!);
    const missing = Object.keys(template.Resources).filter((id) => !made.includes(id) && template.Resources[id].Type !== 'AWS::CDK::Metadata');
    if (Stacks![0].StackStatus !== 'CREATE_COMPLETE' || missing.length > 0) {
      throw new Error(`the stack is ${Stacks![0].StackStatus} and lacks ${missing.join(', ') || 'nothing'}`);
    }
  }
}
