import type { Resource, Template } from '../template';

type Body = Template['body'];

/** A control of ours, and how a template loses it: in a way that can still be deployed, or the auditors would see that alone. */
export interface Control {
  readonly control: string;
  /** The template that has it. */
  readonly template: string;
  remove(body: Body): void;
}

/** The controls of one template. */
export function controlsOf(template: string, removals: Record<string, (body: Body) => void>): Control[] {
  return Object.entries(removals).map(([control, remove]) => ({ control, template, remove }));
}

/** The properties of the one resource of a type whose logical id begins in a way. */
export function the(body: Body, type: string, id = ''): Resource['Properties'] {
  return resource(body, type, id).Properties;
}

export function resource(body: Body, type: string, id = ''): Resource {
  const [key] = keys(body, type, id);
  return body.Resources[key];
}

export function removeResource(body: Body, type: string, id = ''): void {
  delete body.Resources[keys(body, type, id)[0]];
}

function keys(body: Body, type: string, id: string): string[] {
  const found = Object.keys(body.Resources).filter((key) => body.Resources[key].Type === type && key.startsWith(id));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} are called ${id}…`);
  return found;
}

/** Leaves statements out of a policy. */
export function leaveOut(document: any, unwanted: (statement: any) => boolean): void {
  const { length } = document.Statement;
  document.Statement = document.Statement.filter((statement: any) => !unwanted(statement));
  if (document.Statement.length === length) throw new Error('there is no such statement');
}

export const withSid = (sid: string) => ({ Sid }: any) => Sid === sid;
/** Statements for a service, or those of its actions alone. */
export const of = (service: string, action?: string) => ({ Action, Principal }: any) =>
  JSON.stringify(Principal?.Service ?? '').includes(service) && (action === undefined || [Action].flat().includes(action));
export const forTls = ({ Condition }: any) => Condition?.Bool?.['aws:SecureTransport'] === 'false';
