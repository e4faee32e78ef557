import { access } from '../../../api/access';
import { openapi } from '../../../api/openapi';
import { keyOfRoute } from '../../../api/route';
import { routes } from '../../../api/routes';

const keys = routes.map(keyOfRoute);

it('has one row a route and one route a row, each with its own rule', () => {
  expect([...keys].sort()).toEqual(Object.keys(access).sort());
  for (const each of routes) expect(each.access).toBe((access as Record<string, unknown>)[keyOfRoute(each)]);
});

it('declares no route twice', () => expect(new Set(keys).size).toBe(keys.length));

it('either reads or acts, and only acts are POSTs that change something', () => {
  for (const each of routes) {
    expect([each.reads, each.acts].filter(Boolean)).toHaveLength(1);
    if (each.method === 'get') expect(each.acts).toBeUndefined();
    if (each.method === 'get') expect(each.body).toBeUndefined();
  }
});

it('names every parameter of every path', () => {
  for (const { path, params } of routes)
    expect(Object.keys(params?.shape ?? {}).sort()).toEqual(
      [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!).sort(),
    );
});

it('keeps nothing of a ballot, and takes no token where only the credential speaks', () => {
  const ballots = routes.filter(({ path, method }) => path.startsWith('/ballots') && method === 'post');
  expect(ballots).toHaveLength(4);
  for (const each of ballots) expect(each.secret).toBeDefined();
  expect(access['POST /ballots/:ballot/votes'].who).toBe('credential');
});

describe('the document', () => {
  const document = JSON.parse(JSON.stringify(openapi(routes))) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; summary: string }>>;
  };

  it('is OpenAPI 3.1 with every route', () => {
    expect(document.openapi).toBe('3.1.0');
    const found = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(found.sort()).toEqual(keys.map((key) => key.replace(' ', ' /api').replace(/:(\w+)/g, '{$1}')).sort());
  });

  it('gives every operation an id of its own and a Chinese summary', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { summary } of operations) expect(summary).toMatch(/[一-鿿]/);
  });
});
