import { exactText, mostListed, plain } from '../../src/private/plain';

describe('plain', () => {
  test.each<[string, any, any]>([
    ['joins', { 'Fn::Join': [':', ['a', 'b']] }, 'a:b'],
    ['pseudo parameters at their longest', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':', { Ref: 'AWS::AccountId' }]] }, 'arn:aws-us-gov:123456789012'],
    ['what only the deployment knows as nothing', ['a', { Ref: 'Bucket' }, { 'Fn::GetAtt': ['Bucket', 'Arn'] }], ['a', '', '']],
    ['what Fn::Sub puts in', { 'Fn::Sub': 'arn:${AWS::Partition}:${Unknown}:${Resource.Arn}:${!aws:username}' }, 'arn:aws-us-gov:::${aws:username}'],
    ['variables of Fn::Sub', { 'Fn::Sub': ['${One}-${Two}', { One: 'a', Two: { Ref: 'AWS::AccountId' } }] }, 'a-123456789012'],
    ['structure as it is', { a: [{ b: 1, c: null, d: true }] }, { a: [{ b: 1, c: null, d: true }] }],
    ['an empty object', {}, {}],
  ])('gives %s', (_, value, expected) => {
    expect(plain(value)).toEqual(expected);
  });
});

test('exactText tells what only the deployment knows, whatever way it is written', () => {
  const [joined, substituted] = [
    { 'Fn::Join': ['', ['a', { Ref: 'One' }, { 'Fn::GetAtt': ['Two', 'Arn'] }]] },
    { 'Fn::Sub': 'a${One}${Two.Arn}' },
  ].map(exactText);
  expect(joined).toBe('a<{"Ref":"One"}><{"Fn::GetAtt":["Two","Arn"]}>');
  expect(substituted).toBe(joined);
});

test.each<[any, number]>([
  [undefined, 0],
  [['a', { Ref: 'b' }], 2],
  [{ Ref: 'List' }, 1],
  [['a', { 'Fn::If': ['C', 'b', { Ref: 'AWS::NoValue' }] }], 2],
  [{ 'Fn::If': ['C', ['a', 'b'], ['c', 'd', 'e']] }, 3],
  [[{ 'Fn::If': ['C', 'a', { Ref: 'AWS::NoValue' }] }, { 'Fn::If': ['C', 'b', { Ref: 'AWS::NoValue' }] }], 2],
  [[{ 'Fn::If': ['C', 'a', { Ref: 'AWS::NoValue' }] }, { 'Fn::If': ['NotC', 'b', { Ref: 'AWS::NoValue' }] }], 1],
  [[{ 'Fn::If': ['C', 'a', { Ref: 'AWS::NoValue' }] }, { 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, 'b'] }], 1],
  [{ 'Fn::If': ['C', { 'Fn::If': ['D', ['a', 'b'], ['c']] }, []] }, 1],
  [['a', 'b', 'a', { Ref: 'c' }, { Ref: 'c' }], 3],
])('mostListed of %j is %d', (value, most) => {
  expect(mostListed(value)).toBe(most);
});
