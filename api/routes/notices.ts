import { z } from 'zod';
import { object } from '../../records/acts/objection';
import { objectionsTo } from '../../records/queries/notices';
import { access } from '../access';
import { route } from '../route';
import { id, made } from '../schemas';

const tag = '公示';
const inNotice = z.object({ notice: id });

export const noticeRoutes = [
  route({
    method: 'post', path: '/notices/:notice/objections', tag, summary: '对公示人选提出异议，可实名，可匿名', access: access['POST /notices/:notice/objections'],
    params: inNotice,
    body: z.strictObject({ about: id, content: z.string().trim().min(1).max(4000), name: z.string().max(64).optional(), contact: z.string().max(200).optional() }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, params, body: { name, contact, ...body } }) =>
      object(tx, { window: await objectionsTo(tx, params.notice), ...body, ...(name === undefined ? {} : { name }), ...(contact === undefined ? {} : { contact }) }),
  }),
];
