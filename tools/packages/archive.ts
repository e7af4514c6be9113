import { execFileSync } from 'child_process';
import { readdirSync, readFileSync, statSync } from 'fs';
import { join, relative } from 'path';

/** The files in a folder, with those of its folders, by their paths within it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => statSync(join(folder, path)).isFile())
    .map(path => relative(folder, join(folder, path)).replace(/\\/g, '/'))
    .sort();
}

/** The files in a tar, without folders. */
export function filesInTar(archive: string): string[] {
  const listed = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' });
  return listed.split('\n').filter(path => path && !path.endsWith('/')).sort();
}

/** The files in a zip (wheels and jars are), without folders, by its central directory. */
export function filesInZip(archive: string): string[] {
  const zip = readFileSync(archive);
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  const files: string[] = [];
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) { files.push(name); }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files.sort();
}

/** The only file of a folder, or of its folders, whose path ends in the given text. */
export function onlyFile(folder: string, ending: string): string {
  const found = filesIn(folder).filter(path => path.endsWith(ending));
  if (found.length !== 1) { throw new Error(`${folder} has ${found.length} files that end in ${ending}`); }
  return join(folder, found[0]);
}
