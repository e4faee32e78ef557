/** A head of the record that was kept outside. */
export interface KeptAnchor {
  readonly seq: number;
  readonly head: string;
}

const asMailed = /(?:纪实条数|seq|第)\D{0,12}?(\d{1,9})[\s\S]{0,200}?\b([0-9a-f]{64})\b/gi;

/**
 * Reads anchors as people keep them: the text of the letters (纪实条数 …, 纪实摘要 …), the JSON of a notice or of the API, or lines of
 * a number and a digest. An empty list when there is none.
 */
export function keptAnchors(text: string): KeptAnchor[] {
  try {
    return inJson(JSON.parse(text));
  } catch {
    const mailed = [...text.matchAll(asMailed)];
    const lines = [...text.matchAll(/^\s*(\d{1,9})[\s,;:]+([0-9a-f]{64})\b/gm)];
    return [...mailed, ...lines].map(([, seq, head]) => ({ seq: Number(seq), head: head!.toLowerCase() }));
  }
}

function inJson(value: unknown): KeptAnchor[] {
  if (value === null || typeof value !== 'object') return [];
  const { seq, head } = value as { seq?: unknown; head?: unknown };
  if (typeof seq === 'number' && typeof head === 'string') return [{ seq, head }];
  return Object.values(value).flatMap(inJson);
}
