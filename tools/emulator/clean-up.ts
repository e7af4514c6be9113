import { constants } from 'node:os';

type Action = () => void;

const actions = new Set<Action>();

/** Has an action run when this process ends, whatever ends it. Returns a function that takes it back. */
export function atExit(action: Action): () => void {
  actions.add(action);
  return () => actions.delete(action);
}

function cleanUp(): void {
  for (const action of [...actions].reverse()) {
    actions.delete(action);
    action();
  }
}

process.once('exit', cleanUp);

/** Makes Ctrl-C and the like an orderly end. For programs; a test runner handles signals itself. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
