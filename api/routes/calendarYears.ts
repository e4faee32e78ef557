import { z } from 'zod';
import { calendarYearSchema } from '../../domain/calendar';
import { enterYear } from '../../records/acts/deadlines';
import { knownYears } from '../../records/queries/calendar';
import { access } from '../access';
import { route } from '../route';

const tag = '日历';

export const calendarYearRoutes = [
  route({
    method: 'get',
    path: '/calendar-years',
    tag,
    summary: '已知各年的放假安排',
    access: access['GET /calendar-years'],
    responses: { status: 200, schema: z.object({ items: z.array(calendarYearSchema) }) },
    reads: async ({ db }) => ({ items: await knownYears(db) }),
  }),
  route({
    method: 'post',
    path: '/calendar-years',
    tag,
    summary: '录入国务院办公厅公布的放假安排，暂定期限随即重算',
    access: access['POST /calendar-years'],
    body: calendarYearSchema,
    responses: { status: 201, schema: z.object({ recomputed: z.int().describe('重算了几个期限') }) },
    acts: ({ tx, actor, body }) => enterYear(tx, actor, body),
  }),
];
