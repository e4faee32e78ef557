import { asks } from '../asks';
import { remaining } from '../beijing';
import {
  before,
  campaignPath,
  deadline,
  endsWith,
  facts,
  inPath,
  inStage,
  matter,
  minutes,
  taskPath,
  term,
  termList,
} from '../wording';
import type { Texts } from './text';

/** To whoever is to do something: texts of tasks and of what becomes of them. */
export const tasks = {
  /** {window} */
  task: (letter) => {
    const ask = asks[letter.window?.kind ?? 'approval'];
    return {
      subject: `${ask.todo}：${matter(letter)}${before(letter)}`,
      says: [`${inStage(letter)}有一件事请您办理：${matter(letter)}。`, ask.says],
      facts: [...deadline(letter), ...minutes(letter)],
      action: { label: ask.button ?? '前往办理', path: taskPath(letter) },
      calendar: 'enter',
    };
  },

  /** {window} */
  reminder: (letter) => {
    const { window, queuedAt } = letter;
    const ask = asks[window?.kind ?? 'approval'];
    const left = window?.due ? remaining(queuedAt, window.due) : undefined;
    const late = left === 'over';
    return {
      subject: `提醒：${window?.kind === 'term' ? '' : `${ask.todo}，`}${matter(letter)}${left ? (late ? '已到期' : `${left}${endsWith(letter)}`) : ''}`,
      says: [
        window?.kind === 'term'
          ? `“${matter(letter)}”即将届满。`
          : late
            ? `“${matter(letter)}”已到办理期限，还没有收到您的办理结果，请尽快办理。`
            : `“${matter(letter)}”还在等您办理。`,
        ask.says,
        ...(window?.kind === 'term' ? [] : ['如您刚刚已经办理，请忽略这封邮件。']),
      ],
      facts: deadline(letter),
      action:
        window?.kind === 'term'
          ? { label: '查看详情', path: campaignPath(letter) }
          : { label: ask.button ?? '前往办理', path: taskPath(letter) },
      ...(late ? {} : { calendar: 'enter' as const }),
    };
  },

  /** {window, reason?} */
  withdrawn: (letter) => ({
    subject: `无需再办：${matter(letter)}`,
    says: [`“${matter(letter)}”已经撤回，您无需再办理。之后如需重新办理，会另行通知您。`],
    facts: facts(['原因', term(letter, 'reason')]),
    action: { label: '查看详情', path: campaignPath(letter) },
    notes: letter.window?.due ? ['随信附有日历文件，打开后即可从您的日历中删去这一事项。'] : [],
    calendar: 'withdraw',
  }),

  /** {window, token}: the token travels behind the #, which no server and no log ever sees. */
  ballot: (letter) => ({
    subject: `${asks.ballot.todo}：${matter(letter)}${before(letter)}`,
    says: [
      `请您参加“${matter(letter)}”的无记名投票。`,
      '下面是您个人的投票链接，只能使用一次，请勿转发。打开链接不等于投票，确认提交后才算投出，投出后不能更改。',
    ],
    facts: deadline(letter, '投票截止'),
    action: { label: asks.ballot.button ?? '前往投票', path: `/v#${inPath(term(letter, 'token') ?? '')}` },
    notes: ['链接只用来证明您有投票资格；选票上不记录您的姓名、账号、地址和时间。'],
    calendar: 'enter',
  }),

  /** {window, places: string[]}: to both who entered the same paper. */
  differs: (letter) => ({
    subject: `两次录入不一致：${matter(letter)}`,
    says: [`“${matter(letter)}”由两人分别录入，有几处不一致，两份都没有采用。`, '请对照纸质计票单，各自重新录入一遍。'],
    facts: facts(['不一致处', termList(letter, 'places')]),
    action: { label: '重新录入', path: taskPath(letter) },
  }),

  /** {window, lacks, withdrawn: string[]}: to whoever started the campaign, who stands in for officers of a vote. */
  standIn: (letter) => ({
    subject: `监票、计票人员不足，请指定：${matter(letter)}`,
    says: [
      `“${matter(letter)}”须由既不是候选人、也不是其亲属的人员办理，名单中还缺 ${term(letter, 'lacks') ?? ''} 人，先由您代为承办。`,
      '请用“委托”指定本单位的其他同事，每次一人；您本人不是候选人及其亲属的，也可以自己办理一份。',
    ],
    facts: facts(['须回避的', termList(letter, 'withdrawn')]),
    action: { label: '前往指定', path: taskPath(letter) },
  }),

  /** {seq, head, signature}: a signed head of the process record, to the discipline supervisor. */
  anchor: (letter) => ({
    subject: `全程纪实签章：${letter.stage ?? letter.campaign.title}`,
    says: [
      `${letter.stage ? `“${letter.stage}”环节已经结束，` : ''}全程纪实到此的签章如下。`,
      '请保存这封邮件。日后核验时，以您保存的签章比对，即可发现纪实是否被改动。',
    ],
    facts: facts(
      ['纪实条数', term(letter, 'seq')],
      ['纪实摘要', term(letter, 'head')],
      ['签名', term(letter, 'signature')],
    ),
    action: { label: '查看全程纪实', path: campaignPath(letter) },
  }),
} satisfies Texts;
