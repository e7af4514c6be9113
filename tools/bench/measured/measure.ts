import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/*
 * Measures one app in a process of its own: what it loads, and its synthesis with so many stacks. Prints one line of JSON. Time is
 * that of the processor: what else runs on the machine would count otherwise.
 *
 * Core loads a class when it is first named. By hand all are named at the beginning, and count as loaded then. With the library most are
 * named when it makes the first stack, and are no part of `load`, which is what one waits for at `require`. They would count as synthesis;
 * so they are loaded before it, and counted in `loadAll`. `whole` is from the beginning to the end.
 */
const [which, stacks, textsFile] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(textsFile, 'utf8'));
const output = mkdtempSync(join(tmpdir(), 'bench-'));

const begin = now();
const { App, Stack } = require('aws-cdk-lib');
const { addTo } = require(`./${which}`);
const loaded = now();
require('./by-hand');
const ready = now();

const app = new App({ outdir: output });
for (let count = 0; count < Number(stacks); count++) { addTo(new Stack(app, `Stack${count}`), texts); }
const { stacks: [{ template }] } = app.synth();
const done = now();

rmSync(output, { recursive: true });
console.log(JSON.stringify({
  load: loaded - begin,
  loadAll: ready - begin,
  synth: done - ready,
  whole: done - begin,
  memory: process.resourceUsage().maxRSS / 1024,
  ...stacks === '1' ? { template } : {},
}));

function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
