import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AnySubject, Change } from './subject';

/** What becomes of the old one. */
export type Fate = 'stays' | 'goes';

/** A resource that is not the same any longer. */
export interface Lost {
  readonly id: string;
  readonly type: string;
  /** Made anew; perhaps made anew, which CloudFormation decides at deployment; no longer in the stack. */
  readonly how: 'anew' | 'perhaps' | 'out';
  readonly old: Fate;
}

export interface Outcome {
  readonly lost: readonly Lost[];
  /** Whether anything that is deployed differs at all. */
  readonly differs: boolean;
}

const HERE = { account: '123456789012', region: 'us-east-1' };
const KEPT_WHEN_TAKEN_OUT = ['Retain', 'RetainExceptOnCreate'];

/** What CloudFormation would do from one app to the next, in the stack that is filled. */
export function compare(before: (stack: Stack) => void, after: (stack: Stack) => void): Outcome {
  return compareTemplates(templateOf(before), templateOf(after));
}

function compareTemplates(old: any, next: any): Outcome {
  const lost: Lost[] = [];
  let differs = false;
  fullDiff(old, next).resources.forEachDifference((id, { changeImpact, oldResourceType }) => {
    differs ||= changeImpact !== ResourceImpact.NO_CHANGE;
    const how = HOW[changeImpact];
    if (how) { lost.push({ id, type: oldResourceType!, how, old: fateOf(how, old.Resources[id], next.Resources[id]) }); }
  });
  return { lost, differs };
}

const HOW: Partial<Record<ResourceImpact, Lost['how']>> = {
  [ResourceImpact.WILL_REPLACE]: 'anew',
  [ResourceImpact.MAY_REPLACE]: 'perhaps',
  [ResourceImpact.WILL_DESTROY]: 'out',
  [ResourceImpact.WILL_ORPHAN]: 'out',
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html */
function fateOf(how: Lost['how'], old: any, next: any): Fate {
  if (how === 'out') { return KEPT_WHEN_TAKEN_OUT.includes(old.DeletionPolicy) ? 'stays' : 'goes'; }
  return old.UpdateReplacePolicy === 'Retain' && next.UpdateReplacePolicy === 'Retain' ? 'stays' : 'goes';
}

function templateOf(fill: (stack: Stack) => void): any {
  const stack = new Stack(new App(), 'Stack', { env: HERE });
  fill(stack);
  return (stack.node.root as App).synth().getStackArtifact(stack.artifactId).template;
}

/** What changes where a prop gets each of its values in turn, and before and after them none, if it can be left out. */
export function outcomeOf(subject: AnySubject, prop: string): Outcome {
  const change = subject.props[prop] as Change<any, unknown>;
  const count = change.values(new Stack()).length;
  const steps = [...Array(count).keys()];
  const templates = steps.map(step => templateOf(withValue(subject, prop, step)));
  if (!isRequired(subject, prop)) {
    const without = templateOf(withValue(subject, prop, undefined));
    templates.unshift(without);
    templates.push(without);
  }
  if (templates.length < 2) { throw new Error(`'${prop}' has to be given, so that it needs two values`); }
  return union(templates.slice(1).map((next, index) => compareTemplates(templates[index], next)));
}

/** What changes with another id, or another place in the tree, which is the same. */
export function outcomeOfMove(subject: AnySubject): Outcome {
  const at = (place: (stack: Stack) => Construct, id: string) => (stack: Stack) => {
    const required = subject.required?.(stack) ?? {};
    subject.make(place(stack), id, required);
  };
  const [renamed, moved] = [
    compare(at(stack => stack, 'Old'), at(stack => stack, 'New')),
    compare(at(stack => stack, 'Old'), at(stack => new Construct(stack, 'Place'), 'Old')),
  ];
  if (kindsOf(renamed) !== kindsOf(moved)) { throw new Error('another id changes something else than another place'); }
  return renamed;
}

function isRequired(subject: AnySubject, prop: string): boolean {
  return prop in (subject.required?.(new Stack()) ?? {});
}

/** The kinds of resources that are lost, and how, to compare outcomes of different constructs. */
export function kindsOf({ lost }: Outcome): string {
  return [...new Set(lost.map(({ type, how, old }) => `${type} ${how} ${old}`))].sort().join(', ');
}

function withValue(subject: AnySubject, prop: string, step: number | undefined): (stack: Stack) => void {
  return stack => {
    const { values, beside } = subject.props[prop] as Change<any, unknown>;
    const all = { ...subject.required?.(stack), ...beside?.(stack) };
    const each = values(stack); // also where none of them is given, so that what they make is there in any case
    subject.make(stack, 'It', step === undefined ? all : { ...all, [prop]: each[step] });
  };
}

/** What happens at any of the steps. */
function union(outcomes: Outcome[]): Outcome {
  const lost = new Map(outcomes.flatMap(outcome => outcome.lost).map(each => [`${each.id} ${each.how} ${each.old}`, each]));
  return { lost: [...lost.values()], differs: outcomes.some(({ differs }) => differs) };
}
