import { readShare } from '../../arithmetic/share';
import type { DraftOf } from '../draft';
import { canReach } from '../edges';
import { nodeOf } from '../graph';
import { breach, type Breach, type Case, type Profile } from './case';
import { withoutNotice } from './notices';
import { mostDays, periodOf, periodText, surelyWorkingDays } from './periods';

/** 《党政领导干部选拔任用工作条例》(2019). Articles are cited as far as their text was read; else the chapter. */
export const appointmentRegulations2019: Profile = {
  cited: '《条例》',
  title: '《党政领导干部选拔任用工作条例》（2019）',
  checks: [
    { article: '第二章“选拔任用条件”', severity: 'error', find: exceptions },
    { article: '第四章“民主推荐”', severity: 'error', find: recommendation },
    { article: '第四章“民主推荐”', severity: 'error', find: oldRecommendation },
    { article: '第五章“考察”', severity: 'error', find: appraisal },
    { article: '第三十一条', severity: 'error', find: fourMusts },
    { article: '第三十一条', severity: 'error', find: disciplineOpinion },
    { article: '第六章“讨论决定”', severity: 'error', find: decision },
    { article: '第四十二条', severity: 'error', find: withoutNotice },
    { article: '第四十二条', severity: 'error', find: noticePeriod },
    { article: '第七章“任职”', severity: 'error', find: talk },
    { article: '第七章“任职”', severity: 'error', find: probation },
  ],
};

/** Years in rank or grade that are relaxed (破格提拔) are for the superior to consent to, not for the reviewer alone. */
function exceptions(plan: Case): Breach[] {
  return plan.draft.conditions.flatMap((condition, index) => {
    const years = condition?.rule === 'rankStep' || condition?.rule === 'gradeYears';
    if (!years || condition.generally !== true || condition.relaxedBy !== undefined) return [];
    return [
      breach(
        'exceptionUnconsented',
        ['conditions', index],
        '放宽任职年限即破格提拔，须经上级同意；请写明 relaxedBy',
        'years in rank that are relaxed are an exceptional promotion, to which the superior consents; say relaxedBy',
      ),
    ];
  });
}

/** The result of a recommendation holds for one year; a gate that asks whether it still does may not ask for more. */
function oldRecommendation(plan: Case): Breach[] {
  const ballots = plan.all('collectiveBallot').map(nodeOf);
  return plan.all('gate', 'validity').flatMap(({ path, values }) => {
    const within = 'within' in values ? values.within : undefined;
    if (!within || !ballots.includes(values.of ?? '') || mostDays(within) <= 366) return [];
    const { zh, en } = periodText(within);
    return [
      breach(
        'recommendationTooOld',
        [...path, 'within'],
        `推荐结果 ${zh}内有效，超过一年`,
        `the result of the recommendation holds for ${en}, more than a year`,
      ),
    ];
  });
}

// In a competition the assessment ballot stands for the democratic recommendation.
function recommendation(plan: Case): Breach[] {
  const { first } = plan.graph;
  const ballots = plan.all('collectiveBallot');
  return plan
    .all('collectiveDecision')
    .filter((stage) => first !== undefined && !plan.passes(first, nodeOf(stage), ballots))
    .map(({ path, title }) =>
      breach(
        'recommendationMissing',
        path,
        `有的路径不经民主推荐或民主测评（collectiveBallot）就到“${title}”`,
        `some path comes to "${title}" without a democratic recommendation or assessment (collectiveBallot)`,
      ),
    );
}

function appraisal(plan: Case): Breach[] {
  return plan.all('appraisal', 'standard').flatMap((stage) => {
    const { path, title, values, broken } = stage;
    const team = values.by === undefined ? undefined : plan.draft.panels.get(values.by);
    const unannounced = !('notice' in values) && !broken.has('notice');
    const small = team !== undefined && (team.min ?? 1) < 2;
    return [
      ...(unannounced
        ? [
            breach(
              'appraisalNoticeMissing',
              path,
              `“${title}”没有考察预告；请写明 notice`,
              `"${title}" is not announced ahead; give it a notice`,
            ),
          ]
        : []),
      ...(small
        ? [
            breach(
              'appraisalTeamTooSmall',
              [...path, 'by'],
              `考察组“${team.title}”应由两名以上成员组成；请写明 min: 2 以上`,
              `the team "${team.title}" must have two members or more; give it a min of 2 or more`,
            ),
          ]
        : []),
    ];
  });
}

function fourMusts(plan: Case): Breach[] {
  const checked = plan
    .all('appraisal')
    .filter(({ values, broken }) => ('fourMusts' in values && values.fourMusts) || broken.has('fourMusts'));
  const unchecked = plan.all('appraisal', 'standard').filter((stage) => !checked.includes(stage));
  const decisions = plan
    .all('collectiveDecision')
    .filter((stage) => plan.origins().some((origin) => !plan.passes(origin, nodeOf(stage), checked)));
  return decisions.flatMap((stage) => {
    const at = unchecked.find((each) => canReach(plan.graph.table, nodeOf(each), nodeOf(stage)));
    if (at)
      return [
        breach(
          'fourMustsMissing',
          at.path,
          `“${at.title}”没有凡提四必；请写明 fourMusts: true`,
          `"${at.title}" is without the four musts; say fourMusts: true`,
        ),
      ];
    return [
      breach(
        'fourMustsMissing',
        stage.path,
        `有的路径不经凡提四必的考察（appraisal，fourMusts: true）就到“${stage.title}”`,
        `some path comes to "${stage.title}" without an appraisal with the four musts (fourMusts: true)`,
      ),
    ];
  });
}

