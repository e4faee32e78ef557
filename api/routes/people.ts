import { z } from 'zod';
import { roles } from '../../records/actor';
import { access } from '../access';
import { route } from '../route';
import { id } from '../schemas';

export const peopleRoutes = [
  route({
    method: 'get',
    path: '/me',
    tag: '人员',
    summary: '我是谁，有哪些角色',
    access: access['GET /me'],
    responses: {
      status: 200,
      schema: z.object({ id, name: z.string(), department: z.string().nullable(), roles: z.array(z.enum(roles)) }),
    },
    reads: ({ actor }) => Promise.resolve(actor),
  }),
];
