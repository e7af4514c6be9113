import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './emulator/settings';

/*
 * Has the compiled index load each file when somebody first asks for what is in it, as that of aws-cdk-lib does: who uses only the
 * group does not wait for CloudTrail, CloudWatch, EventBridge and SNS. TypeScript itself would load them all.
 *
 * For `import`, Node.js looks for names in the text, without running it, and drops one again that it sees defined by a getter of another
 * kind than TypeScript's. Between backticks it sees none, and has those that TypeScript sets to undefined first.
 */
const INDEX = join(REPOSITORY, 'lib', 'index.js');

const lazy = readFileSync(INDEX, 'utf8')
  .replace(/^var (\w+) = (require\("\.\/[^"]+"\));$/gm, 'function $1() { return $2; }')
  .replace(/^(Object\.defineProperty\(exports, )"(\w+)"(.+\{ return \w+)(\.\w+; \})/gm, '$1`$2`$3()$4');
if (/^(var|const) /m.test(lazy)) { throw new Error(`${INDEX} loads something at once, in a way that is not known here`); }
writeFileSync(INDEX, lazy);
