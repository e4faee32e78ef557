import { readShare } from '../../arithmetic/share';
import type { DraftOf } from '../draft';
import type { Panel } from '../plan';
import { nodeOf } from '../graph';
import { breach, type Breach, type Case, type Profile } from './case';
import { withoutNotice } from './notices';
import { periodOf, periodText, surelyCalendarDays } from './periods';
import { shortCuts, withoutRatio } from './ratios';

/** 《党政机关竞争上岗工作暂行规定》. Articles are cited as far as their text was read; else the step of the procedure. */
export const competitivePosts: Profile = {
  cited: '《竞争上岗规定》',
  title: '《党政机关竞争上岗工作暂行规定》',
  checks: [
    { article: '“编制和职数限额”', severity: 'error', find: headcount },
    { article: '“工作建议”', severity: 'error', find: consent },
    { article: '“资格审查”', severity: 'warning', find: gate },
    { article: '“面试”', severity: 'warning', find: judges },
    { article: '“面试”', severity: 'warning', find: outsiders },
    { article: '第十九条', severity: 'error', find: trimmedAndSigned },
    { article: '“民主测评”', severity: 'error', find: turnout },
    { article: '第二十五条', severity: 'error', find: appraisees },
    { article: '“任前公示”', severity: 'warning', find: sevenDays },
  ],
};

function headcount(plan: Case): Breach[] {
  return plan
    .all('motion')
    .filter(({ values, broken }) => values.headcount !== true && !broken.has('headcount'))
    .map(({ path, title }) =>
      breach(
        'headcountUnchecked',
        path,
        `“${title}”没有核对编制和职数，竞争上岗必须在限额之内进行；请写 headcount: true`,
        `"${title}" does not check the headcount, within which a competition must stay; say headcount: true`,
      ),
    );
}

function consent(plan: Case): Breach[] {
  const { first } = plan.graph;
  const consents = plan.all('approval', 'consent');
  return plan
    .all('registration')
    .filter((stage) => first !== undefined && !plan.passes(first, nodeOf(stage), consents))
    .map(({ path, title }) =>
      breach(
        'consentMissing',
        path,
        `有的路径未经上级同意（approval）就到“${title}”`,
        `some path comes to "${title}" without the superior's consent (approval)`,
      ),
    );
}

function gate(plan: Case): Breach[] {
  return withoutRatio(plan, 3);
}

function judges(plan: Case): Breach[] {
  return plan.all('scoredAssessment', 'interview').flatMap(({ path, values: { by, raters } }) => {
    const panels = interviewers(plan, by, raters);
    const fewest = panels.reduce((sum, { min = 1 }) => sum + min, 0);
    if (panels.length === 0 || fewest >= 7) return [];
    const titles = panels.map(({ title }) => title).join('、');
    return [
      breach(
        'tooFewJudges',
        [...path, raters ? 'raters' : 'by'],
        `“${titles}”可能只有 ${fewest} 人，面试考官一般不少于七人`,
        `"${titles}" may have only ${fewest}; interviewers are generally seven or more`,
      ),
    ];
  });
}

function outsiders(plan: Case): Breach[] {
  return plan.all('scoredAssessment', 'interview').flatMap(({ path, values: { by, raters } }) => {
    const panels = interviewers(plan, by, raters);
    if (panels.length === 0 || panels.some(({ outside }) => outside !== undefined)) return [];
    const titles = panels.map(({ title }) => title).join('、');
    return [
      breach(
        'noOutsideJudges',
        [...path, raters ? 'raters' : 'by'],
        `“${titles}”没有写明外单位的考官；面试小组应有一定数量的外单位人员，请写 outside: 2 等`,
        `"${titles}" has nobody from outside; some of the interviewers come from outside the unit, so say for example outside: 2`,
      ),
    ];
  });
}

type Interview = DraftOf<'scoredAssessment'>['values'];

/** The panels that score, those drawn by lot with as many as are drawn. */
const interviewers = (plan: Case, by: Interview['by'], raters: Interview['raters']): Panel[] =>
  (raters ? Object.values(raters) : [{ by }]).flatMap((group): Panel[] =>
    'drawn' in group && group.drawn
      ? [{ title: group.drawn.from, min: group.drawn.count }]
      : [plan.draft.panels.get(group.by ?? '') ?? []].flat(),
  );

function trimmedAndSigned(plan: Case): Breach[] {
  return plan.all('scoredAssessment', 'interview').flatMap(({ path, title, values, broken }) => {
    const { trim, signed, raters } = values;
    const trims = raters ? Object.values(raters).map((group) => group.trim) : [trim];
    const oneEach = trims.every((each) => each?.high === 1 && each.low === 1);
    return [
      ...(oneEach || broken.has('trim') || broken.has('raters')
        ? []
        : [
            breach(
              'trimNotOneEach',
              raters ? [...path, 'raters'] : trim ? [...path, 'trim'] : path,
              `“${title}”应去掉一个最高分和一个最低分；请写 trim: {high: 1, low: 1}`,
              `"${title}" must drop one highest and one lowest score; say trim: {high: 1, low: 1}`,
            ),
          ]),
      ...(signed || broken.has('signed')
        ? []
        : [
            breach(
              'notSigned',
              path,
              `“${title}”应打分并署名；请写 signed: true`,
              `the sheets of "${title}" must be signed; say signed: true`,
            ),
          ]),
    ];
  });
}

function turnout(plan: Case): Breach[] {
  return plan.all('collectiveBallot', 'score').flatMap(({ path, title, values, broken }) => {
    const share = readShare(values.turnout ?? '');
    if (broken.has('turnout') || (share && share.numerator * 5 >= share.denominator * 4)) return [];
    const [zh, en] = share
      ? [`的参加比例为 ${values.turnout}`, `asks for ${values.turnout}`]
      : ['没有写明参加比例', 'does not say who must take part'];
    return [
      breach(
        'turnoutTooLow',
        share ? [...path, 'turnout'] : path,
        `“${title}”${zh}，应不少于应参加人数的 80%；请写 turnout: 80%`,
        `"${title}" ${en}; 80 % of those entitled must, so say turnout: 80%`,
      ),
    ];
  });
}

// What counts is the last cut before an appraisal.
function appraisees(plan: Case): Breach[] {
  return shortCuts(plan, plan.all('appraisal', 'standard').map(nodeOf), (seats) => seats + 1).map(
    ({ cut, title, seats, taken }) =>
      breach(
        'tooFewAppraisees',
        [...cut.path, 'take'],
        `“${title}”职数 ${seats}，考察对象 ${taken} 人；考察对象应多于职数，请写 take: {perVacancy: 2} 等`,
        `"${title}" has ${seats} vacancies and ${taken} appraisees; there must be more appraisees than posts, so say for example take: {perVacancy: 2}`,
      ),
  );
}

function sevenDays(plan: Case): Breach[] {
  const short = plan.all('publicNotice', 'appointees').flatMap(({ path, values }) => {
    const period = periodOf(values);
    if (!period || surelyCalendarDays(period) >= 7) return [];
    const { zh, en } = periodText(period);
    return [
      breach(
        'noticeUnderSevenDays',
        [...path, 'period'],
        `公示期 ${zh}，一般应为七天以上`,
        `a notice of ${en} is short; generally it is seven days or more`,
      ),
    ];
  });
  return [...withoutNotice(plan), ...short];
}
