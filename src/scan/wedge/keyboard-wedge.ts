/**
 * Listens to a hand scanner that types like a keyboard, for all elements of a page that want scans. Knows keys and pace; whose a
 * text is, its listeners say. It draws nothing.
 *
 * The till's own scans come first, all day: what a scanner types reaches the page natively, key by key, at its own pace, Enter
 * included, until it is certain that no product of this till can share it. From then on, and no sooner, keys are held:
 * - A beginning that only our codes have, or more characters than any product's: what passed is taken out of the field, the rest
 *   and its Enter are ours.
 * - A `prefix` is held from its own first key on, and given back where something else follows.
 * - A whole text that is ours alone by its shape: its Enter is ours, and what it wrote is taken back.
 * - Everything else passes. A listener is told of it, and may ask about it while the page has it already.
 * In a listener's own text field nothing is held: a person's quick typing must not be lost there. At its Enter it is known whether
 * a machine typed; then the text is taken back and handed over.
 *
 * Half a code is never taken. A pause within a scan that is known to be ours is waited out, and what comes after it belongs to it
 * where that is a machine's too. Silence ends a scan only where this scanner is known to send no key at its end.
 *
 * `event.target` is useless here, as shadow roots hide the field behind it; the composed path is read instead.
 *
 * Longer than other files, because whoever changes one rule of who gets a key has to see all of them.
 */
import { isLikely } from './awaited.js';
import { endsEvenly, isMachine, isOneScan, isUnbroken, longestGap, machineStart } from './burst.js';
import { isField, isSecretField, isTextControl } from './host-field.js';
import { kindOf, strokeOf, swallow } from './key-events.js';
import { charOn, type Keystroke } from './layouts.js';
import { OddKeys } from './odd-keys.js';
import { plainScan } from './plain-scan.js';
import { isProduct, isRetailNumber } from './products.js';
import { decide, possibleTexts, type Awaited, type Decision, type BurstReading } from './reading.js';
import { meantBy, type HandScan, type ScanListener, type ScanRefusal } from './scan-listener.js';
import { TypedKeys } from './typed-keys.js';

/** What the wedge is given for tests. */
export interface WedgeOptions {
  document?: Document;
  /** When a key was pressed, in milliseconds; by default the event's own time stamp. */
  now?(event: KeyboardEvent): number;
}

/** How long a scan that is known to be ours may pause, and its Enter be late, in milliseconds. */
const patience = 1000;
/** A text key so shortly before a burst may be the burst's own first one. */
const cleanGap = 300;
/** An Enter so late is still the end of a scan that had none. */
const lateEnd = 500;
/** Silence is counted in ticks, so that a page that stalled while the keys queued up is not mistaken for it. */
const tick = longestGap / 3 + 10;
const shortSilence = 3;
const longSilence = Math.ceil(patience / tick);
/** Fewer keys than this are no scan into a PIN field, and none that a page is told of. */
const leastInPin = 5;
const leastTold = 4;
/** More readings than this are not asked about. */
const mostReadings = 2;
/** A beginning that was lost to a pause is looked for among so many keys. */
const longestStart = 8;
const beginningIsClear = 80;

type End = 'key' | 'silence' | 'break';

/** A count of points or stamps has no more digits. */
const isCount = (text: string): boolean => /^\d{1,6}$/.test(text);

/** Whether a text is a product's even where a person or a test driver may type digits. */
const isSurelyProduct = (text: string): boolean => isRetailNumber(text) || (isProduct(text) && /\D|\d{15}/.test(text));

/** Whether a key went into a text field of one of our tags. */
function isTagField(target: EventTarget | undefined): target is HTMLInputElement {
  if (!isTextControl(target)) return false;
  const root = target.getRootNode();
  return root instanceof ShadowRoot && root.host.localName.startsWith('loyalite-');
}

const slot = Symbol.for('loyalite-elements.keyboard-wedge');

/** The wedge of a document: one for all elements and all copies of this package. */
export function wedgeOf(document: Document): KeyboardWedge {
  const holder = document as Document & { [slot]?: KeyboardWedge };
  return (holder[slot] ??= new KeyboardWedge({ document }));
}

