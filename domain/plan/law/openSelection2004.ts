import type { Condition } from '../../eligibility/condition';
import { reachable } from '../edges';
import { nodeOf } from '../graph';
import { unannounced } from './appraisals';
import { breach, type Breach, type Case, type Profile } from './case';
import { undecided } from './decisions';
import { withoutNotice } from './notices';
import { shortCuts, withoutRatio } from './ratios';

/** 《公开选拔党政领导干部工作暂行规定》(2004). Articles are cited by the step of the procedure: their numbers were not read. */
export const openSelection2004: Profile = {
  cited: '《公开选拔规定》',
  title: '《公开选拔党政领导干部工作暂行规定》（2004）',
  checks: [
    { article: '“公告”', severity: 'error', find: announcement },
    { article: '“报名”', severity: 'error', find: rankSteps },
    { article: '“资格审查”', severity: 'warning', find: (plan) => withoutRatio(plan, 10) },
    { article: '“笔试”', severity: 'warning', find: subjects },
    { article: '“面试”', severity: 'warning', find: interviewees },
    { article: '“面试”', severity: 'warning', find: examiners },
    { article: '“组织考察”', severity: 'warning', find: appraisees },
    { article: '“组织考察”', severity: 'error', find: unannounced },
    { article: '“组织考察”', severity: 'error', find: differingTeams },
    { article: '“讨论决定”', severity: 'error', find: decision },
    { article: '“公示”', severity: 'error', find: withoutNotice },
    { article: '“试用期”', severity: 'error', find: firstYear },
  ],
};

function announcement(plan: Case): Breach[] {
  const { first } = plan.graph;
  const announcements = plan.all('announcement');
  return plan
    .all('registration')
    .filter((stage) => first !== undefined && !plan.passes(first, nodeOf(stage), announcements))
    .map(({ path, title }) =>
      breach(
        'announcementMissing',
        path,
        `有的路径不经公告（announcement）就到“${title}”`,
        `some path comes to "${title}" without an announcement`,
      ),
    );
}

/** One level up after a full year, two after four, never three: what a plan says instead may be stricter. */
function rankSteps(plan: Case): Breach[] {
  const steps = plan.draft.conditions.flatMap((condition) => (condition ? stepsIn(condition) : []));
  const unasked = plan.draft.posts.filter(({ id }) => !steps.some(({ posts }) => posts?.includes(id ?? '') ?? true));
  const loose = steps.some(
    ({ months = [12, 48] }) => months.length > 2 || (months[0] ?? 12) < 12 || (months[1] ?? 48) < 48,
  );
  const missing = unasked.map(({ title, id }) =>
    breach(
      'rankStepMissing',
      ['conditions'],
      `“${title ?? id}”没有任职年限条件：高一个职级须满一年，高两个职级须满四年；请加上 rule: rankStep`,
      `"${title ?? id}" asks for no years in rank: one level up needs one year, two need four; add rule: rankStep`,
    ),
  );
  if (!loose) return missing;
  return [
    ...missing,
    breach(
      'rankStepMissing',
      ['conditions'],
      '越级报考的任职年限少于高一个职级一年、高两个职级四年，或允许高三个职级',
      'the years in rank are fewer than one for one level up and four for two, or three levels are allowed',
    ),
  ];
}

const stepsIn = (condition: Condition): Extract<Condition, { rule: 'rankStep' }>[] =>
  condition.rule === 'rankStep' ? [condition] : condition.rule === 'allOf' ? condition.of.flatMap(stepsIn) : [];

// Public and professional subjects.
function subjects(plan: Case): Breach[] {
  const written = plan.all('scoredAssessment', 'writtenExam');
  const [only] = written;
  if (!only || written.length > 1) return [];
  return [
    breach(
      'oneSubject',
      only.path,
      '笔试分公共科目和专业科目，方案只有一个笔试环节',
      'the written exam has a public and a professional subject; the plan has a single one',
    ),
  ];
}

function interviewees(plan: Case): Breach[] {
  return shortCuts(plan, plan.all('scoredAssessment', 'interview').map(nodeOf), (seats) => 5 * seats).map(
    ({ cut, title, seats, taken }) =>
      breach(
        'tooFewInterviewees',
        [...cut.path, 'take'],
        `“${title}”职数 ${seats}，面试 ${taken} 人，一般为 5:1；请写 take: {perVacancy: 5}`,
        `"${title}" has ${seats} vacancies and ${taken} interviewees, generally 5:1; say take: {perVacancy: 5}`,
      ),
  );
}

function examiners(plan: Case): Breach[] {
  return plan.all('scoredAssessment', 'interview').flatMap(({ path, values: { by } }) => {
    const panel = by === undefined ? undefined : plan.draft.panels.get(by);
    if (!panel || (panel.min ?? 1) >= 7) return [];
    return [
      breach(
        'tooFewJudges',
        [...path, 'by'],
        `“${panel.title}”可能只有 ${panel.min ?? 1} 人，面试小组一般不少于七人`,
        `"${panel.title}" may have only ${panel.min ?? 1}; interviewers are generally seven or more`,
      ),
    ];
  });
}

function appraisees(plan: Case): Breach[] {
  return shortCuts(plan, plan.all('appraisal', 'standard').map(nodeOf), (seats) => 3 * seats).map(
    ({ cut, title, seats, taken }) =>
      breach(
        'tooFewAppraisees',
        [...cut.path, 'take'],
        `“${title}”职数 ${seats}，考察 ${taken} 人，一般为 3:1；请写 take: {perVacancy: 3}`,
        `"${title}" has ${seats} vacancies and ${taken} appraisees, generally 3:1; say take: {perVacancy: 3}`,
      ),
  );
}

/** People of one post who can come to several appraisals meet one team. */
function differingTeams(plan: Case): Breach[] {
  const all = plan.all('appraisal', 'standard');
  return all
    .filter(({ values }) => values.by !== undefined && values.by !== all[0]?.values.by)
    .map(({ path, title }) =>
      breach(
        'appraisalTeamsDiffer',
        [...path, 'by'],
        `“${title}”由另一个考察组考察；同一职位的考察应由同一考察组进行`,
        `"${title}" is by another team; the people of one post must be appraised by the same one`,
      ),
    );
}

/** Whoever is appointed, or recommended to those who appoint, has been decided on collectively. */
function decision(plan: Case): Breach[] {
  const nominated = { node: 'nominated', path: ['stages'], title: 'nominated' };
  return undecided(plan, [...plan.appointments(), nominated]);
}

/** A year of probation, or for posts without one a check at the end of the first year; either is a probation stage of 12 months. */
function firstYear(plan: Case): Breach[] {
  const years = plan.all('probation').filter(({ values }) => values.months === undefined || values.months >= 12);
  return plan
    .appointments()
    .filter(({ node }) => {
      const from = node === 'appointed' ? plan.graph.first : node;
      return (
        from !== undefined &&
        reachable(plan.graph.table, from).has('appointed') &&
        !plan.passes(from, 'appointed', years)
      );
    })
    .map(({ path, title }) =>
      breach(
        'probationNotOneYear',
        path,
        `有的路径在“${title}”之后没有一年的试用期，也没有任职满一年的考核（probation）`,
        `some path after "${title}" has neither a year of probation nor a check after one year (probation)`,
      ),
    );
}
