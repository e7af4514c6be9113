import { PatternMutant } from './filter-pattern-mutants';

type Pattern = Record<string, any>;

/** An event pattern with one careless edit: each field and each value left out, each value misspelled, each operator turned. */
export function eventPatternMutants(pattern: Pattern): PatternMutant<Pattern>[] {
  return edits(pattern, '');
}

function edits(pattern: Pattern, path: string): PatternMutant<Pattern>[] {
  return Object.entries(pattern).flatMap(([key, value]) => {
    const here = `${path}.${key}`;
    const replaced = (by: unknown): Pattern => ({ ...pattern, [key]: by });
    const { [key]: _, ...rest } = pattern;
    const without = Object.keys(rest).length > 0 ? [{ name: `without ${here}`, pattern: rest }] : [];
    const deeper = Array.isArray(value)
      ? editsOfList(value, here).map(({ name, pattern: list }) => ({ name, pattern: replaced(list) }))
      : edits(value, here).map(({ name, pattern: inner }) => ({ name, pattern: replaced(inner) }));
    return [...without, ...deeper];
  });
}

/** Alternatives of `$or`, or values of a field. */
function editsOfList(list: any[], path: string): PatternMutant<any[]>[] {
  return list.flatMap((value, index) => {
    const replaced = (by: unknown) => list.map((each, place) => place === index ? by : each);
    const text = JSON.stringify(value);
    const shorter = list.filter((_, place) => place !== index);
    const enough = path.endsWith('$or') ? 2 : 1;
    const without = shorter.length >= enough ? [{ name: `without ${text} in ${path}`, pattern: shorter }] : [];
    return [...without, ...editsOfValue(value, path).map(({ name, pattern }) => ({ name, pattern: replaced(pattern) }))];
  });
}

function editsOfValue(value: any, path: string): PatternMutant<unknown>[] {
  if (path.endsWith('$or')) { return edits(value, path); }
  const text = JSON.stringify(value);
  if (typeof value === 'string') { return [{ name: `misspelled: ${text} in ${path}`, pattern: `${value}x` }]; }
  const [[operator, argument]] = Object.entries<any>(value);
  switch (operator) {
    case 'exists': return [{ name: `turned: ${text} in ${path}`, pattern: { exists: !argument } }];
    case 'anything-but': return [
      { name: `turned: ${text} in ${path}`, pattern: argument[0] },
      ...(argument as string[]).map(each => ({ name: `misspelled: ${each} of ${text} in ${path}`, pattern: { 'anything-but': argument.map((one: string) => one === each ? `${one}x` : one) } })),
    ];
    case 'equals-ignore-case': return [
      { name: `misspelled: ${text} in ${path}`, pattern: { [operator]: `${argument}x` } },
      { name: `with case: ${text} in ${path}`, pattern: argument },
    ];
    case 'prefix':
    case 'suffix': return [{ name: `misspelled: ${text} in ${path}`, pattern: { [operator]: `${argument}x` } }];
    default: throw new Error(`no edit is known for ${text} in ${path}`);
  }
}
