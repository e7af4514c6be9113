import type { AlarmMessage } from './emulator/alert-inbox';
import { exitOnSignals } from './emulator/clean-up';
import { readDeployment } from './emulator/deployment';
import { Emulator } from './emulator/emulator';
import { EXAMPLE, STACK_NAME } from './emulator/example';
import { PLAY } from './emulator/play';
import { setScene } from './emulator/scene';
import { SetupError } from './emulator/setup-error';
import { differs, playStep, type Row } from './emulator/step';
import { table } from './emulator/table';

const begin = Date.now();

function report(line: string): void {
  console.log(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

/** Deploys the account baseline into an emulated account and plays a person under enforcement. */
async function demo(): Promise<boolean> {
  const emulator = await Emulator.start(report);
  try {
    report('cdk bootstrap');
    await emulator.cdk.bootstrap();
    report('cdk deploy examples/account-baseline');
    await emulator.cdk.deploy(EXAMPLE);
    report('creating alice, a member of the enforced group with AdministratorAccess, and bob');
    const scene = await setScene(emulator, await readDeployment(emulator.admin, STACK_NAME));
    const rows: Row[] = [];
    for (const step of PLAY.flatMap((act) => act.steps)) {
      const row = await playStep(step, scene);
      report(`${row.who} ${row.does}: ${row.seen}`);
      rows.push(row);
    }
    show(rows, scene.messages);
    return !rows.some(differs);
  } finally {
    await emulator.stop();
    report('stopped and removed everything');
  }
}

function show(rows: Row[], messages: AlarmMessage[]): void {
  console.log();
  console.log(table(['', 'who', 'does', 'expected', 'seen'], rows.map((row) =>
    [differs(row) ? '✗' : '✓', row.who, row.does, row.expected, row.seen])));
  const wrong = rows.filter(differs).length;
  console.log(`\n${wrong ? `${wrong} of ${rows.length} steps went otherwise than expected.` : `All ${rows.length} steps went as expected.`}`);
  for (const message of messages) {
    console.log(`\nReceived: ${message.AlarmName} is in ${message.NewStateValue}`);
    console.log(`  ${message.AlarmDescription.replace(/\n/g, '\n  ')}`);
    console.log(`  ${message.NewStateReason}`);
  }
  console.log();
}

exitOnSignals();
demo().then(
  (asExpected) => { process.exitCode = asExpected ? 0 : 1; },
  (error) => {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  },
);
