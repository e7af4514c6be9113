import { performance } from 'perf_hooks';
import { App, Stack } from 'aws-cdk-lib';
import { AccountMfaBaseline } from 'cdk-enforce-mfa';
import { Node } from 'constructs';

/*
 * Prints how long each check of the library takes at synthesis, by where it is set up, as JSON. Those that run in constructors
 * look at one value each.
 */
const spent: Record<string, number> = {};
const { addValidation } = Node.prototype;
Node.prototype.addValidation = function(validation) {
  const [, , caller] = new Error().stack!.split('\n').filter(line => !line.includes('/private/warnings.'));
  const where = /\/(src\/(?:baseline|detection|enforcement|private)\/[^:]+:\d+)/.exec(caller)?.[1];
  addValidation.call(this, where === undefined ? validation : {
    validate: () => {
      const begin = performance.now();
      try {
        return validation.validate();
      } finally {
        spent[where] = (spent[where] ?? 0) + performance.now() - begin;
      }
    },
  });
};

const app = new App();
for (let count = 0; count < Number(process.argv[2]); count++) {
  new AccountMfaBaseline(new Stack(app, `Stack${count}`), 'Mfa', { alertEmails: ['security@example.com'] });
}
const start = performance.now();
app.synth();
console.log(JSON.stringify({ spent, synth: performance.now() - start }));
