import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { startMailCatcher, type MailCatcher } from '../../../engine/mail-catcher';
import { temporaryFolder, tidyUp } from './launched';

afterAll(tidyUp);

const invitation = {
  from: '"组织部" <zuzhibu@example.org>',
  to: 'kaosheng@example.org',
  bcc: 'jiandu@example.org',
  subject: '面试通知：请于 12 月 1 日到场 <第一考场>',
  text: '请打开 https://127.0.0.1:8443/v#TOKEN 查看。<script>alert(1)</script>',
  html: '<p onclick="x()">请按时<b>到场</b></p>',
  headers: { 'X-Caught-For': 'forged@example.org' },
  attachments: [
    { filename: '面试日程.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', contentType: 'text/calendar' },
  ],
};

async function send(catcher: MailCatcher): Promise<void> {
  const transport = createTransport(catcher.smtpUrl);
  await transport.sendMail(invitation);
  transport.close();
}

const page = async (catcher: MailCatcher, path: string) => {
  const response = await fetch(`${catcher.webUrl}${path}`);
  return { response, body: await response.text() };
};

it('catches a mail with all that is in it, blind copies too, and keeps it over a start', async () => {
  const dir = join(temporaryFolder(), 'mails');
  const first = await startMailCatcher({ smtpPort: 0, webPort: 0, dir });
  await send(first);
  const [mail] = await first.messages();
  expect(mail).toMatchObject({
    from: '组织部 <zuzhibu@example.org>',
    to: ['kaosheng@example.org', 'jiandu@example.org'],
    subject: invitation.subject,
  });
  expect(mail?.text?.trim()).toBe(invitation.text);
  expect(
    mail?.attachments.map(({ fileName, mediaType, content }) => [fileName, mediaType, content.toString()]),
  ).toEqual([['面试日程.ics', 'text/calendar', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n']]);
  await first.stop();

  const second = await startMailCatcher({ smtpPort: 0, webPort: 0, dir });
  expect(await second.messages()).toEqual([mail]);
  await second.stop();
});

it('shows what was sent, and lets nothing in a mail act', async () => {
  const catcher = await startMailCatcher({ smtpPort: 0, webPort: 0 });
  expect((await page(catcher, '/')).body).toContain('暂无邮件');
  await send(catcher);

  const list = await page(catcher, '/?to=jiandu');
  expect(list.body).toContain('面试通知');
  expect(list.body).not.toContain('<第一考场>');
  expect((await page(catcher, '/?to=nobody')).body).not.toContain('面试通知');

  const [mail] = await catcher.messages();
  const shown = await page(catcher, `/mails/${mail?.id}`);
  expect(shown.body).toContain('href="https://127.0.0.1:8443/v#TOKEN"');
  expect(shown.body).not.toContain('<script>');
  expect(shown.body).toContain('面试日程.ics');
  expect(shown.response.headers.get('content-security-policy')).toContain("default-src 'none'");

  const html = await page(catcher, `/mails/${mail?.id}/html`);
  expect(html.body).toContain('<b>到场</b>');
  expect(html.response.headers.get('content-security-policy')).toMatch(/^sandbox/);

  const attachment = await page(catcher, `/mails/${mail?.id}/attachments/0`);
  expect(attachment.body).toContain('BEGIN:VCALENDAR');
  expect(attachment.response.headers.get('content-disposition')).toContain(encodeURIComponent('面试日程.ics'));
  expect((await page(catcher, '/mails/none')).response.status).toBe(404);
  await catcher.stop();
});

it('says when a port is taken', async () => {
  const first = await startMailCatcher({ smtpPort: 0, webPort: 0 });
  const webPort = Number(new URL(first.webUrl).port);
  const smtpPort = Number(new URL(first.smtpUrl).port);
  await expect(startMailCatcher({ smtpPort: 0, webPort })).rejects.toThrow(/EADDRINUSE/);
  await expect(startMailCatcher({ smtpPort, webPort: 0 })).rejects.toThrow(/EADDRINUSE/);
  await first.stop();
});
