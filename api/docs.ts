import { dirname, join } from 'node:path';
import { Router, type Response } from 'express';
import { openapi } from './openapi';
import { routes } from './routes';

const page = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>选贤 API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
`;
const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', validatorUrl: null, deepLinking: true });\n`;

// The page of Swagger UI sets styles and draws its icons inline; it fetches nothing from outside.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

// Importing the package would run the whole page in this process.
const folder = dirname(require.resolve('swagger-ui-dist/package.json'));

/** `openapi.json`, and a page that shows it without any request outside. */
export function docs(): Router {
  const router = Router();
  let document: string | undefined;
  router.get('/openapi.json', (_request, response: Response) => {
    document ??= JSON.stringify(openapi(routes));
    response.type('json').send(document);
  });
  router.get(
    '/docs',
    (_request, response: Response) => void response.set('Content-Security-Policy', policy).type('html').send(page),
  );
  router.get('/docs/start.js', (_request, response: Response) => void response.type('js').send(start));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    router.get(`/docs/${file}`, (_request, response: Response) =>
      response.sendFile(join(folder, file), { maxAge: '1h' }),
    );
  return router;
}