function disciplineOpinion(plan: Case): Breach[] {
  const opinions = plan.all('consultation', 'disciplineOpinion');
  return plan
    .all('collectiveDecision')
    .filter((stage) => plan.origins().some((origin) => !plan.passes(origin, nodeOf(stage), opinions)))
    .map(({ path, title }) =>
      breach(
        'disciplineOpinionMissing',
        path,
        `有的路径未听取纪检监察机关意见（consultation，form: disciplineOpinion）就到“${title}”`,
        `some path comes to "${title}" without the discipline organ's opinion (consultation, form: disciplineOpinion)`,
      ),
    );
}

function decision(plan: Case): Breach[] {
  const decisions = plan.all('collectiveDecision');
  const undecided = plan
    .appointments()
    .filter(({ node }) => plan.origins().some((origin) => !plan.passes(origin, node, decisions)));
  return [
    ...undecided.map(({ path, title }) =>
      breach(
        'decisionMissing',
        path,
        `有的路径未经集体讨论决定就到“${title}”`,
        `some path comes to "${title}" without a collective decision`,
      ),
    ),
    ...decisions.flatMap(votes),
  ];
}

function votes({ path, values, broken }: DraftOf<'collectiveDecision'>): Breach[] {
  const quorum = readShare(values.quorum ?? '');
  const pass = readShare(values.pass ?? '');
  const enough = !quorum || quorum.numerator * 3 >= quorum.denominator * 2;
  const more =
    pass && (pass.numerator * 2 > pass.denominator || (pass.strict && pass.numerator * 2 === pass.denominator));
  const majority = !pass || more;
  const ofAll = values.of === 'entitled' || broken.has('of');
  return [
    ...(enough
      ? []
      : [
          breach(
            'quorumTooLow',
            [...path, 'quorum'],
            `到会成员 ${values.quorum}，少于{article}的应到会成员三分之二以上`,
            `a quorum of ${values.quorum} is less than two thirds of the members`,
          ),
        ]),
    ...(majority
      ? []
      : [
          breach(
            'passTooLow',
            [...path, 'pass'],
            `${values.pass} 同意即通过，不是“超过半数”；请写 '>1/2'`,
            `${values.pass} in favour is not more than half; say '>1/2'`,
          ),
        ]),
    ...(ofAll
      ? []
      : [
          breach(
            'passTooLow',
            [...path, 'of'],
            '同意票应以应到会成员计；请写 of: entitled',
            'votes are counted of the members entitled to attend; say of: entitled',
          ),
        ]),
  ];
}

function noticePeriod(plan: Case): Breach[] {
  return plan.all('publicNotice', 'appointees').flatMap(({ path, values }) => {
    const period = periodOf(values);
    if (!period || surelyWorkingDays(period) >= 5) return [];
    const { zh, en } = periodText(period);
    const days = period.unit === 'workingDay' && !period.countFirst;
    return [
      breach(
        'noticeTooShort',
        [...path, 'period'],
        days
          ? `公示期 ${zh}，少于{article}的五个工作日`
          : `公示期 ${zh}，不能保证{article}的五个工作日；请写 {n: 5, unit: workingDay}`,
        days
          ? `a notice of ${en} is less than the five working days of {article}`
          : `a notice of ${en} may be less than the five working days of {article}; say {n: 5, unit: workingDay}`,
      ),
    ];
  });
}

function talk(plan: Case): Breach[] {
  const silent = plan
    .all('appointment')
    .filter(({ values, broken }) => values.talk === undefined && !broken.has('talk'));
  const unseen = plan.appointments().filter(({ node }) => node === 'appointed');
  return [...silent, ...unseen].map(({ path, title }) =>
    breach(
      'talkMissing',
      path,
      `“${title}”没有任职谈话；请在任职环节（appointment）写明 talk`,
      `"${title}" is without the talk; give an appointment stage its talk`,
    ),
  );
}

// An extension follows a probation and may be shorter.
function probation(plan: Case): Breach[] {
  const probations = plan.all('probation');
  const nodes = new Set(probations.map(nodeOf));
  const begun = [...plan.graph.table].filter(([node]) => !nodes.has(node)).flatMap(([, edges]) => [...edges.values()]);
  const first = probations.filter((stage) => begun.includes(nodeOf(stage)));
  const wrong = first.filter(({ values }) => values.months !== undefined && values.months !== 12);
  const unproved = plan
    .appointments()
    .filter(({ node }) =>
      node === 'appointed'
        ? !plan.passes(plan.graph.first!, node, probations)
        : !plan.passes(node, 'appointed', probations),
    );
  return [
    ...wrong.map(({ path, values }) =>
      breach(
        'probationNotOneYear',
        [...path, 'months'],
        `试用期 ${values.months} 个月，不是{article}的一年`,
        `a probation of ${values.months} months is not the one year of {article}`,
      ),
    ),
    ...unproved.map(({ path, title }) =>
      breach(
        'probationNotOneYear',
        path,
        `有的路径在“${title}”之后没有一年试用期（probation）`,
        `some path after "${title}" has no probation of one year`,
      ),
    ),
  ];
}
