import type { LetterKind } from '../../../records/letters';
import type { QueuedLetter } from '../../../records/outbox';
import type { Fact } from '../wording';

/** What a letter says, before it is plain text or HTML. */
export interface Text {
  readonly subject: string;
  /** A paragraph each: what it is, and what the reader is to do. */
  readonly says: readonly string[];
  /** What must be found at a glance. */
  readonly facts?: readonly Fact[];
  readonly action?: { readonly label: string; readonly path: string };
  /** Small print below the button. */
  readonly notes?: readonly string[];
  /** A calendar file goes with it, or takes back an earlier one. */
  readonly calendar?: 'enter' | 'withdraw';
}

export type Write = (letter: QueuedLetter) => Text;

/** Some of the texts, one a kind; what a text reads of the letter's terms stands beside it. A term that is missing is left unsaid. */
export type Texts = { readonly [K in LetterKind]?: Write };
