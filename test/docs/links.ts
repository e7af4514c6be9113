import { existsSync, readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';

export const ROOT = join(__dirname, '../..');

/** Where the links of a document lead within the repository, as they are written. */
export function linksOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link]) => link);
}

/** Those that lead to no file, or to no section of it. */
export function brokenLinks(text: string, file: string): string[] {
  return linksOf(text).filter(link => {
    const [path, anchor] = link.split('#');
    const target = path ? resolve(dirname(file), path) : file;
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor));
  });
}

/** Scripts of the project that a document tells people to run. */
export function scriptsOf(text: string): string[] {
  return [...text.matchAll(/\b(?:npm run|npx projen) ([a-z][\w:-]*)/g)].map(([, name]) => name);
}

/** Files and folders of the repository that a document names beside its links: with a folder, as `test/proofs/wiring.ts`. */
export function pathsOf(text: string): string[] {
  const inCode = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code.split(/[\s,]+/));
  return inCode.map(word => word.replace(/^\.\//, '')).filter(word => /^(docs|examples|projenrc|rosetta|src|test|tools|\.ci|\.github)\/[\w./-]*$/.test(word));
}

function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w -]/g, '').replace(/ /g, '-'));
}

function withoutCode(text: string): string {
  return text.replace(/^( *)```[^]*?^\1```/gm, '');
}