/** One page's hand scanner. */
export class KeyboardWedge {
  readonly #document: Document;
  readonly #now: (event: KeyboardEvent) => number;
  readonly #listeners = new Set<ScanListener>();
  readonly #keys = new TypedKeys();
  readonly #odd = new OddKeys();
  /** Keys of a taken scan that are not released yet: their `keyup` is none of the page's business either. */
  readonly #down = new Set<string>();
  /** Those that could be meant when the burst began. */
  #meant: ScanListener[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAt = -Infinity;
  /** When a key came that may have been the first of a scan, though it had no text. */
  #brokenAt = -Infinity;
  /** Until when a terminator belongs to a scan that was taken. */
  #endsUntil = -Infinity;
  /** Where the keys of the scan begin, or -1 while a person may be typing. */
  #start = -1;
  /** Where a prefix begins that is held. */
  #prefixStart = -1;
  #hold: 'none' | 'ours' | 'forbidden' = 'none';
  /** Whether the scan may have lost its first key. */
  #isFrontDirty = false;
  /** The last text that was refused because it ended in silence: the same once more is whole. */
  #silent: { text: string; at: number } | null = null;
  #isReplaying = false;

  constructor({ document: page = document, now = (event) => event.timeStamp }: WedgeOptions = {}) {
    this.#document = page;
    this.#now = now;
  }

  /** Listens for one more. */
  add(listener: ScanListener): void {
    if (this.#listeners.size === 0) {
      this.#document.addEventListener('keydown', this.#onKeydown, true);
      this.#document.addEventListener('keyup', this.#onKeyup, true);
    }
    this.#listeners.add(listener);
  }

  /** Tells that one no more of anything; what is left of a scan under way is kept from the page all the same. */
  remove(listener: ScanListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#retire();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (this.#isReplaying || event.defaultPrevented) return;
    const kind = kindOf(event);
    const at = this.#now(event);
    this.#watch(event, at, kind === 'end');
    // A key that is pressed anew was released, whether or not we were told.
    if (!event.repeat) this.#down.delete(event.code);
    if (kind === 'end' && at <= this.#endsUntil) return this.#swallow(event);
    if (kind === 'modifier') return;
    if (event.repeat) return this.#hold === 'none' ? this.#finish('break', at) : this.#swallow(event);
    const path = event.composedPath();
    if (kind === 'text' || kind === 'dead' || (kind === 'wordless' && event.code))
      return this.#take(strokeOf(event, at), event, path);
    const isInTime = at - this.#lastAt <= (this.#hold === 'none' ? longestGap : patience);
    this.#finish(kind === 'end' && isInTime ? 'key' : 'break', at, event);
    if (kind !== 'end') this.#brokenAt = at;
  };

  readonly #onKeyup = (event: KeyboardEvent): void => {
    this.#odd.lift(event, this.#now(event));
    if (!this.#isReplaying && (this.#keys.lift(event) || this.#down.delete(event.code))) swallow(event);
  };

  #swallow(event: KeyboardEvent): void {
    this.#down.add(event.code);
    swallow(event);
  }

  /** Tells the cashier's tag of a scanner whose keys say something else than its text. */
  #watch(event: KeyboardEvent, at: number, isEnd: boolean): void {
    const sign = this.#odd.press(event, at);
    const text = isEnd ? this.#odd.takeText() : '';
    if (!sign && !text) return;
    const meant = meantBy(this.#listeners, event.composedPath());
    if (sign) meant[0]?.onrefused(sign, []);
    if (text) meant.find((listener) => listener.claim(plainScan(text)) !== 'none')?.onrefused('alt mode', []);
  }

