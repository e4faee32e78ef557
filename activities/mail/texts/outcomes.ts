import { campaignPath, dateTerm, deadline, facts, ownFile, post, term } from '../wording';
import type { Texts } from './text';

/** To candidates and whoever else is concerned: what was decided, and how it ended. */
export const outcomes = {
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
} satisfies Texts;

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
