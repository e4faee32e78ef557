import { z } from 'zod';
import { resultWords } from '../../domain/plan';
import { id, instant, named } from '../schemas';

export const campaignStatus = z.enum(['running', 'suspended', 'cancelled', 'ended']);

export const windowSchema = z.object({
  id,
  purpose: z.string(),
  kind: z.string(),
  title: z.string(),
  closes: z.enum(['deadline', 'complete', 'act']),
  openedAt: instant,
  dueAt: instant.nullable(),
  provisional: z.boolean().describe('暂定：期限涉及尚未公布放假安排的年份'),
  calendar: z.string().nullable(),
  closedAt: instant.nullable(),
  closedBy: z.enum(['deadline', 'complete', 'act', 'withdrawn']).nullable(),
  asked: z.int(),
  answered: z.int(),
});

/** How `GET /campaigns/:campaign` tells a campaign. */
export const timeline = z
  .object({
    id,
    title: z.string(),
    status: campaignStatus,
    plan: z.object({ id, version: z.int() }),
    startedAt: instant,
    suspendedAt: instant.nullable(),
    endedAt: instant.nullable(),
    panels: z.array(z.object({ id, title: z.string(), members: z.array(named) })),
    visits: z.array(
      z.object({
        id,
        stage: z.string(),
        type: z.string().nullable(),
        title: z.string(),
        status: z.enum(['open', 'left', 'stale', 'superseded']),
        enteredAt: instant,
        leftAt: instant.nullable(),
        planVersion: z.int(),
        lots: z.array(z.object({ post: z.string(), vacancies: z.int(), people: z.array(named) })),
        windows: z.array(windowSchema),
        finding: z.unknown().optional().describe('该环节认定的结果（分数、票数、名次）'),
      }),
    ),
    posts: z.array(
      z.object({
        id,
        title: z.string(),
        seats: z.array(
          z.object({ result: z.enum(resultWords).nullable(), person: named.nullable(), path: z.array(z.string()) }),
        ),
      }),
    ),
    planned: z.array(z.object({ stage: z.string(), type: z.string(), title: z.string() })).describe('还可能走到的环节'),
  })
  .meta({ id: 'Campaign' });
