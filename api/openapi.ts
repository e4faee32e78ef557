import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { statuses } from './problems';
import { keyOfRoute, type Route } from './route';

const problem = z
  .object({
    type: z.string().describe('urn:xuanxian:problem: and the code'),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(statuses) as [string, ...string[]]),
    detail: z.string().describe('中文说明'),
    en: z.string().describe('The same in English'),
    next: z.string().describe('接下来可以怎么做 · what the person can do next'),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string().describe('RFC 6901'), zh: z.string(), en: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .max(200)
    .optional()
    .describe('同一键、同一内容只办理一次 · the same key and body are carried out once'),
});

/** The OpenAPI 3.1 document, made of the schemas that validate the requests. */
export function openapi(routes: readonly Route[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const each of routes) {
    const path = `/api${each.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [each.method]: operation(each) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: '选贤 Xuanxian',
      version: '1',
      description: '时间均带时区；列表以游标翻页；错误为 RFC 9457 问题文档。',
    },
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  });
}

function operation(route: Route): ZodOpenApiOperationObject {
  const { summary, tag, params, query, body, responses, acts, secret, access } = route;
  const nameless = access.who === 'anybody' || access.who === 'credential';
  return {
    operationId: keyOfRoute(route)
      .replace(/\W+(\w)/g, (_match, letter: string) => letter.toUpperCase())
      .replace(/\W/g, ''),
    summary,
    tags: [tag],
    ...(nameless ? { security: [] } : {}),
    ...(access.who === 'roles' ? { description: `角色：${access.roles.join('、')}` } : {}),
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
      ...(acts && secret === undefined ? { header: idempotencyKey } : {}),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [responses.status]: { description: '成功', content: { 'application/json': { schema: responses.schema } } },
      default: { description: '问题文档', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}
