import { Stack } from 'aws-cdk-lib';

/** The longest value of each pseudo parameter in any partition. */
export const LONGEST: Record<string, string> = {
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws-us-gov',
  'AWS::Region': 'us-isof-south-1',
  'AWS::URLSuffix': 'amazonaws.com.cn',
};

/**
 * A rendered value as plain text and structure: joins joined, pseudo parameters at their longest, and whatever else is
 * known only at deployment as nothing, or as `ref` calls it. It gets the name, and all of the function.
 */
export function plain(value: any, ref: (name: string, value: any) => string = name => LONGEST[name] ?? ''): any {
  if (Array.isArray(value)) { return value.map(each => plain(each, ref)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [key, argument] = Object.entries<any>(value)[0] ?? [];
  if (key === 'Ref') { return ref(argument, value); }
  if (key === 'Fn::Join' && Array.isArray(argument[1])) { return argument[1].map((each: any) => plain(each, ref)).join(argument[0]); }
  if (key === 'Fn::Sub') { return substituted(argument).map(part => plain(part, ref)).join(''); }
  if (key?.startsWith('Fn::')) { return ref(nameOf(key, argument), value); }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v, ref)]));
}

/** The parts of an Fn::Sub: texts, and what stands for its variables. */
export function substituted(argument: any): any[] {
  const [text, variables = {}] = [argument].flat();
  return String(text).split(/(\$\{[^}]*\})/).map(part => {
    const name = /^\$\{([^!].*)\}$/.exec(part)?.[1].trim();
    if (name === undefined) { return part.replace(/^\$\{!/, '${'); } // ${!Literal} stands for ${Literal}
    const [resource, ...attribute] = name.split('.');
    return variables[name] ?? (attribute.length > 0 ? { 'Fn::GetAtt': [resource, attribute.join('.')] } : { Ref: name });
  });
}

/**
 * A rendered value as text that differs wherever the deployment could make a difference: what it alone knows stands in it
 * as it is rendered.
 */
export function exactText(value: any): string {
  return String(plain(value, (_, unknown) => `<${JSON.stringify(unknown)}>`));
}

/**
 * A name, or what ends with one, to compare with others: IAM's names do not differ by case. What only the deployment knows is the
 * same within one stack alone.
 */
export function nameKey(text: string, stack: Stack): string {
  return text.includes('<{') ? `${stack.node.addr} ${text}` : text.toLowerCase();
}

/** What a function leads to, where it says so; else its own name. */
function nameOf(key: string, argument: any): string {
  const parts = [argument].flat();
  return ['Fn::GetAtt', 'Fn::ImportValue'].includes(key) && parts.every(part => typeof part === 'string') ? parts.join('.') : key;
}

/**
 * What is in a rendered list, or all there is of one value, in every case of a condition; a list that is known only at deployment
 * counts as one.
 */
export function listed(value: any): any[] {
  if (value === undefined) { return []; }
  return [value].flat().flatMap(each => casesOf(each)?.flatMap(listed) ?? [each]).filter(each => each?.Ref !== 'AWS::NoValue');
}

/** A condition and which of its two cases holds. */
interface Chosen {
  readonly condition: string;
  readonly holds: boolean;
}

/**
 * How much of that there surely is at once in some case of a condition. Conditions may exclude each other: beside the one that is looked
 * at, the smaller case of the others counts. What is there twice counts once.
 */
export function mostListed(value: any): number {
  const chosen = conditionsIn(value).flatMap(condition => [true, false].map(holds => ({ condition, holds })));
  return Math.max(countListed(value), ...chosen.map(each => countListed(value, each)));
}

function countListed(value: any, chosen?: Chosen): number {
  if (value === undefined || value?.Ref === 'AWS::NoValue') { return 0; }
  const cases = casesOf(value);
  if (cases) {
    const counts = cases.map(each => countListed(each, chosen));
    return chosen && chosen.condition === value['Fn::If'][0] ? counts[chosen.holds ? 0 : 1] : Math.min(...counts);
  }
  if (!Array.isArray(value)) { return 1; }
  const distinct = new Map(value.map(each => [JSON.stringify(each), each]));
  return [...distinct.values()].reduce((sum, each) => sum + countListed(each, chosen), 0);
}

function conditionsIn(value: any): string[] {
  const cases = casesOf(value);
  const inside = (cases ?? [value].flat().filter(casesOf)).flatMap(conditionsIn);
  return [...new Set([...cases ? [value['Fn::If'][0]] : [], ...inside])];
}

/** What a condition decides between. */
function casesOf(value: any): any[] | undefined {
  return Array.isArray(value?.['Fn::If']) ? value['Fn::If'].slice(1) : undefined;
}
