import { texts } from '../../../activities/mail/texts';
import { mailOf } from '../../../activities/mail/mail';
import { html } from '../../../activities/mail/html';
import { everyKind, letter, scoring, sender } from './letters';

const mail = (of: Parameters<typeof mailOf>[0]) => {
  const made = mailOf(of, sender);
  if (!made) throw new Error('no mail');
  return {
    subject: made.subject as string,
    text: made.text as string,
    html: made.html as string,
    attachments: made.attachments ?? [],
  };
};

describe.each(Object.values(everyKind))('$kind', (each) => {
  it('says who, what, where to click and whom to ask, in plain text and in HTML', () => {
    const { subject, text, html: page } = mail(each);
    expect(subject.length).toBeLessThanOrEqual(60);
    for (const body of [text, page]) {
      expect(body).toContain('张三同志，您好');
      expect(body).toContain(each.campaign.title);
      expect(body).toContain('市农业农村委员会 李四（lisi@example.gov.cn）');
      expect(body).toContain(`${sender.publicUrl}/`);
      expect(body).not.toMatch(/undefined|null|NaN|\[object|centre|“”|（）/);
    }
  });

  it('leaves unsaid what its terms lack', () => {
    const { text, subject } = mail({
      ...each,
      terms: {},
      window: null,
      stage: null,
      posts: {},
      organiser: { ...each.organiser, address: null },
    });
    expect(`${subject}${text}`).not.toMatch(/undefined|null|NaN|\[object|“”|（）/);
  });
});

it('has no text for anything else', () => expect(Object.keys(texts).sort()).toEqual(Object.keys(everyKind).sort()));

it('says a midnight deadline as the end of the day before, with weekday and in Beijing', () => {
  const { subject, text } = mail(letter('task'));
  expect(subject).toBe('请评分：面试评分（12月4日 24:00 前）');
  expect(text).toContain('办理期限：2026年12月4日（星期五）24:00（北京时间）');
});

it('says any other hour as it is, and that it is provisional', () => {
  const { subject, text } = mail(
    letter('task', { window: { ...scoring, due: '2027-01-04T09:30:00.000Z', provisional: true, closes: 'deadline' } }),
  );
  expect(subject).toContain('1月4日 17:30 前，暂定');
  expect(text).toContain('截止时间：2027年1月4日（星期一）17:30（北京时间，暂定）');
  expect(text).toContain('期限暂定');
});

it.each([
  ['2026-12-01T16:00:00.000Z', '还有 2 天截止'],
  ['2026-12-03T15:00:00.000Z', '明天截止'],
  ['2026-12-03T16:00:00.000Z', '今天截止'],
  ['2026-12-04T15:59:59.000Z', '今天截止'],
  ['2026-12-04T16:00:00.000Z', '已到期'],
])('reminds at %s: %s', (queuedAt, said) => {
  const { subject, attachments } = mail(letter('reminder', { queuedAt }));
  expect(subject).toContain(said);
  expect(attachments).toHaveLength(said === '已到期' ? 0 : 1);
});

it('tells the reviewers that a probation ends, and asks nothing of them yet', () => {
  const { subject, text } = mail(
    letter('reminder', {
      stage: '试用期',
      window: { ...scoring, kind: 'term', title: '试用期', due: '2027-01-29T16:00:00.000Z' },
    }),
  );
  expect(subject).toBe('提醒：试用期还有 60 天届满');
  expect(text).not.toMatch(/办理|忽略/);
});

it('links a task to its window and a file to its campaign', () => {
  expect(mail(letter('task')).text).toContain('https://xuanxian.example.gov.cn/tasks/b3f1c2\n');
  expect(mail(everyKind.score).text).toContain('https://xuanxian.example.gov.cn/campaigns/c1\n');
  expect(mailOf(letter('task'), { ...sender, publicUrl: 'https://oa.example.gov.cn/xuanxian/' })?.text).toContain(
    'https://oa.example.gov.cn/xuanxian/tasks/b3f1c2\n',
  );
});

it('carries a voter’s token behind the # and nowhere else', () => {
  const { text, html: page, subject, attachments } = mail(everyKind.ballot);
  expect(text.match(/dHVyYm8/g)).toHaveLength(1);
  expect(text).toContain('https://xuanxian.example.gov.cn/v#dHVyYm8\n');
  expect(page.match(/[^#]dHVyYm8/g)).toBeNull();
  expect(subject).not.toContain('dHVyYm8');
  expect(JSON.stringify(attachments)).not.toContain('dHVyYm8');
});

it('does not tell the person concerned who raised an objection, nor what was found about it', () => {
  const { text } = mail(letter('objectionAnswer', { terms: { answer: 'notUpheld', note: '王五反映', name: '王五' } }));
  expect(text).not.toContain('王五');
});

it('sends nothing to an address that is none', () => {
  for (const address of [
    null,
    '',
    'zhangsan',
    'a@b, c@d',
    'a b@c',
    'a@b\r\nBcc: c@d',
    '<a@b>',
    'a@b@c',
    `${'a'.repeat(65)}@b`,
  ])
    expect(mailOf(letter('task', { address }), sender)).toBeNull();
});

it('escapes every value, and only once', () => {
  const name = `<img src=x onerror=alert(1)> & "张'三`;
  expect(html`<p title="${name}">${[html`<b>${1}</b>`, html`${name}`]}${undefined}</p>`.text).toBe(
    '<p title="&#60;img src=x onerror=alert(1)&#62; &#38; &#34;张&#39;三"><b>1</b>&#60;img src=x onerror=alert(1)&#62; &#38; &#34;张&#39;三</p>',
  );
  const { html: page } = mail(
    letter('task', {
      name,
      stage: name,
      campaign: { id: '"><script>', title: name },
      window: { ...scoring, title: name, id: '"><script>' },
    }),
  );
  expect(page).not.toMatch(/<img|<script|onerror=alert\(1\)>/);
});
