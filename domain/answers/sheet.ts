import { total } from '../arithmetic';
import type { AnswerOf } from './kinds';

/** What a sheet comes to: its score, or the sum of its elements; nothing of who was absent. */
export function sheetScore(sheet: AnswerOf<'sheet'>): string | undefined {
  if ('absent' in sheet) return undefined;
  return 'score' in sheet ? sheet.score : total(Object.values(sheet.elements));
}
