import type { LetterKind } from '../../records/letters';
import type { QueuedLetter } from '../../records/outbox';
import { asks } from './asks';
import { remaining } from './beijing';
import {
  before,
  campaignPath,
  dateTerm,
  deadline,
  endsWith,
  facts,
  inPath,
  inStage,
  matter,
  minutes,
  ownFile,
  post,
  rankOf,
  scoreOf,
  taskPath,
  term,
  termList,
  type Fact,
} from './wording';

/** What a letter says, before it is plain text or HTML. */
export interface Text {
  readonly subject: string;
  /** A paragraph each: what it is, and what the reader is to do. */
  readonly says: readonly string[];
  /** What must be found at a glance. */
  readonly facts?: readonly Fact[];
  readonly action?: { readonly label: string; readonly path: string };
  /** Small print below the button. */
  readonly notes?: readonly string[];
  /** A calendar file goes with it, or takes back an earlier one. */
  readonly calendar?: 'enter' | 'withdraw';
}

/** The texts, one a kind; what a text reads of the letter's terms stands beside it. A term that is missing is left unsaid. */
export const texts: Readonly<Record<LetterKind, (letter: QueuedLetter) => Text>> = {
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

  /** {post, window?: registration, changed?: true when the post was changed} */
  applied: (letter) => ({
    subject:
      letter.terms['changed'] === true
        ? `已改报：${post(letter) ?? letter.campaign.title}`
        : `报名已收到：${post(letter) ?? letter.campaign.title}`,
    says: [
      '您的报名材料已经收到，感谢您的参与。',
      '下一步是资格审查，结果会发邮件告知您。报名截止前，您可以修改或撤回报名。',
    ],
    facts: [...facts(['报考职位', post(letter)]), ...deadline(letter, '报名截止')],
    action: ownFile(letter),
  }),

  /** {post, note or reasons: string[], window?: the request of a recheck} */
  refused: (letter) => ({
    subject: `资格审查结果：${post(letter) ?? letter.campaign.title}`,
    says: [
      '感谢您报名。经审查，您的情况不符合这次选拔的资格条件，未能进入下一环节。',
      ...(letter.window ? ['您对结果有异议的，可以在下述期限内申请复核，并写明理由；没有异议的，无需办理。'] : []),
    ],
    facts: [
      ...facts(['报考职位', post(letter)], ['原因', termList(letter, 'reasons') ?? term(letter, 'note')]),
      ...deadline(letter, '申请复核截止'),
    ],
    action: letter.window ? { label: '申请复核', path: taskPath(letter) } : ownFile(letter),
    ...(letter.window ? { calendar: 'enter' as const } : {}),
  }),

  /** {answer: eligible | refused, note, post?} */
  recheckAnswer: (letter) => ({
    subject: `复核结果：${post(letter) ?? letter.campaign.title}`,
    says: [
      letter.terms['answer'] === 'eligible'
        ? '您申请的复核已经办结：经复核，您符合资格条件，继续参加后续环节。'
        : '您申请的复核已经办结：经复核，维持原资格审查结果。',
    ],
    facts: facts(['报考职位', post(letter)], ['复核意见', term(letter, 'note')]),
    action: ownFile(letter),
  }),

  /** {score, max?, rank?, post?} */
  score: (letter) => ({
    subject: `成绩通知：${letter.stage ?? letter.campaign.title}`,
    says: [`您在${letter.stage ? `“${letter.stage}”环节` : '本环节'}的成绩已经公布。对成绩有疑问的，请联系经办人。`],
    facts: facts(['报考职位', post(letter)], ['成绩', scoreOf(letter)], ['名次', rankOf(letter)]),
    action: ownFile(letter),
  }),

  /** {answer: passed | failed, note, post?, window?: the request of a second check} */
  checked: (letter) => ({
    subject: `${letter.stage ?? '检查'}结果：${post(letter) ?? letter.campaign.title}`,
    says: [
      letter.terms['answer'] === 'passed' ? '您的检查结果为合格。' : '您的检查结果为不合格。',
      ...(letter.window ? ['您对结果有异议的，可以在下述期限内申请复查一次；没有异议的，无需办理。'] : []),
    ],
    facts: [...facts(['报考职位', post(letter)], ['说明', term(letter, 'note')]), ...deadline(letter, '申请复查截止')],
    action: letter.window ? { label: '申请复查', path: taskPath(letter) } : ownFile(letter),
    ...(letter.window ? { calendar: 'enter' as const } : {}),
  }),

  /** {post?}: without a post the person stands for none any more. */
  assigned: (letter) => ({
    subject: `职位分配：${post(letter) ?? letter.campaign.title}`,
    says: [
      term(letter, 'post')
        ? '您参加竞争的职位已经确定，后续安排会及时通知您。'
        : '您没有改报职位，或没有分配到职位，这次选拔到此结束。感谢您的参与。',
    ],
    facts: facts(['职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {ground} */
  excluded: (letter) => ({
    subject: `取消资格：${letter.campaign.title}`,
    says: ['经有权机关决定，您不再参加这项选拔。对这一决定有异议的，请联系组织人事部门。'],
    facts: facts(['理由', term(letter, 'ground')]),
    action: ownFile(letter),
  }),

  /** {answer: stands | wrong, note} */
  scoreCheckAnswer: (letter) => ({
    subject: `成绩核查结果：${letter.stage ?? letter.campaign.title}`,
    says: [
      letter.terms['answer'] === 'wrong'
        ? '您申请的成绩核查已经办结：成绩确有差错，更正后会另行通知您。'
        : '您申请的成绩核查已经办结：成绩无误。',
    ],
    facts: facts(['核查意见', term(letter, 'note')]),
    action: ownFile(letter),
  }),

  /** {post} */
  shortlisted: (letter) => ({
    subject: `入围通知：${post(letter) ?? letter.campaign.title}`,
    says: [`祝贺您${letter.stage ? `在“${letter.stage}”环节` : ''}入围。后续安排会及时通知您，请保持联系方式畅通。`],
    facts: facts(['报考职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {grade, score, consequences: string[], post?} */
  grade: (letter) => ({
    subject: `考核结果：${letter.stage ?? letter.campaign.title}`,
    says: ['您的考核等次已经评定，结果如下。对结果有疑问的，请联系经办人。'],
    facts: facts(
      ['岗位', post(letter)],
      ['等次', term(letter, 'grade')],
      ['得分', term(letter, 'score')],
      ['结果运用', termList(letter, 'consequences')],
    ),
    action: ownFile(letter),
  }),

  /** Nothing: to whom an earlier result no longer holds, after a correction. */
  corrected: (letter) => ({
    subject: `结果更正：${letter.stage ?? letter.campaign.title}`,
    says: [
      `因有关材料更正，${letter.stage ? `“${letter.stage}”环节` : '有关环节'}的结果已重新认定，此前通知您的结果不再有效，由此给您带来的不便，敬请谅解。`,
      '更正的内容和您现在的结果，请登录查看；有疑问的，请联系经办人。',
    ],
    action: ownFile(letter),
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

  /** {post?} */
  appraisal: (letter) => ({
    subject: `考察通知：${post(letter) ?? letter.campaign.title}`,
    says: ['您已被列为考察对象，考察组将与您联系谈话并了解有关情况，请予配合。'],
    facts: facts(['拟任职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {answer: passed | failed | deferred, post?} */
  decision: (letter) => ({
    subject: `讨论决定结果：${post(letter) ?? letter.campaign.title}`,
    says: [decisions[term(letter, 'answer') ?? ''] ?? '讨论决定已有结果，请登录查看。'],
    facts: facts(['拟任职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {answer?: upheld | notUpheld}: to the person whom it is about. Who raised it, and what the inquiry says, stays with the inquiry. */
  objectionAnswer: (letter) => ({
    subject: `核查结果：${letter.stage ?? letter.campaign.title}`,
    says: [
      '公布期间有人反映了与您有关的情况，现已核查完毕。',
      inquiries[term(letter, 'answer') ?? ''] ?? '核查结论请登录查看。',
    ],
    facts: facts(['拟任职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {post?, number?, issuedOn?: date} */
  appointed: (letter) => ({
    subject: `任职通知：${post(letter) ?? letter.campaign.title}`,
    says: ['祝贺您，您的任职手续已经办理完毕。'],
    facts: facts(
      ['任职职位', post(letter)],
      ['任职文号', term(letter, 'number')],
      ['印发日期', dateTerm(letter, 'issuedOn')],
    ),
    action: ownFile(letter),
  }),

  /** {months?, post?, window?: the term} at its beginning; {answer: confirmed | extended | notConfirmed} at its end */
  probation: (letter) => {
    const result = probationResults[term(letter, 'answer') ?? ''];
    const months = term(letter, 'months');
    return {
      subject: `${result ? '试用期考核结果' : '试用期开始'}：${post(letter) ?? letter.campaign.title}`,
      says: [result ?? `您的试用期现已开始${months ? `，为期 ${months} 个月` : ''}。期满将进行考核，考核前会通知您。`],
      facts: [...facts(['任职职位', post(letter)]), ...deadline(letter, '试用期至')],
      action: ownFile(letter),
    };
  },

  /** {post?} */
  elected: (letter) => ({
    subject: `当选通知：${post(letter) ?? letter.campaign.title}`,
    says: [`祝贺您${letter.stage ? `在“${letter.stage}”中` : ''}当选。后续手续会及时通知您。`],
    facts: facts(['当选职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {year, post?} */
  yearlyReview: (letter) => ({
    subject: `年度考核：${post(letter) ?? letter.campaign.title}`,
    says: [`您任职已满 ${term(letter, 'year') ?? ''} 年，现进行年度考核，请准备述职材料。`],
    facts: facts(['任职职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {window, places: string[]}: to both who entered the same paper. */
  differs: (letter) => ({
    subject: `两次录入不一致：${matter(letter)}`,
    says: [`“${matter(letter)}”由两人分别录入，有几处不一致，两份都没有采用。`, '请对照纸质计票单，各自重新录入一遍。'],
    facts: facts(['不一致处', termList(letter, 'places')]),
    action: { label: '重新录入', path: taskPath(letter) },
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

  /** {post, result: vacant | otherMeans | cancelled}: to those who were still in when the competition for their post ended. */
  ended: (letter) => ({
    subject: `竞争结束：${post(letter) ?? letter.campaign.title}`,
    says: [endings[term(letter, 'result') ?? ''] ?? '这个职位的选拔到此结束。', '感谢您的参与。'],
    facts: facts(['报考职位', post(letter)]),
    action: ownFile(letter),
  }),

  /** {reason?} */
  cancelled: (letter) => ({
    subject: `选拔工作取消：${letter.campaign.title}`,
    says: ['这项选拔工作已经取消，此前请您办理的事项无需再办。感谢您的参与和支持。'],
    facts: facts(['原因', term(letter, 'reason')]),
    action: { label: '查看详情', path: campaignPath(letter) },
  }),
};

const decisions: Readonly<Record<string, string>> = {
  passed: '经集体讨论决定，您被确定为拟任人选，接下来按规定公示。',
  failed: '经集体讨论决定，您这次未被确定为拟任人选。感谢您的参与。',
  deferred: '经集体讨论，有关事项暂缓决定，有结果后会通知您。',
};

const endings: Readonly<Record<string, string>> = {
  vacant: '这个职位没有产生合适的人选，这次选拔中暂时空缺。',
  otherMeans: '这个职位不再以竞争方式产生人选，改用其他方式产生。',
  cancelled: '这个职位的选拔已经取消。',
};

const inquiries: Readonly<Record<string, string>> = {
  upheld: '反映的问题经核查属实，将按规定处理，处理情况由经办人与您联系。',
  notUpheld: '未发现影响任用的问题，有关程序继续进行。',
};

const probationResults: Readonly<Record<string, string>> = {
  confirmed: '祝贺您：经考核，您试用期合格，正式任职。',
  extended: '经考核，您的试用期延长，届满后再行考核。',
  notConfirmed: '经考核，您试用期满不予正式任职，后续安排由经办人与您联系。',
};
