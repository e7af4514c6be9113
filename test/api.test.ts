import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/*
 * What the API is like in every language. jsii wrote it down, so `npm run compile` comes first, as `npm test` does.
 */

interface Struct {
  readonly name: string;
  readonly kind: string;
  readonly datatype?: boolean;
  readonly properties?: { readonly name: string; readonly type: object; readonly immutable?: boolean }[];
}

const ASSEMBLY = join(__dirname, '..', '.jsii');
const types: Struct[] = existsSync(ASSEMBLY) ? Object.values(JSON.parse(readFileSync(ASSEMBLY, 'utf8')).types) : [];
const structs = types.filter(({ kind }) => kind === 'interface');

test('the library is compiled; if not, run `npm run compile`', () => {
  expect(structs.length).toBeGreaterThan(10);
});

// https://github.com/cdklabs/cdk-verified-permissions/pull/206: props with an I before the name are no keyword arguments in Python
test.each(structs)('$name is data, which Python takes as keyword arguments', ({ name, datatype, properties = [] }) => {
  expect(datatype).toBe(true);
  expect(name).not.toMatch(/^I[A-Z]/);
  expect(properties.filter(({ immutable }) => !immutable)).toEqual([]);
});

// https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1019: an ARN came where a name was meant
test('what exists already is handed in as a construct, never as a text that may be a name or an ARN', () => {
  const texts = structs.flatMap(({ name, properties = [] }) =>
    properties.filter(({ type }) => JSON.stringify(type).includes('"string"')).map(property => `${name}.${property.name}`));
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter(text => /\.\w*(arn|bucket|group|key|policy|policies|role|topic|user)/i.test(text)))
    .toEqual(['MfaManagedPolicyOptions.managedPolicyName']); // the name that a new policy gets
});
