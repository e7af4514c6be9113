import type { AlarmMessage } from './emulator/alert-inbox';
import { Emulator } from './emulator/emulator';
import { PLAY } from './emulator/play';
import { prepare } from './emulator/prepare';
import { report, runProgram } from './emulator/program';
import { differs, playStep, type Row } from './emulator/step';
import { table } from './emulator/table';

/** Deploys the examples into an emulated account and plays people under enforcement. */
async function demo(): Promise<boolean> {
  const emulator = await Emulator.start(report);
  try {
    const scene = await prepare(emulator, report);
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

runProgram(demo);
