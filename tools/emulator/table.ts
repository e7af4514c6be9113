const WIDEST = 40;

/** A table for the terminal: columns as wide as they need to be, long cells on several lines. */
export function table(head: string[], rows: string[][]): string {
  const wrapped = rows.map((row) => row.map(wrap));
  const widths = head.map((title, column) => Math.max(title.length, ...wrapped.flatMap((row) => row[column].map((line) => line.length))));
  const print = (cells: string[]) => cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd();
  return [
    print(head),
    print(widths.map((width) => '─'.repeat(width))),
    ...wrapped.flatMap((row) => {
      const lines = Math.max(...row.map((cell) => cell.length));
      return Array.from({ length: lines }, (_, line) => print(row.map((cell) => cell[line] ?? '')));
    }),
  ].join('\n');
}

function wrap(cell: string): string[] {
  const lines: string[] = [''];
  for (const word of cell.split(/\s+/)) {
    const line = lines[lines.length - 1];
    if (!line) lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= WIDEST) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
