import { execFileSync } from 'node:child_process';
import { SetupError } from './setup-error';

const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

// venv and ensurepip are separate packages on some systems
const PROBE = 'import ensurepip, json, sys, venv; assert sys.version_info >= (3, 10); print(json.dumps([sys.executable, sys.version]))';

export interface Python {
  readonly path: string;
  readonly version: string;
}

/** A Python that can run the emulator. */
export function findPython(): Python {
  for (const candidate of CANDIDATES) {
    try {
      const answer = execFileSync(candidate, ['-c', PROBE], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 20_000 });
      const [path, version] = JSON.parse(answer) as [string, string];
      return { path, version };
    } catch {
      // not installed, too old, or without venv
    }
  }
  throw new SetupError([
    'The emulator needs Python 3.10 or newer with its venv module, and none was found.',
    'Install it, then run the command again:',
    '  Debian, Ubuntu:  sudo apt-get install python3 python3-venv',
    '  Fedora:          sudo dnf install python3',
    '  macOS:           brew install python3',
    `Looked for: ${CANDIDATES.join(', ')}.`,
  ].join('\n'));
}
