/**
 * What is wrong with the Sids of a rendered policy: IAM takes letters and digits only, and each once.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function findSidProblems(policy: string, statements: any[]): string[] {
  const sids = statements.map(({ Sid }) => Sid).filter((sid): sid is string => typeof sid === 'string');
  const twice = new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index));
  return [
    ...sids.filter(sid => !/^[A-Za-z0-9]*$/.test(sid)).map(sid => `${policy} has a statement with the Sid '${sid}', and IAM takes letters and digits only; rename it`),
    ...[...twice].map(sid => `${policy} has two statements with the Sid '${sid}'; give yours another one`),
  ];
}
