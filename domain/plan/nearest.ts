import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant: one slip in a short word, up to a third of a longer one. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 64) return undefined;
  const [best] = [...candidates]
    .filter((candidate) => Math.abs(candidate.length - word.length) <= allowed(word, candidate))
    .map((candidate) => ({ candidate, slips: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, slips }) => slips <= allowed(word, candidate))
    .sort((a, b) => a.slips - b.slips);
  return best?.candidate;
}

const allowed = (word: string, candidate: string): number =>
  Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));

/** "；是否想写 title？" and its English, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): { zh: string; en: string } {
  const meant = nearest(word, candidates);
  return meant === undefined ? { zh: '', en: '' } : { zh: `；是否想写 ${meant}？`, en: `; did you mean ${meant}?` };
}
