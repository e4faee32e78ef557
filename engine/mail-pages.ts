import express, { type Express, type Request, type Response } from 'express';
import type { CaughtMail, CaughtMails } from './caught-mails';

/** How many mails one page lists; older ones are found by their recipient. */
const ON_ONE_PAGE = 200;

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail's own HTML runs nothing and loads nothing; its links open in a tab of their own. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The pages of the mail catcher: a list, one mail, its HTML, its attachments. */
export function mailPages(mails: CaughtMails): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.set({
      'Content-Security-Policy': PAGE_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
    // Personal links are in these mails: a foreign page whose name was pointed at this machine gets none of them.
    if (!['127.0.0.1', 'localhost'].includes(request.hostname))
      response.status(403).type('text').send('只能从本机访问');
    else next();
  });

  app.get('/', async (request, response) => {
    const wanted = typeof request.query['to'] === 'string' ? request.query['to'].trim() : '';
    const found = (await mails.all()).filter((mail) => mail.to.some((address) => address.includes(wanted)));
    response.send(listPage(found, wanted));
  });
  app.get('/mails/:id', (request, response) =>
    withMail(mails, request, response, (mail) => response.send(mailPage(mail))),
  );
  app.get('/mails/:id/html', (request, response) =>
    withMail(mails, request, response, (mail) => {
      response
        .set('Content-Security-Policy', MAIL_POLICY)
        .send(`<!doctype html><meta charset="utf-8"><base target="_blank">${mail.html ?? ''}`);
    }),
  );
  app.get('/mails/:id/attachments/:number', (request, response) =>
    withMail(mails, request, response, (mail) => {
      const attachment = mail.attachments[Number(request.params.number)];
      if (!attachment) return notFound(response);
      response.attachment(attachment.fileName).type('application/octet-stream').send(attachment.content);
    }),
  );
  app.use((_request, response) => notFound(response));
  return app;
}

async function withMail(
  mails: CaughtMails,
  request: Request<{ id: string }>,
  response: Response,
  show: (mail: CaughtMail) => void,
): Promise<void> {
  const mail = await mails.find(request.params.id);
  if (mail) show(mail);
  else notFound(response);
}

function notFound(response: Response): void {
  response.status(404).send(page('没有这封邮件', '<p>没有这封邮件。<a href="/">返回列表</a></p>'));
}

function listPage(mails: CaughtMail[], wanted: string): string {
  const rows = mails.slice(0, ON_ONE_PAGE).map(
    (mail) => `<tr><td>${moment(mail.received)}</td><td>${escaped(mail.to.join('、'))}</td>
<td><a href="/mails/${encodeURIComponent(mail.id)}">${escaped(mail.subject || '（无主题）')}</a></td><td>${mail.attachments.length || ''}</td></tr>`,
  );
  const more = mails.length > ON_ONE_PAGE ? `<p>仅显示最近 ${ON_ONE_PAGE} 封，共 ${mails.length} 封。</p>` : '';
  return page(
    '已截获的邮件',
    `<p>这些邮件没有发往任何真实邮箱，只保存在本机。</p>
<form><label>收件人 <input name="to" value="${escaped(wanted)}"></label> <button>查找</button></form>
<table><thead><tr><th>时间</th><th>收件人</th><th>主题</th><th>附件</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>
${mails.length === 0 ? '<p>暂无邮件。</p>' : more}`,
  );
}

function mailPage(mail: CaughtMail): string {
  const here = `/mails/${encodeURIComponent(mail.id)}`;
  const files = mail.attachments.map(
    ({ fileName, mediaType, content }, number) =>
      `<li><a href="${here}/attachments/${number}" download>${escaped(fileName)}</a>（${escaped(mediaType)}，${content.length} 字节）</li>`,
  );
  return page(
    mail.subject || '（无主题）',
    `<p><a href="/">返回列表</a></p>
<dl><dt>时间</dt><dd>${moment(mail.received)}</dd><dt>发件人</dt><dd>${escaped(mail.from)}</dd><dt>收件人</dt><dd>${escaped(mail.to.join('、'))}</dd></dl>
${files.length > 0 ? `<h2>附件</h2><ul>${files.join('')}</ul>` : ''}
${mail.text ? `<h2>正文</h2><pre>${linked(mail.text)}</pre>` : ''}
${mail.html ? `<h2>网页格式</h2><iframe title="网页格式的正文" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${here}/html"></iframe>` : ''}`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · 选贤</title><style>
body{font-family:system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;line-height:1.6;color:#1f1f1f}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #d9d9d9;padding:.4rem .6rem;text-align:left;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f5f5;padding:1rem;font:inherit}iframe{width:100%;height:32rem;border:1px solid #d9d9d9}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0}a{color:#0958d9}
</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

/** Times are shown where the people are. */
function moment(iso: string): string {
  return escaped(
    new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' }).format(
      new Date(iso),
    ),
  );
}

/** Plain text whose web addresses can be followed, such as a voter's personal link. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"'（）。，；、]+)/)
    .map((piece, index) =>
      index % 2 ? `<a href="${escaped(piece)}" target="_blank" rel="noreferrer">${escaped(piece)}</a>` : escaped(piece),
    )
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
