import { exitOnSignals } from './clean-up';
import { SetupError } from './setup-error';

/** Whoever is told what is going on. */
export type Report = (line: string) => void;

const begin = Date.now();

/** Prints a line with the time since the program began. */
export function report(line: string): void {
  console.log(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

/** Runs a program to its exit code: 0 if it says that all is well. */
export function runProgram(main: () => Promise<boolean>): void {
  exitOnSignals();
  main().then(
    (wentWell) => { process.exitCode = wentWell ? 0 : 1; },
    (error) => {
      console.error(error instanceof SetupError ? `\n${error.message}` : error);
      process.exitCode = 1;
    },
  );
}
