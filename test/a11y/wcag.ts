/**
 * The criteria of WCAG 2.2 of level A and AA, with the reason of each that does not apply here. One that applies is held by the
 * tests that name it: `// WCAG 2.4.7, 2.4.11` in the line above an `it`. `npm run figures` writes docs/accessibility.md of both.
 */

/** A criterion: its name, its level, and why it does not apply where it does not. */
export interface Criterion {
  readonly name: string;
  readonly level: 'A' | 'AA';
  readonly reason?: string;
}

const media = 'There is no time-based media; the picture of the camera is live and has no sound.';
const pages = 'It is the page’s.';
const taps = 'Everything is a tap.';

export const criteria: Readonly<Record<string, Criterion>> = {
  '1.1.1': { name: 'Non-text content', level: 'A' },
  '1.2.1': { name: 'Audio-only and video-only', level: 'A', reason: media },
  '1.2.2': { name: 'Captions (prerecorded)', level: 'A', reason: media },
  '1.2.3': { name: 'Audio description or media alternative', level: 'A', reason: media },
  '1.2.4': { name: 'Captions (live)', level: 'AA', reason: media },
  '1.2.5': { name: 'Audio description', level: 'AA', reason: media },
  '1.3.1': { name: 'Info and relationships', level: 'A' },
  '1.3.2': { name: 'Meaningful sequence', level: 'A' },
  '1.3.3': { name: 'Sensory characteristics', level: 'A' },
  '1.3.4': { name: 'Orientation', level: 'AA' },
  '1.3.5': {
    name: 'Identify input purpose',
    level: 'AA',
    reason: 'No field asks for anything about the person who types, the cashier.',
  },
  '1.4.1': { name: 'Use of color', level: 'A' },
  '1.4.2': { name: 'Audio control', level: 'A' },
  '1.4.3': { name: 'Contrast', level: 'AA' },
  '1.4.4': { name: 'Resize text', level: 'AA' },
  '1.4.5': { name: 'Images of text', level: 'AA', reason: 'There are none.' },
  '1.4.10': { name: 'Reflow', level: 'AA' },
  '1.4.11': { name: 'Non-text contrast', level: 'AA' },
  '1.4.12': { name: 'Text spacing', level: 'AA' },
  '1.4.13': {
    name: 'Content on hover or focus',
    level: 'AA',
    reason:
      'Nothing appears that way; the keypad of a field comes with a finger’s press, never with the focus alone, and goes with Escape.',
  },
  '2.1.1': { name: 'Keyboard', level: 'A' },
  '2.1.2': { name: 'No keyboard trap', level: 'A' },
  '2.1.4': {
    name: 'Character key shortcuts',
    level: 'A',
    reason: 'There are none; a hand scanner is told from a person by its pace.',
  },
  '2.2.1': { name: 'Timing adjustable', level: 'A' },
  '2.2.2': { name: 'Pause, stop, hide', level: 'A' },
  '2.3.1': { name: 'Three flashes', level: 'A' },
  '2.4.1': { name: 'Bypass blocks', level: 'A', reason: pages },
  '2.4.2': { name: 'Page titled', level: 'A', reason: pages },
  '2.4.3': { name: 'Focus order', level: 'A' },
  '2.4.4': { name: 'Link purpose', level: 'A' },
  '2.4.5': { name: 'Multiple ways', level: 'AA', reason: pages },
  '2.4.6': { name: 'Headings and labels', level: 'AA' },
  '2.4.7': { name: 'Focus visible', level: 'AA' },
  '2.4.11': { name: 'Focus not obscured', level: 'AA' },
  '2.5.1': { name: 'Pointer gestures', level: 'A', reason: taps },
  '2.5.2': { name: 'Pointer cancellation', level: 'A' },
  '2.5.3': { name: 'Label in name', level: 'A' },
  '2.5.4': { name: 'Motion actuation', level: 'A', reason: 'Nothing listens to motion.' },
  '2.5.7': { name: 'Dragging movements', level: 'AA', reason: taps },
  '2.5.8': { name: 'Target size', level: 'AA' },
  '3.1.1': {
    name: 'Language of page',
    level: 'A',
    reason: 'The page’s `lang` is the page’s; sentences come in the language of the nearest one.',
  },
  '3.1.2': { name: 'Language of parts', level: 'AA' },
  '3.2.1': { name: 'On focus', level: 'A' },
  '3.2.2': { name: 'On input', level: 'A' },
  '3.2.3': { name: 'Consistent navigation', level: 'AA', reason: pages },
  '3.2.4': {
    name: 'Consistent identification',
    level: 'AA',
    reason: 'All tags take their words from one table.',
  },
  '3.2.6': { name: 'Consistent help', level: 'A', reason: pages },
  '3.3.1': { name: 'Error identification', level: 'A' },
  '3.3.2': { name: 'Labels or instructions', level: 'A' },
  '3.3.3': { name: 'Error suggestion', level: 'AA' },
  '3.3.4': { name: 'Error prevention', level: 'AA' },
  '3.3.7': { name: 'Redundant entry', level: 'A' },
  '3.3.8': { name: 'Accessible authentication', level: 'AA' },
  '4.1.2': { name: 'Name, role, value', level: 'A' },
  '4.1.3': { name: 'Status messages', level: 'AA' },
};
