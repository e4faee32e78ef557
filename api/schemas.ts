import { z } from 'zod';

/** How ids are written: ours are 32 hex digits, those of people and plans may be words. */
export const id = z
  .string()
  .regex(/^[\p{L}\p{N}._-]{1,64}$/u)
  .meta({ override: { pattern: undefined, maxLength: 64 } });
export const instant = z.string().meta({ override: { format: 'date-time' }, description: '带时区的时间 · RFC 3339' });
export const reason = z.string().trim().min(1).max(4000).describe('理由');
export const named = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });
/** The answer to an act that makes nothing but its own record. */
export const done = z.strictObject({});
export const made = z.object({ id });

export const inCampaign = z.object({ campaign: id });
export const inTask = z.object({ task: id });

/** Where a list goes on: opaque to clients, the sort key of the last item to us. */
const cursor = z.string().max(400).optional().describe('上一页的 next');
export const stretch = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor });

/** A list's page: its items and the cursor of the next one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('下一页的 cursor；没有下一页时为 null') });
