import { execFileSync } from 'child_process';
import { ENVIRONMENT } from './settings';

/** A language that the library is used from. */
export interface Language {
  readonly name: string;
  /** What jsii-pacmak calls it; also the folder within `dist`. */
  readonly target: string;
  /** The task that builds its package, if it is not `package:<target>`. */
  readonly task?: string;
  /** What it takes to build the package and to use it, and how to ask whether it is there. */
  readonly tools: Tool[];
}

interface Tool {
  readonly needs: string;
  readonly command: string;
  readonly args: string[];
}

export const TYPESCRIPT: Language = { name: 'typescript', target: 'js', tools: [] };

export const PYTHON: Language = {
  name: 'python',
  target: 'python',
  tools: [{
    needs: 'Python 3.10 or newer with its venv module (Debian, Ubuntu: python3 and python3-venv)',
    command: 'python3',
    args: ['-c', 'import ensurepip, sys, venv; assert sys.version_info >= (3, 10)'],
  }],
};

export const JAVA: Language = {
  name: 'java',
  target: 'java',
  tools: [
    { needs: 'a JDK 17 or newer (Debian, Ubuntu: openjdk-17-jdk-headless)', command: 'javac', args: ['--release', '17', '-version'] },
    { needs: 'Maven 3.8 or newer (Debian, Ubuntu: maven)', command: 'mvn', args: ['--version'] },
  ],
};

export const GO: Language = {
  name: 'go',
  target: 'go',
  tools: [{ needs: 'Go 1.25 or newer (https://go.dev/doc/install)', command: 'go', args: ['version'] }],
};

/** Its code alone is generated and looked into: building and using it would take the .NET SDK. */
export const DOTNET: Language = { name: 'dotnet', target: 'dotnet', task: 'package:dotnet:code', tools: [] };

export const LANGUAGES = [TYPESCRIPT, PYTHON, JAVA, GO, DOTNET];

/** What has to be installed before a language can be tested. */
export function missingTools({ tools }: Language): string[] {
  return tools.filter(({ command, args }) => !answers(command, args)).map(({ needs }) => needs);
}

function answers(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { env: ENVIRONMENT, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