  /** Adds a key to the burst it belongs to, or to a new one, and decides who gets it. */
  #take(stroke: Keystroke, event: KeyboardEvent, path: readonly EventTarget[]): void {
    const gap = stroke.at - this.#lastAt;
    const isOver = gap > patience || (gap > longestGap && this.#hold === 'none' && this.#endsBySilence());
    if (this.#keys.strokes.length > 0 && isOver) this.#finish('silence', this.#lastAt);
    // While a person may be typing, the page may change between two keys; a scan stays with those it began with.
    if (this.#start < 0 && this.#hold === 'none') this.#meant = meantBy(this.#listeners, path);
    if (this.#meant.length === 0) return;
    if (this.#hold === 'none') this.#endsUntil = -Infinity;
    const [target] = path;
    const strokes = [...this.#keys.strokes, stroke];
    if (this.#hold === 'none') this.#judge(strokes, path);
    const isHeld = this.#hold !== 'none' || this.#beginsPrefix(strokes, path);
    this.#lastAt = stroke.at;
    this.#replay(() => this.#keys[isHeld ? 'hold' : 'pass'](stroke, event, target));
    const isScan = this.#hold !== 'none' && machineStart(strokes, isField(target)) >= 0;
    this.#wait(isScan && !this.#endsBySilence() ? longSilence : shortSilence);
  }

  /** Whether it is certain by now that these keys are ours; if so, what passed of them is taken back. */
  #judge(strokes: readonly Keystroke[], path: readonly EventTarget[]): void {
    const start = machineStart(strokes, isField(path[0]));
    // After a pause another machine's burst may begin; what is the same goes on.
    if (start >= 0 && (this.#start < 0 || this.#isTorn(strokes))) this.#start = start;
    if (this.#meant.some((listener) => listener.isForbidden?.(path))) {
      if (this.#start >= 0 && strokes.length - this.#start >= leastInPin) this.#claim('forbidden', this.#start);
      return;
    }
    if (this.#isOwnField(path[0])) return;
    const known = this.#beginningOf(strokes);
    if (known >= 0) this.#claim('ours', known);
    else if (this.#start >= 0 && this.#isCertain(strokes.slice(this.#start))) {
      this.#isFrontDirty = this.#isDirty(this.#start);
      this.#claim('ours', this.#start);
    }
  }

  #isTorn(strokes: readonly Keystroke[]): boolean {
    return !isUnbroken(strokes.slice(this.#start));
  }

  #claim(hold: 'ours' | 'forbidden', from: number): void {
    this.#hold = hold;
    this.#replay(() => this.#keys.claim(from));
    this.#start = 0;
  }

  /** Whether the key before the scan's first one may have been its own. */
  #isDirty(from: number): boolean {
    const { strokes } = this.#keys;
    const first = strokes[from] ?? strokes.at(-1);
    if (!first) return false;
    return first.at - Math.max(strokes[from - 1]?.at ?? -Infinity, this.#brokenAt) <= cleanGap;
  }

  /** Where a prefix stands, or a beginning that only our codes have, or -1. It may have been cut off by a pause. */
  #beginningOf(strokes: readonly Keystroke[]): number {
    const prefixed = this.#prefixStart < 0 ? [] : strokes.slice(this.#prefixStart);
    if (this.#prefixes().some((prefix) => prefixed.length > Array.from(prefix).length))
      return this.#isPrefix(prefixed) && isUnbroken(prefixed) ? this.#prefixStart : -1;
    if (this.#start < 0 || strokes.length - this.#start > beginningIsClear) return -1;
    const plain = this.#meant.filter((listener) => !listener.settings().prefix);
    for (let from = Math.max(0, this.#start - longestStart); from <= this.#start; from += 1) {
      const texts = this.#texts(strokes.slice(from));
      if (plain.some((listener) => texts.some((text) => listener.begins(text)))) return from;
    }
    return -1;
  }

  /** Whether these are more keys than any product's code has. */
  #isCertain(strokes: readonly Keystroke[]): boolean {
    const texts = this.#texts(strokes);
    const plain = this.#meant.filter((listener) => !listener.settings().prefix);
    return texts.length > 0 && plain.some((listener) => texts.every((text) => listener.isCertain(text)));
  }

  #texts(strokes: readonly Keystroke[]): string[] {
    return possibleTexts(strokes, this.#meant[0]?.settings().layout);
  }

  #prefixes(): string[] {
    return this.#meant.map((listener) => listener.settings().prefix ?? '').filter(Boolean);
  }

  /** Whether these keys are a prefix, or the beginning of one, on the till's board or on a US board. */
  #isPrefix(strokes: readonly Keystroke[]): boolean {
    return this.#prefixes().some((prefix) => {
      const chars = Array.from(prefix);
      return strokes
        .slice(0, chars.length)
        .every((stroke, index) => [stroke.key, charOn('us', stroke)].includes(chars[index]!));
    });
  }

  /** A key that begins a prefix is held; what cannot become one is the page's at once. */
  #beginsPrefix(strokes: readonly Keystroke[], path: readonly EventTarget[]): boolean {
    if (this.#isOwnField(path[0])) return false;
    const last = strokes.length - 1;
    if (this.#prefixStart < 0 && this.#isPrefix([strokes[last]!])) this.#prefixStart = last;
    if (this.#prefixStart < 0) return false;
    const isPrefix = this.#isPrefix(strokes.slice(this.#prefixStart)) && isUnbroken(strokes.slice(this.#prefixStart));
    if (!isPrefix) this.#prefixStart = -1;
    return isPrefix;
  }

  /** The listener whose own text field that is. */
  #ownerOf(target: EventTarget | undefined): ScanListener | undefined {
    if (!isTextControl(target)) return undefined;
    const root = target.getRootNode();
    return this.#meant.find(({ scope }) => scope !== undefined && root === scope.shadowRoot);
  }

  #isOwnField(target: EventTarget | undefined): boolean {
    return this.#ownerOf(target) !== undefined;
  }

  #endsBySilence(): boolean {
    return this.#meant.some((listener) => listener.settings().endsBySilence);
  }

  #replay(work: () => void): void {
    this.#isReplaying = true;
    try {
      work();
    } finally {
      this.#isReplaying = false;
    }
  }

  #wait(ticks: number): void {
    clearTimeout(this.#timer);
    const isEnough = ticks <= 1;
    this.#timer = setTimeout(() => (isEnough ? this.#onSilence() : this.#wait(ticks - 1)), tick);
  }

  /** A short silence gives a held prefix back and ends what a silent scanner sends; anything else may go on. */
  #onSilence(): void {
    if (this.#hold !== 'none' || this.#endsBySilence()) return this.#finish('silence', this.#lastAt);
    if (this.#prefixStart >= 0) this.#replay(() => this.#keys.release());
    this.#prefixStart = -1;
    const wasScan = this.#start >= 0;
    clearTimeout(this.#timer);
    if (wasScan) this.#timer = setTimeout(() => this.#finish('silence', this.#lastAt), patience);
  }

  /** Ends the burst, and lets nothing of a taken scan reach the page. */
  #finish(end: End, at: number, event?: KeyboardEvent): void {
    clearTimeout(this.#timer);
    const strokes = this.#keys.strokes;
    if (strokes.length === 0) return;
    const after = this.#hold === 'none' ? this.#open(strokes, end, event) : this.#held(strokes, end, at, event);
    if (!after.isTaken) this.#replay(() => this.#keys.release());
    for (const code of this.#keys.drop()) this.#down.add(code);
    const late = this.#endsBySilence() ? lateEnd : patience + lateEnd;
    if (after.isTaken) this.#endsUntil = end === 'key' ? at + longestGap : this.#lastAt + late;
    const isScan = this.#start >= 0 && isMachine(strokes.slice(this.#start), true);
    const meant = this.#meant;
    this.#hold = 'none';
    this.#isFrontDirty = false;
    this.#start = this.#prefixStart = -1;
    this.#meant = [];
    if (isScan && strokes.length >= leastTold && end !== 'break') meant[0]?.onend?.(end);
    // One that was removed meanwhile is told nothing; what it held stays held.
    if (!after.listener || this.#listeners.has(after.listener)) after.tell?.();
  }

  /** What becomes of keys that were held. */
  #held(strokes: readonly Keystroke[], end: End, at: number, event?: KeyboardEvent): Outcome {
    if (this.#hold === 'forbidden') {
      if (event && end === 'key') this.#swallow(event);
      const guard = this.#meant.find((listener) => listener.isForbidden);
      return { isTaken: true, listener: guard, tell: () => guard?.onrefused('forbidden', []) };
    }
    const found = this.#read(strokes, (listener, text) => listener.claim(text) !== 'none');
    if (!found) return this.#givenBack(strokes, end);
    if (event && end === 'key') this.#swallow(event);
    const { listener, decision } = found;
    const refuse = (reason: ScanRefusal, texts: readonly string[] = []): Outcome => ({
      isTaken: true,
      listener,
      tell: () => listener.onrefused(reason, texts),
    });
    const isWhole = !this.#isFrontDirty && isOneScan(strokes, end === 'key' ? at : Infinity);
    if (!isWhole || end === 'break') return refuse('interrupted');
    if (end === 'silence' && !this.#isWholeInSilence(strokes, decision)) return refuse('interrupted');
    if (decision.kind === 'refused') return refuse(decision.reason, decision.texts);
    if (decision.kind === 'foreign') return { isTaken: true };
    return { isTaken: true, listener, tell: () => listener.onscan(this.#scanOf(strokes, decision.reading, false)) };
  }

  /** Without a key at its end a scan is whole where the scanner is known for that, or where the very same came twice. */
  #isWholeInSilence(strokes: readonly Keystroke[], decision: Decision): boolean {
    if (!isUnbroken(strokes) || !endsEvenly(strokes)) return false;
    if (this.#endsBySilence()) return true;
    const text = decision.kind === 'read' ? decision.reading.text : decision.kind;
    const at = strokes[0]!.at;
    const isSame = this.#silent?.text === text && at - this.#silent.at < 30_000;
    this.#silent = isSame ? null : { text, at };
    if (isSame) this.#meant[0]?.onend?.('silence');
    return isSame;
  }

  /** What was held by mistake goes to the page after all, before the key that ended it. */
  #givenBack(strokes: readonly Keystroke[], end: End): Outcome {
    const { inField } = this.#keys;
    const [text = ''] = possibleTexts(strokes);
    return { isTaken: false, tell: () => end !== 'break' && this.#meantToTell?.onother?.({ text, inField }, []) };
  }

  /** Who may hear of what the page has: nobody, of what was typed where a secret is. */
  get #meantToTell(): ScanListener | undefined {
    return this.#meant.find((listener) => listener.onother && !isSecretField(this.#keys.target));
  }

  /** What becomes of keys that the page has: nothing, unless a machine typed them and they are ours after all. */
  #open(all: readonly Keystroke[], end: End, event?: KeyboardEvent): Outcome {
    const strokes = this.#start < 0 ? [] : all.slice(this.#start);
    const isEnded = end === 'key' || (end === 'silence' && this.#endsBySilence());
    if (!isEnded || strokes.length < leastTold || !isUnbroken(strokes) || !isMachine(strokes, true)) return passed;
    if (this.#isDirty(this.#start)) return passed;
    const owner = this.#ownerOf(this.#keys.target);
    if (owner) return this.#inOwnField(owner, strokes, event);
    const found = this.#read(strokes, (listener, text) => listener.claim(text) === 'own');
    if (found && (end === 'key' || endsEvenly(strokes))) return this.#takenBack(found, strokes, event);
    const { target } = this.#keys;
    return isTagField(target) ? this.#inTagField(target, strokes, event) : this.#told(strokes);
  }

  /** In an own field nothing was held. A product is none of ours there either, and what may be typed is left as typed. */
  #inOwnField(owner: ScanListener, strokes: readonly Keystroke[], event?: KeyboardEvent): Outcome {
    const texts = this.#texts(strokes).map(plainScan);
    const [text = ''] = texts;
    if (texts.some(isSurelyProduct)) {
      this.#takeOut(event);
      return {
        isTaken: true,
        tell: () => (owner.onother ? owner : this.#meantToTell)?.onother?.({ text, inField: false, inTag: true }, []),
      };
    }
    const { prefix, suffix, layout } = owner.settings();
    const accepts = (one: string): boolean => owner.takesInField(one);
    const known = decide(strokes, { prefix, suffix, scanner: layout, accepts, rivals: isLikely });
    // In its own field a text needs no prefix to be meant.
    const decision = known.kind === 'foreign' ? decide(strokes, { scanner: layout, accepts, rivals: isLikely }) : known;
    // A part of an address looks like a code: what is typed on to something else is a text together with it.
    const isAddition = (this.#keys.target as HTMLInputElement).value.length > strokes.length;
    if (isAddition && !texts.some((one) => owner.claim(one) === 'own')) return passed;
    if (decision.kind === 'foreign' || (decision.kind === 'refused' && decision.texts.length === 0)) return passed;
    return this.#takenBack({ listener: owner, decision }, strokes, event, true);
  }

  /** A field of a tag that waits for no scan: a count or an address is typed there, however fast, and a product was not meant for it. */
  #inTagField(field: HTMLInputElement, strokes: readonly Keystroke[], event?: KeyboardEvent): Outcome {
    const texts = this.#texts(strokes).map(plainScan);
    // While the field has a keypad of ours, its own kind stands beside.
    const kind = field.dataset['inputmode'] ?? field.inputMode;
    const isTyped = kind === 'numeric' ? texts.some((text) => isCount(text)) : !texts.some(isSurelyProduct);
    if (isTyped) return passed;
    const { listener, tell } = this.#told(strokes, { inField: false, inTag: true });
    this.#takeOut(event);
    return { isTaken: true, listener, tell };
  }

  /** Takes what was scanned out of a field of ours again; its Enter goes on to the page, but submits nothing of ours. */
  #takeOut(event?: KeyboardEvent): void {
    event?.preventDefault();
    this.#replay(() => this.#keys.claim(this.#start));
  }

  #takenBack(
    { listener, decision }: Found,
    strokes: readonly Keystroke[],
    event?: KeyboardEvent,
    isOwn = false,
  ): Outcome {
    this.#replay(() => this.#keys.claim(this.#start));
    this.#start = 0;
    if (event) this.#swallow(event);
    if (decision.kind === 'refused')
      return { isTaken: true, listener, tell: () => listener.onrefused(decision.reason, decision.texts) };
    if (decision.kind === 'foreign') return { isTaken: true };
    return { isTaken: true, listener, tell: () => listener.onscan(this.#scanOf(strokes, decision.reading, isOwn)) };
  }

  /** The page has it. Whoever wants to know is told, with what may be asked about it. */
  #told(strokes: readonly Keystroke[], place = { inField: this.#keys.inField, inTag: false }): Outcome {
    const texts = this.#texts(strokes);
    const [text] = texts;
    const isKnown = texts.some((one) => isProduct(one));
    const asksFor = (listener: ScanListener): readonly string[] => {
      const { prefix, layout } = listener.settings();
      if (prefix || isKnown) return [];
      const decision = decide(strokes, { scanner: layout, accepts: (one) => listener.mayAsk(one) });
      if (decision.kind === 'read') return [decision.reading.text];
      return decision.kind === 'refused' ? decision.texts.slice(0, mostReadings) : [];
    };
    const first = this.#meantToTell;
    if (text === undefined || !first) return passed;
    const listener = this.#meant.find((one) => one.onother && asksFor(one).length > 0) ?? first;
    return { isTaken: false, listener, tell: () => listener.onother?.({ text, ...place }, asksFor(listener)) };
  }

  /** Reads the keys for each listener in turn; the surest claim wins. */
  #read(strokes: readonly Keystroke[], accepts: (listener: ScanListener, text: string) => boolean): Found | undefined {
    const found: Found[] = [];
    for (const listener of this.#meant) {
      const { prefix, suffix, layout } = listener.settings();
      const awaited: Awaited = {
        prefix,
        suffix,
        scanner: layout,
        accepts: (text) => accepts(listener, text),
        rivals: isLikely,
      };
      const decision = decide(strokes, awaited);
      // What cannot be read cannot be given back either, where it was held; else the page has it.
      const isMute = decision.kind === 'refused' && decision.texts.length === 0 && this.#hold === 'none';
      if (decision.kind !== 'foreign' && !isMute) found.push({ listener, decision });
    }
    const isOwn = ({ listener, decision }: Found): boolean =>
      decision.kind === 'read'
        ? listener.claim(decision.reading.text) === 'own'
        : decision.kind === 'refused' && decision.texts.some((text) => listener.claim(text) === 'own');
    return found.find(isOwn) ?? found[0];
  }

  #scanOf(strokes: readonly Keystroke[], reading: BurstReading, inOwnField: boolean): HandScan {
    const startedAt = strokes[0]!.at;
    return { ...reading, startedAt, durationMs: strokes.at(-1)!.at - startedAt, inOwnField };
  }

  /** Leaves the page; a terminator or a released key of the last scan may still be on its way. */
  #retire(): void {
    setTimeout(() => {
      if (this.#listeners.size > 0) return;
      this.#finish('break', this.#lastAt);
      this.#document.removeEventListener('keydown', this.#onKeydown, true);
      this.#document.removeEventListener('keyup', this.#onKeyup, true);
    }, patience);
  }
}

interface Outcome {
  /** Whether the page gets nothing more of it. */
  isTaken: boolean;
  /** Who is told. */
  listener?: ScanListener | undefined;
  tell?: (() => unknown) | undefined;
}

interface Found {
  listener: ScanListener;
  decision: Decision;
}

const passed: Outcome = { isTaken: false };
