import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { waitUntil } from '../../../engine/wait-until';
import { answer, drainer, mailServer, Office, type MailServer } from './post-office';

let office: Office;
const open: { stop(): unknown }[] = [];
const during = <T extends { stop(): unknown }>(part: T): T => {
  open.push(part);
  return part;
};
const people = (count: number) => Array.from({ length: count }, (_, at) => `p${at}`);
const idsOf = async ({ taken }: MailServer) =>
  Promise.all(taken.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));

beforeAll(async () => void (office = await Office.open()));
afterAll(() => office.close());
afterEach(async () => {
  for (const part of open.splice(0)) await part.stop();
  await office.clear();
});

it('carries Chinese subjects, names and attachments whole', async () => {
  const server = during(await mailServer());
  await office.queue(['a']);
  expect(await during(drainer(office.db, server.url)).round()).toEqual({
    sent: 1,
    refused: 0,
    postponed: 0,
    more: false,
    nextInMs: null,
  });
  const mail = await PostalMime.parse(server.taken[0]!.raw);
  expect(mail.subject).toBe('请评分：面试评分（12月4日 24:00 前）');
  expect(mail.to).toEqual([{ name: '考官a', address: 'a@example.org' }]);
  expect(mail.from).toEqual({ name: '选贤', address: 'xuanxian@example.org' });
  expect(mail.replyTo).toEqual([{ name: '李四', address: 'lisi@example.org' }]);
  expect(mail.text).toContain('“面试”环节有一件事请您办理：面试评分。');
  expect(mail.html).toContain('<a href="https://xuanxian.example.org/tasks/w"');
  expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    ['截止时间.ics', 'text/calendar'],
  ]);
  // The parser makes one kind of line end of all; a calendar wants its own, so this reads what went over the wire.
  const [, base64] = /\.ics\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(server.taken[0]!.raw.toString())!;
  const file = Buffer.from(base64!, 'base64').toString();
  expect(file).toContain('DTEND:20261204T160000Z\r\n');
  expect(file).toContain('SUMMARY:截止：面试评分\r\n');
});

it('sends each of 200 letters exactly once, in two hands', async () => {
  const server = during(await mailServer());
  await office.queue(people(200), 'ballot', { token: 'secret' });
  const second = office.connect();
  const hands = [during(drainer(office.db, server.url)), during(drainer(second, server.url))];
  const reports = await Promise.all(hands.map((hand) => hand.round()));
  await second.destroy();
  expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(200);
  expect(Math.min(...reports.map(({ sent }) => sent))).toBeGreaterThan(0);
  expect(new Set(await idsOf(server)).size).toBe(200);
  expect(server.taken.map(({ to }) => to).sort()).toEqual(
    people(200)
      .map((id) => `${id}@example.org`)
      .sort(),
  );
  const letters = await office.letters();
  expect(letters.every(({ state, sent_at, tries }) => state === 'sent' && sent_at !== null && tries === 1)).toBe(true);
  // A voter's token does not stay behind.
  expect(JSON.stringify(letters)).not.toContain('secret');
});

it('never has more than one letter that the server has and the outbox does not know of', async () => {
  const inDoubt: number[] = [];
  let arrived = 0;
  const server = during(
    await mailServer({
      onText: async () => {
        arrived++;
        const { rows } = await sql<{ sent: number }>`select count(*) as sent from letter where state = 'sent'`.execute(
          office.db,
        );
        inDoubt.push(arrived - rows[0]!.sent);
        return null;
      },
    }),
  );
  await office.queue(people(40));
  expect((await during(drainer(office.db, server.url)).round()).sent).toBe(40);
  expect(Math.max(...inDoubt)).toBe(1);
});

