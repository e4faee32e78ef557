import type { LetterKind } from '../../../records/letters';
import type { LetterWindow, QueuedLetter } from '../../../records/outbox';

export const sender = { from: '"选贤" <xuanxian@example.gov.cn>', publicUrl: 'https://xuanxian.example.gov.cn' };

export const scoring: LetterWindow = {
  id: 'b3f1c2',
  kind: 'sheet',
  title: '面试评分',
  closes: 'complete',
  due: '2026-12-04T16:00:00.000Z',
  provisional: false,
  minutes: { 自我介绍: 3, 回答问题: 7 },
};

/** A letter as the outbox gives it, with everything in it. */
export function letter(kind: LetterKind, change: Partial<QueuedLetter> = {}): QueuedLetter {
  return {
    visit: '5c1e',
    purpose: 'ask:sheets',
    person: 'zhangsan',
    kind,
    terms: {},
    queuedAt: '2026-11-30T01:30:00.000Z',
    name: '张三',
    address: 'zhangsan@example.gov.cn',
    campaign: { id: 'c1', title: '市动物疫病预防控制中心副职竞争上岗实施方案' },
    stage: '面试',
    posts: { centre: '市动物疫病预防控制中心副主任' },
    window: scoring,
    organiser: { department: '市农业农村委员会', name: '李四', address: 'lisi@example.gov.cn' },
    ...change,
  };
}

/** One letter of every kind, with the terms that the stages give it. */
export const everyKind: Readonly<Record<LetterKind, QueuedLetter>> = {
  elected: letter('elected', { terms: { post: 'centre' }, stage: '选举', window: null }),
  yearlyReview: letter('yearlyReview', { terms: { year: 1, post: 'centre' }, window: null }),
  standIn: letter('standIn', { terms: { lacks: 2, withdrawn: ['监票甲', '计票乙'] } }),
  differs: letter('differs', { terms: { places: ['classes/staff/valid：96 / 97'] } }),
  task: letter('task'),
  reminder: letter('reminder', { queuedAt: '2026-12-02T04:00:00.000Z' }),
  withdrawn: letter('withdrawn'),
  applied: letter('applied', {
    terms: { post: 'centre' },
    stage: '报名',
    window: { ...scoring, kind: 'application', title: '报名', closes: 'deadline' },
  }),
  grade: letter('grade', {
    stage: '评定等次',
    terms: { post: 'centre', grade: '优秀', score: '92.30', consequences: ['效益工资上浮 10%'] },
  }),
  refused: letter('refused', {
    terms: {
      post: 'centre',
      reasons: ['②具有中级以上专业技术职称：申报为初级', '④年龄48周岁以下：报名截止日满49周岁'],
    },
    window: { ...scoring, kind: 'recheckRequest', title: '资格审查复核申请', closes: 'deadline' },
    stage: '资格审查',
  }),
  recheckAnswer: letter('recheckAnswer', {
    terms: { answer: 'eligible', note: '补交的职称证书有效。' },
    stage: '资格审查',
    window: null,
  }),
  score: letter('score', { terms: { score: '87.5', max: 100 }, window: null }),
  checked: letter('checked', {
    terms: { answer: 'failed', note: '1000 米跑 4 分 20 秒，未达标。', post: 'centre' },
    stage: '体能测试',
    window: { ...scoring, kind: 'recheckRequest', title: '体能测试复查申请', closes: 'deadline' },
  }),
  assigned: letter('assigned', { terms: { post: 'centre' }, stage: '改报', window: null }),
  excluded: letter('excluded', { terms: { ground: '提供虚假材料' }, window: null }),
  scoreCheckAnswer: letter('scoreCheckAnswer', { terms: { answer: 'stands', note: '逐题核对无误。' }, window: null }),
  shortlisted: letter('shortlisted', {
    terms: { post: 'centre', stage: '确定面试人选' },
    stage: '确定面试人选',
    window: null,
  }),
  corrected: letter('corrected', { stage: '综合成绩，确定考察对象', window: null }),
  ballot: letter('ballot', {
    terms: { token: 'dHVyYm8' },
    stage: '民主测评',
    window: { ...scoring, kind: 'ballot', title: '民主测评', closes: 'deadline', provisional: true },
  }),
  appraisal: letter('appraisal', { stage: '组织考察', window: null }),
  decision: letter('decision', { terms: { answer: 'passed', post: 'centre' }, stage: '党组讨论决定', window: null }),
  objectionAnswer: letter('objectionAnswer', { terms: { answer: 'notUpheld' }, stage: '公示异议核查', window: null }),
  appointed: letter('appointed', {
    terms: { post: 'centre', number: '农委任〔2026〕18号', issuedOn: '2026-12-28' },
    stage: '任职',
    window: null,
  }),
  probation: letter('probation', { terms: { months: 12, post: 'centre' }, stage: '试用期', window: null }),
  anchor: letter('anchor', { terms: { seq: 41, head: 'ab'.repeat(32), signature: 'c2ln'.repeat(22) }, window: null }),
  ended: letter('ended', {
    terms: { post: 'centre', result: 'otherMeans' },
    stage: '不足 3:1，报请改用其他方式',
    window: null,
  }),
  cancelled: letter('cancelled', { terms: { reason: '机构改革，职位撤销。' }, stage: null, window: null }),
};
