/** A test, or a block of tests, that a document names as a proof. */
export interface QuotedProof {
  /** The file, relative to the folder of the document. */
  readonly file: string;
  /** The titles from the outermost block inwards; none, if the document forgot them. */
  readonly titles: string[];
}

const PROOF = /\[[^\]]*\]\((?<file>[^)]+\.test\.ts)\)(?<titles>(?:(?: › |, )`[^`]+`)*)/g;

/**
 * The proofs of a document: a link to a file, and titles in backticks behind it. ` › ` leads inwards, `, ` to another one of
 * the same file.
 */
export function quotedProofs(document: string): QuotedProof[] {
  return [...document.matchAll(PROOF)].flatMap(({ groups }) => {
    const { file, titles } = groups as Record<string, string>;
    return titles.split(/, (?=`)/).map(path => ({ file, titles: [...path.matchAll(/`([^`]+)`/g)].map(([, title]) => title) }));
  });
}