it('gives the letter of a worker that died to the next one, once', async () => {
  let arrived = 0;
  const stuck = await mailServer({ onText: () => (arrived++, new Promise(() => undefined)) });
  const server = during(await mailServer());
  await office.queue(['a']);
  const worker = office.connect();
  const dying = during(drainer(worker, stuck.url)).round();
  const died = expect(dying).rejects.toThrow();
  await waitUntil(() => arrived === 1, { what: 'the letter to be on its way' });
  const other = during(drainer(office.db, server.url));
  expect((await other.round()).sent).toBe(0);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`.execute(
    office.db,
  );
  expect(
    (
      await waitUntil(
        async () => {
          const report = await other.round();
          return report.sent > 0 && report;
        },
        { what: 'the lock to be gone' },
      )
    ).sent,
  ).toBe(1);
  await stuck.stop();
  await died;
  await worker.destroy();
  expect((await office.letter('a'))?.state).toBe('sent');
});

it('tells a refusal for good from one for now, about the recipient and about the text', async () => {
  let busy = true;
  const server = during(
    await mailServer({
      onRecipient: (to) =>
        to.startsWith('gone')
          ? answer(550, '5.1.1 no such user')
          : busy && to.startsWith('grey')
            ? answer(451, '4.7.1 greylisted')
            : null,
      onText: (to) =>
        to.startsWith('spam')
          ? answer(554, '5.7.1 rejected')
          : busy && to.startsWith('full')
            ? answer(452, '4.2.2 over quota')
            : null,
    }),
  );
  await office.queue(['gone', 'grey', 'spam', 'full', 'ok']);
  const hand = during(drainer(office.db, server.url));
  const report = await hand.round();
  expect(report).toMatchObject({ sent: 1, refused: 2, postponed: 2, more: false });
  expect(report.nextInMs).toBeGreaterThan(50_000);
  expect(report.nextInMs).toBeLessThanOrEqual(60_000);
  for (const person of ['gone', 'spam']) {
    const letter = await office.letter(person);
    expect(letter).toMatchObject({ state: 'refused', tries: 1 });
    expect(letter?.problem).toMatch(/^收件方邮件服务器拒收，请核对邮箱地址：55[04] 5\./);
  }
  for (const person of ['grey', 'full'])
    expect(await office.letter(person)).toMatchObject({ state: 'queued', tries: 1 });

  expect((await hand.round()).sent).toBe(0);
  await office.ahead('2 minutes');
  expect((await hand.round()).postponed).toBe(2);
  // Twice as long the second time.
  await office.ahead('3 minutes');
  busy = false;
  expect((await hand.round()).sent).toBe(0);
  await office.ahead('5 minutes');
  expect(await hand.round()).toMatchObject({ sent: 2, more: false, nextInMs: null });
  expect(await office.letter('grey')).toMatchObject({ state: 'sent', tries: 3, problem: null });
});

it('refuses a person without an address, in words that help', async () => {
  const server = during(await mailServer());
  await office.queue(['nobody', 'odd']);
  await office.db.updateTable('person').set({ email: null }).where('id', '=', 'nobody').execute();
  await office.db
    .updateTable('person')
    .set({ email: 'odd@example.org, evil@example.org' })
    .where('id', '=', 'odd')
    .execute();
  expect(await during(drainer(office.db, server.url)).round()).toMatchObject({ sent: 0, refused: 2 });
  expect((await office.letter('nobody'))?.problem).toBe('没有登记邮箱地址，请改用其他方式通知本人。');
  expect((await office.letter('odd'))?.problem).toBe('邮箱地址无效，请核对后重新登记。');
  expect(server.taken).toEqual([]);
});

it.each([
  ['says nothing to a recipient', { onRecipient: () => 'silence' as const }, '发信服务器没有回应'],
  ['says nothing after a text', { onText: () => 'silence' as const }, '发信服务器没有回应'],
  [
    'refuses to serve',
    { onConnect: (_session: unknown, callback: (error: Error) => void) => callback(answer(554, 'no service')) },
    '发信服务器',
  ],
  [
    'does not know our sender',
    {
      onMailFrom: (_address: unknown, _session: unknown, callback: (error: Error) => void) =>
        callback(answer(550, 'unknown sender')),
    },
    '发信服务器不接受系统的发件地址',
  ],
])('leaves the other letters alone when the server %s', async (_what, behaviour, problem) => {
  const server = during(await mailServer(behaviour));
  await office.queue(people(30));
  const report = await during(drainer(office.db, server.url, { connectMs: 20_000, answerMs: 500 })).round();
  expect(report).toMatchObject({ sent: 0, refused: 0, more: false });
  expect(report.postponed).toBeGreaterThan(0);
  // As many as there are connections, and no more.
  expect(report.postponed).toBeLessThanOrEqual(4);
  expect(report.nextInMs).toBeGreaterThanOrEqual(15_000);
  const tried = (await office.letters()).filter(({ tries }) => tries > 0);
  expect(tried).toHaveLength(report.postponed);
  for (const letter of tried) {
    expect(letter.state).toBe('queued');
    expect(letter.problem).toContain(problem);
  }
});

it('does not lose a letter to a wrong password', async () => {
  const server = during(
    await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(answer(535, 'bad credentials')),
    }),
  );
  await office.queue(['a']);
  expect(await during(drainer(office.db, server.url.replace('//', '//user:wrong@'))).round()).toMatchObject({
    refused: 0,
    postponed: 1,
  });
  expect((await office.letter('a'))?.problem).toMatch(/^发信服务器不接受系统的账号或密码，请管理员检查设置/);
});

it('sends again what a server dropped after the text, recognisably', async () => {
  let drops = 1;
  const server = during(await mailServer({ onText: () => (drops-- > 0 ? 'hangUp' : null) }));
  await office.queue(['a']);
  const hand = during(drainer(office.db, server.url));
  expect(await hand.round()).toMatchObject({ sent: 0, postponed: 1 });
  expect((await office.letter('a'))?.problem).toContain('连接中断');
  await office.ahead('20 seconds');
  expect(await hand.round()).toMatchObject({ sent: 1, postponed: 0 });
  const ids = await idsOf(server);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

it('sends everything once a server that was down is up', async () => {
  const gone = await mailServer();
  await gone.stop();
  await office.queue(people(60));
  const hand = during(drainer(office.db, gone.url));
  for (let round = 0; round < 3; round++) {
    const { sent, refused, more } = await hand.round();
    expect({ sent, refused, more }).toEqual({ sent: 0, refused: 0, more: false });
  }
  const server = during(await mailServer({ port: gone.port }));
  await office.ahead('20 seconds');
  const { sent, nextInMs } = await hand.round();
  expect({ sent, nextInMs }).toEqual({ sent: 60, nextInMs: null });
  expect(new Set(await idsOf(server)).size).toBe(60);
  expect(server.taken).toHaveLength(60);
});
