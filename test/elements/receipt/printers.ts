/**
 * Encoders of receipt printers, as a merchant uses them, and the paper: what a customer reads of the bytes that they send, by the
 * code pages that the bytes themselves choose.
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import EscPosEncoder from 'esc-pos-encoder';
import iconv from 'iconv-lite';
import thermal from 'node-thermal-printer';

/** The pages of Epson's `ESC t`; page 12 is CP853, of which the Turkish letters are enough here. */
const pages: Record<number, string> = {
  0: 'cp437',
  2: 'cp850',
  13: 'cp857',
  15: 'iso8859-7',
  16: 'windows-1252',
  19: 'cp858',
  48: 'windows-1254',
};
const turkish853: Record<number, string> = {
  0x98: 'İ',
  0xa6: 'Ğ',
  0xa7: 'ğ',
  0xb8: 'Ş',
  0xad: 'ş',
  0xd5: 'ı',
  0x81: 'ü',
  0x9a: 'Ü',
  0x94: 'ö',
  0x99: 'Ö',
  0x87: 'ç',
  0x80: 'Ç',
  0x9c: '£',
};

function letterOf(byte: number, page: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  if (page === 12) return turkish853[byte] ?? '\ufffd';
  // The euro stands where CP857 left a place empty; CP858 is CP850 with a euro for the dotless i.
  if (byte === 0xd5 && (page === 13 || page === 19)) return '€';
  const name = pages[page] === 'cp858' ? 'cp850' : pages[page];
  return name ? iconv.decode(Buffer.of(byte), name) : '\ufffd';
}

/** The lines on paper. A control byte that is no command known here is a fault of its own, and shown. */
export function read(bytes: Uint8Array): string[] {
  let page = 0;
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const [byte, next = 0] = [bytes[at] ?? 0, bytes[at + 1]];
    if (byte === 0x1b && next === 0x74) page = bytes[(at += 2)] ?? 0;
    else if (byte === 0x1b && next === 0x40) at += 1;
    else if (byte === 0x1b && next === 0x4d) at += 2;
    else if (byte === 0x1c && next === 0x2e) at += 1;
    else if (byte === 0x0a || (byte >= 0x20 && byte !== 0x7f)) text += letterOf(byte, page);
    else if (byte !== 0x0d) text += `<${byte.toString(16)}>`;
  }
  return text.split('\n');
}

/** Makes bytes of lines, for paper of so many columns: 42 when left out. */
export type Encode = (lines: readonly string[], columns?: number) => Uint8Array;

type Commands = InstanceType<typeof ReceiptPrinterEncoder>;

const byLine =
  (Encoder: typeof ReceiptPrinterEncoder, page: string): Encode =>
  (lines, columns = 42) => {
    const start = new Encoder({ columns }).initialize().codepage(page as never) as Commands;
    return lines.reduce((encoder, line) => encoder.line(line), start).encode();
  };

const { ThermalPrinter, PrinterTypes, CharacterSet } = thermal;

const byThermal =
  (characterSet?: string): Encode =>
  (lines, width = 42) => {
    const settings = { type: PrinterTypes.EPSON, interface: 'tcp://127.0.0.1:9', width };
    const printer = new ThermalPrinter({ ...settings, ...(characterSet && { characterSet: characterSet as never }) });
    // Without a character set it says of each line that it knows none, and looks for one that will do.
    const { error } = console;
    if (!characterSet) console.error = () => {};
    for (const line of lines) printer.println(line);
    console.error = error;
    return printer.getBuffer();
  };

/** Each encoder, by the character set that it is set to. */
export const printers: Record<string, Record<string, Encode>> = {
  '@point-of-sale/receipt-printer-encoder 4.0.1': {
    cp857: byLine(ReceiptPrinterEncoder, 'cp857'),
    'windows-1254': byLine(ReceiptPrinterEncoder, 'windows1254'),
    cp858: byLine(ReceiptPrinterEncoder, 'cp858'),
    default: byLine(ReceiptPrinterEncoder, 'auto'),
  },
  'esc-pos-encoder 3.0.0': {
    cp857: byLine(EscPosEncoder, 'cp857'),
    'windows-1254': byLine(EscPosEncoder, 'windows1254'),
    cp858: byLine(EscPosEncoder, 'cp858'),
    default: byLine(EscPosEncoder, 'auto'),
  },
  'node-thermal-printer 4.6.1': {
    cp857: byThermal(CharacterSet.PC857_TURKISH),
    'windows-1254': byThermal(CharacterSet.WPC1254_TURKISH),
    cp858: byThermal(CharacterSet.PC858_EURO),
    default: byThermal(),
  },
};
