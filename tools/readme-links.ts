import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './emulator/settings';

/**
 * Has links to files of the repository lead to GitHub, to where they are at this version: PyPI, NuGet and Maven Central show a README
 * as it is, and there they would lead nowhere.
 *
 * @param repository its address, without `.git`
 * @param version 0.0.0 while it is not released
 */
export function absoluteLinks(markdown: string, repository: string, version: string): string {
  const ref = version === '0.0.0' ? 'main' : `v${version}`;
  // what stands between fences is code
  return markdown.split(/^(```[^]*?^```$)/m)
    .map((part, index) => index % 2 ? part : part.replace(/\]\(\.\//g, `](${repository}/blob/${ref}/`))
    .join('');
}

/* The packages of other languages take their README from the assembly. */
if (require.main === module) {
  const { repository, version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const assembly = join(REPOSITORY, '.jsii');
  const content = JSON.parse(readFileSync(assembly, 'utf8'));
  content.readme.markdown = absoluteLinks(content.readme.markdown, repository.url.replace(/\.git$/, ''), version);
  writeFileSync(assembly, JSON.stringify(content, undefined, 2));
}
