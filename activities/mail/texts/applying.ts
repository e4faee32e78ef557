import { deadline, facts, ownFile, post, rankOf, scoreOf, taskPath, term, termList } from '../wording';
import type { Texts } from './text';

/** To applicants, from registration to the last score. */
export const applying = {
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
} satisfies Texts;
