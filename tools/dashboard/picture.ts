import { columnsOf, dashboardWidgets, Widget } from './dashboard-body';
import { SAMPLE_GRAPHS, SAMPLE_ROWS, SAMPLE_ROWS_OF_ROOT } from './sample';

const UNIT = 50;
const GAP = 6;
const FONT = 'font-family="sans-serif"';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The dashboard as an SVG picture, drawn from its definition with sample data. */
export function dashboardPicture(): string {
  const widgets = dashboardWidgets();
  const width = 24 * UNIT;
  const height = Math.max(...widgets.map(widget => widget.y + widget.height)) * UNIT;
  let graphs = 0;
  const drawn = widgets.map(widget => drawWidget(widget, widget.type === 'metric' ? SAMPLE_GRAPHS[graphs++ % SAMPLE_GRAPHS.length] : []));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${FONT}>`,
    '<title>The identity dashboard, with sample data</title>',
    `<rect width="${width}" height="${height}" fill="#eaeded"/>`,
    ...drawn.flat(),
    '</svg>',
    '',
  ].join('\n');
}

function drawWidget({ type, x, y, width, height, properties }: Widget, graph: readonly number[]): string[] {
  const box = { x: x * UNIT + GAP, y: y * UNIT + GAP, width: width * UNIT - 2 * GAP, height: height * UNIT - 2 * GAP };
  return [
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="#fff" stroke="#d5dbdb"/>`,
    text(box.x + 12, box.y + 22, properties.title, 'font-size="14" font-weight="bold"', box.width / 8.5),
    ...inside(type, box, properties, graph),
  ];
}

function inside(type: Widget['type'], box: Box, properties: Widget['properties'], graph: readonly number[]): string[] {
  switch (type) {
    case 'alarm': return drawAlarms(box, properties.alarms!.length);
    case 'log': return drawTable(box, columnsOf(properties.query!), /\broot\b/.test(properties.title) ? SAMPLE_ROWS_OF_ROOT : SAMPLE_ROWS);
    case 'metric': return drawGraph(box, graph);
  }
}

/** One rings, the others are well. */
function drawAlarms({ x, y, width }: Box, count: number): string[] {
  const each = (width - 24) / count;
  return Array.from({ length: count }, (_, index) => {
    const left = x + 12 + index * each;
    const color = index === 0 ? '#d13212' : '#1d8102';
    return `<rect x="${left}" y="${y + 40}" width="${each - 8}" height="70" fill="${color}" rx="4"/>`
      + text(left + 12, y + 80, index === 0 ? 'In alarm' : 'OK', 'font-size="14" fill="#fff"');
  });
}

function drawTable({ x, y, width }: Box, columns: string[], sample: typeof SAMPLE_ROWS): string[] {
  const each = (width - 24) / columns.length;
  const fits = each / 6.4;
  return columns.flatMap((column, index) => {
    const left = x + 12 + index * each;
    const rows = sample[column];
    if (!rows) { throw new Error(`the picture has no sample data for the column '${column}'`); }
    return [
      text(left, y + 50, column, 'font-size="10" font-weight="bold" fill="#545b64"', fits),
      ...rows.map((value, row) => text(left, y + 74 + row * 22, value, 'font-size="10"', fits)),
    ];
  });
}

function drawGraph({ x, y, width, height }: Box, counts: readonly number[]): string[] {
  const bottom = y + height - 26;
  const step = (width - 60) / counts.length;
  const scale = (height - 90) / Math.max(3, ...counts);
  return [
    `<line x1="${x + 30}" y1="${bottom}" x2="${x + width - 20}" y2="${bottom}" stroke="#aab7b8"/>`,
    ...counts.map((count, day) => `<rect x="${x + 36 + day * step}" y="${bottom - count * scale}" width="${step - 14}" height="${count * scale}" fill="#1f77b4"/>`),
  ];
}

/** Text that is too long for its place ends with an ellipsis. */
function text(x: number, y: number, content: string, style: string, fits = Infinity): string {
  const shown = content.length > fits ? `${content.slice(0, Math.floor(fits) - 1)}…` : content;
  return `<text x="${x}" y="${y}" ${style}>${shown.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;
}
