import { spawn } from 'child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { atExit } from '../emulator/clean-up';

const ROOT = join(__dirname, '..', '..');
const COPIED = ['src', 'test', 'tools', 'examples', 'package.json', 'tsconfig.json', 'tsconfig.dev.json'];

const REMOVE = 'fs.rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 5 })';

/**
 * Copies of the repository in a temporary folder, which goes when this process ends, however it does. All come from one state
 * of it: what is edited meanwhile does not matter.
 */
export class Sandbox {
  public readonly original: string;
  /** Where jest may keep files between runs. */
  public readonly cache: string;
  private readonly folder: string;
  private readonly forget: () => void;
  private copies = 0;

  constructor() {
    this.folder = mkdtempSync(join(realpathSync(tmpdir()), 'mutants-'));
    // on Ctrl-C tsx leaves this process no time to remove it, so that another one does
    this.forget = atExit(() => spawn(process.execPath, ['-e', REMOVE, this.folder], { detached: true, stdio: 'ignore' }).unref());
    this.cache = join(this.folder, 'cache');
    this.original = this.copy(ROOT);
  }

  /** A fresh copy, for one mutant. */
  public fresh(): string {
    return this.copy(this.original);
  }

  public remove(copy: string): void {
    rmSync(copy, { recursive: true, force: true });
  }

  public removeAll(): void {
    this.remove(this.folder);
    this.forget();
  }

  private copy(from: string): string {
    const to = join(this.folder, String(this.copies++));
    COPIED.forEach(path => cpSync(join(from, path), join(to, path), { recursive: true }));
    symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'));
    return to;
  }
}
