import type { AnswerKind } from '../../domain/answers';

interface Ask {
  /** Begins the subject: what to do, in a word or two. */
  readonly todo: string;
  /** What exactly is asked. */
  readonly says: string;
  /** On the button. @default 前往办理 */
  readonly button?: string;
}

/** What a letter says to the person who holds a window of each kind. */
export const asks: Readonly<Record<AnswerKind, Ask>> = {
  motion: { todo: '请研究动议', says: '请研究是否启动这项选拔工作，并答复意见。不启动的，请写明理由。' },
  approval: { todo: '请审批', says: '请审阅有关材料并答复是否同意。不同意的，请写明理由。' },
  filing: { todo: '请备案', says: '请在期限内把有关材料送去备案，并填写备案日期和材料。' },
  inquiry: { todo: '请核查', says: '公布期间收到了反映，请核查有关情况，并提交核查结论。' },
  invitation: { todo: '邀请您参加', says: '您符合条件，诚邀您参加。请在期限内答复是否参加。', button: '前往答复' },
  application: { todo: '请报名', says: '现在可以报名。截止前可以修改或撤回。', button: '前往报名' },
  review: { todo: '请审查资格', says: '请逐人审查报名人员的任职资格。不符合条件的，请写明理由，理由会告知本人。' },
  relaxation: {
    todo: '请审批放宽条件',
    says: '有人不符合一项可以放宽的资格条件，审查人拟予通过，须经您同意。请逐人答复，不同意的，请写明理由，理由会告知本人。',
  },
  recheckRequest: {
    todo: '可申请复核',
    says: '您对结果有异议的，可以在期限内申请复核，并写明理由；没有异议的，无需办理。',
    button: '申请复核',
  },
  recheck: { todo: '请复核', says: '有人对资格审查结果申请复核，请复核并提交意见。' },
  sheet: { todo: '请评分', says: '请独立评分。提交后分数即锁定，确需更正的，请联系经办人。', button: '前往评分' },
  points: {
    todo: '请核实计分情况',
    says: '请对照材料逐人逐项核实计分表上的情况，并写明依据；分数由系统按公布的计分表算出。',
  },
  check: { todo: '请检查', says: '请逐人检查并写明是否合格。不合格的，请写明理由，理由会告知本人。' },
  questions: { todo: '请确定试题', says: '请确定各职位的试题；同一职位的人使用相同的试题，试题确定后才能开始评分。' },
  presence: { todo: '请到场监督', says: '请到场监督，结束后签认。' },
  opinion: { todo: '请出具意见', says: '请对有关人选逐人出具意见。有异议的，请写明理由。' },
  deliberation: { todo: '请组织酝酿', says: '各职位的面谈已经结束，请组织酝酿，并记录到会人员和酝酿情况。' },
  report: { todo: '请提交考察报告', says: '请完成考察，并提交考察报告。' },
  scoreCheck: { todo: '请核查成绩', says: '有人申请复核成绩，请核对评分表并答复。确有差错的，请同时提出更正。' },
  postChoice: {
    todo: '请改报或退出',
    says: '您报考的职位已取消。请在期限内改报其他职位，或选择退出；逾期不选的，按方案规定处理。',
    button: '前往选择',
  },
  assignment: { todo: '请分配职位', says: '请将不定向报名的人员逐人分配到职位。' },
  gateChoice: {
    todo: '请研究决定',
    says: '人数没有达到方案规定的比例，请在方案给出的几种办法中研究选定一种，并写明理由。',
  },
  comparison: { todo: '请综合分析比较', says: '请对各职位的考察对象综合分析比较，排出先后，提出初步意见。' },
  signature: { todo: '请核对签名', says: '请核对内容并签名。有不同意见的，请写明。', button: '前往签名' },
  resolution: { todo: '请录入会议结果', says: '请召开会议讨论决定，并录入到会人员、表决情况和会议记录要点。' },
  objection: { todo: '可反映意见', says: '对公布的人选有意见的，可以在期限内反映。', button: '反映意见' },
  talk: { todo: '请进行任职谈话', says: '请与拟任人员谈话，并记录谈话情况。' },
  document: { todo: '请办理任职文件', says: '请办理任职文件，并录入文号和印发日期。' },
  roll: {
    todo: '请到场开启投票',
    says: '这次投票不事先通知。请到场清点参加人员，录入在场名单，投票随即向他们开启。请勿提前告知任何人。',
  },
  nameRuling: {
    todo: '请认定票上姓名',
    says: '有的姓名与名册不完全一致或有同名，请逐个认定是谁；不能认定的，请写明无效的理由。',
  },
  paperCount: {
    todo: '请录入票数',
    says: '请依据纸质计票单独立录入发出、收回、有效、无效票和各项得票，并附扫描件的摘要。录入由两人分别进行，不一致的须重新录入。',
  },
  nominations: { todo: '请提名', says: '请在名册中提名人选，并逐人写明理由；没有合适人选的，也请写明理由。' },
  contract: { todo: '请办理聘任合同', says: '请签订聘任合同，并录入编号、聘期和任期目标。' },
  campaignStart: {
    todo: '请启动另一项选拔',
    says: '按方案需要另行选拔。请核对名单后启动；名单中没有写的，沿用本项工作的同名名单。结果产生后回到本项工作。',
  },
  annualReview: { todo: '请进行年度考核', says: '任期又满一年，请对任职人员进行年度考核，并评定等次。' },
  probationReview: { todo: '请进行试用期考核', says: '请对试用期满人员进行考核，并答复是否正式任职。' },
  taskReport: { todo: '请办理', says: '请办理这件事，办完后按要求逐项填报。' },
  rectificationNotice: {
    todo: '请下达整改通知书',
    says: '检查发现的问题已经逐条列出，请对每个问题写明整改要求和期限，一并下达。',
  },
  rectification: { todo: '请整改并答复', says: '请按整改通知书的这一条要求整改，并在期限内答复整改措施和结果。' },
  rectificationCheck: {
    todo: '请复查整改情况',
    says: '整改已逐条答复，请逐条复查。没有整改到位的，请写明理由，可另定期限。',
  },
  handover: { todo: '请办理交接', says: '请办理岗位调整和工作交接，并填写新的岗位和到任日期。' },
  itemReport: {
    todo: '请办理',
    says: '这项工作到了计划的时间，请办理，办结后填报情况；当年办不完的，可以说明理由结转下一年。',
  },
  term: { todo: '请提前准备', says: '期限届满后进入下一步，届时会再通知您。' },
  ballot: { todo: '请投票', says: '请在期限内投票。', button: '前往投票' },
};
