/** A slip as lines of plain text, for the till's own printer: what happened, for whom, and what the balance is. */
import { columnsOf, lettersOf, paperText } from './paper-text.js';

/** A label and what belongs to it; empty values are left out. */
export type SlipRow = readonly [label: string, value: string];

/** The first letters of a word that fit, one at least, and the rest. */
function cut(word: string, width: number): [string, string] {
  let head = '';
  for (const letter of lettersOf(word)) {
    if (head && columnsOf(head + letter) > width) break;
    head += letter;
  }
  return [head, word.slice(head.length)];
}

const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line ? `${line} ${word}` : word;
    if (columnsOf(longer) <= width) line = longer;
    else {
      if (line) lines.push(line);
      line = word;
    }
    while (columnsOf(line) > width) {
      const [head, rest] = cut(line, width);
      lines.push(head);
      line = rest;
    }
  }
  return line ? [...lines, line] : lines;
};

/** The label at the left and the value at the right of one line, or of two where one is too narrow. */
function rowLines([label, value]: SlipRow, width: number): string[] {
  const gap = width - columnsOf(label) - columnsOf(value);
  if (gap >= 1) return [label + ' '.repeat(gap) + value];
  const right = (line: string): string => ' '.repeat(width - columnsOf(line)) + line;
  return [...wrap(label, width), ...wrap(value, width).map(right)];
}

/** The slip: a heading, a rule, and the rows, none longer than `width` columns. */
export function receiptLines(heading: string, rows: readonly SlipRow[], width: number): string[] {
  const columns = Number.isInteger(width) && width >= 16 ? width : 42;
  const filled = rows.map(([label, value]): SlipRow => [paperText(label), paperText(value).trim()]);
  return [
    ...wrap(paperText(heading), columns),
    '-'.repeat(columns),
    ...filled.filter(([, value]) => value !== '').flatMap((row) => rowLines(row, columns)),
  ].map((line) => line.replaceAll('\u00a0', ' '));
}
