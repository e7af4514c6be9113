/** A block of a guide that is executed. */
export type Step = WriteStep | RunStep;

/** ` ```ts file=NAME `: becomes a file of the app. */
export interface WriteStep {
  readonly kind: 'write';
  readonly line: number;
  readonly file: string;
  readonly text: string;
}

/** ` ```sh run `, or ` ```sh run refused ` for one whose last command has to fail. */
export interface RunStep {
  readonly kind: 'run';
  readonly line: number;
  readonly script: string;
  readonly refused: boolean;
  /** The lines of the ` ```text ` block right behind it: they have to stand in what the commands say. */
  readonly says: string[];
}

interface Block {
  readonly line: number;
  readonly endLine: number;
  readonly info: string;
  readonly text: string;
}

const FILE = /^\w+ file=(\S+)$/;
const RUN = /^sh run( refused)?$/;

/** The executed blocks of a guide, in order. */
export function stepsOf(document: string): Step[] {
  const blocks = blocksOf(document);
  return blocks.flatMap((block, index): Step[] => {
    const file = FILE.exec(block.info);
    if (file) return [{ kind: 'write', line: block.line, file: file[1], text: block.text }];
    const run = RUN.exec(block.info);
    if (!run) return [];
    const next = blocks[index + 1];
    const says = next?.info === 'text' && next.line <= block.endLine + 2 ? next.text.trimEnd().split('\n') : [];
    return [{ kind: 'run', line: block.line, script: block.text, refused: run[1] !== undefined, says }];
  });
}

function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; info: string; indent: string; text: string[] } | undefined;
  document.split('\n').forEach((text, index) => {
    const fence = /^( *)```(.*)$/.exec(text);
    if (!open) {
      if (fence) open = { line: index + 1, indent: fence[1], info: fence[2].trim(), text: [] };
    } else if (fence && !fence[2]) {
      const { indent } = open;
      blocks.push({ ...open, endLine: index + 1, text: open.text.map((line) => `${line.startsWith(indent) ? line.slice(indent.length) : line}\n`).join('') });
      open = undefined;
    } else {
      open.text.push(text);
    }
  });
  return blocks;
}
