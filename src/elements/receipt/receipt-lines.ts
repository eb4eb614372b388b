/** A slip as lines of plain text, for the till's own printer: what happened, for whom, and what the balance is. */

/** A label and what belongs to it; empty values are left out. */
export type SlipRow = readonly [label: string, value: string];

const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (longer.length <= width) line = longer;
    else {
      if (line) lines.push(line);
      line = word;
    }
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return line ? [...lines, line] : lines;
};

/** The label at the left and the value at the right of one line, or of two where one is too narrow. */
function rowLines([label, value]: SlipRow, width: number): string[] {
  const gap = width - label.length - value.length;
  if (gap >= 1) return [label + ' '.repeat(gap) + value];
  return [...wrap(label, width), ...wrap(value, width).map((line) => line.padStart(width))];
}

/** A till's printer knows the plain blank alone, and no marks of the reading direction, which `Intl` puts around figures. */
const plain = (text: string): string => text.replace(/\s/g, ' ').replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '');

/** The slip: a heading, a rule, and the rows, none longer than `width` characters. */
export function receiptLines(heading: string, rows: readonly SlipRow[], width: number): string[] {
  const columns = Number.isInteger(width) && width >= 16 ? width : 42;
  const filled = rows.filter(([, value]) => value !== '');
  return [
    ...wrap(plain(heading), columns),
    '-'.repeat(columns),
    ...filled.flatMap(([label, value]) => rowLines([label, plain(value)], columns)),
  ];
}
