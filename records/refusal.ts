import type { Pointed } from '../domain/explain';

/** Why an act is refused: a closed set; the API gives each one status (api/problems.ts). */
export const refusals = {
  notFound: ['没有找到这项内容', 'There is no such thing', '请核对链接或编号；若刚刚调整过名单，请刷新后重试'],
  notYours: ['这件事不由您办理', 'This is not yours to do', '如应由您办理，请联系本单位组织人事部门核对名单'],
  tooLate: ['已经截止', 'It has closed', '截止后不再受理；如有特殊情况，请联系组织人事部门'],
  notYet: ['还没有轮到', 'Its turn has not come yet', '前面的事项办完后即可办理'],
  alreadyDone: ['已经办理过了', 'It has been done already', '如需改动，请提出更正并由第二人签字'],
  suspended: ['此项工作已中止，暂停受理', 'This campaign is suspended', '恢复后期限顺延，届时再办理'],
  ended: ['此项工作已经结束', 'This campaign has ended', '如有异议，请联系组织人事部门'],
  invalid: ['填写内容有误', 'The content is not right', '请按提示修改后重新提交，已填内容不会丢失'],
  planInvalid: ['方案有问题，不能使用', 'The plan has problems', '请按所列行号修改方案后再试'],
  notAmendable: [
    '本方案写明进行中不得修订',
    'This plan says that it may not be amended while it runs',
    '只能按原方案进行；确有必要的，取消后另行启动',
  ],
  appointed: [
    '该职位已有人任职，不能再更正',
    'Somebody of this post is appointed already',
    '只能另行启动程序，或按方案规定递补',
  ],
  sameHand: ['须由另一人签字', 'A second person must sign', '请由提出人以外的人员签字'],
  notEntitled: ['您不在参加人员名单中', 'You are not entitled to vote', '请联系工作人员核对名单'],
  recused: [
    '您与有关人选有亲属关系，须回避，不参加这一项',
    'Kin of yours stand for this, so that you withdraw from it',
    '不需要办理；如亲属关系申报有误，请联系组织人事部门',
  ],
  alreadyRedeemed: [
    '您的表决凭证已经领取',
    'Your slip has been exchanged already',
    '请使用已领取的凭证投票；如丢失，请联系工作人员',
  ],
  badCredential: ['表决凭证无效', 'This credential is not valid', '请重新扫描或领取凭证'],
  alreadyCast: ['这张票已经投出，不能更改', 'This ballot has been cast already', '一人一票，投出后不可更改'],
} as const;
export type RefusalCode = keyof typeof refusals;

/** An act that cannot be done, said to the person; nothing of it is kept. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly more: { readonly zh?: string; readonly en?: string; readonly errors?: readonly Pointed[] } = {},
  ) {
    super(`${code}: ${more.en ?? refusals[code][1]}`);
    this.name = 'Refusal';
  }
}
