import { ownNames } from '../flow/own';
import { isRaw, type DraftStage } from '../draft';
import { breach, type Breach, type Case, type Profile } from './case';

/**
 * 干部选拔任用工作“一报告两评议”: unsigned forms on the selection work and on those newly selected, filled in by six kinds of people. Its
 * parts are cited by name: the text was read as a department's announcement of it, without numbers.
 */
export const oneReportTwoReviews: Profile = {
  cited: '一报告两评议',
  title: '干部选拔任用工作“一报告两评议”',
  checks: [
    { article: '“选拔任用工作评议”', severity: 'error', find: workReview },
    { article: '“新选拔任用干部评议”', severity: 'error', find: peopleReview },
    { article: '“参加人员”', severity: 'warning', find: attendees },
  ],
};

const onWork = (plan: Case): DraftStage[] => plan.all('collectiveBallot', 'questionnaire');
const onPeople = (plan: Case): DraftStage[] => [
  ...plan.all('collectiveBallot', 'review'),
  ...plan.all('collectiveBallot', 'score'),
];

function workReview(plan: Case): Breach[] {
  if (onWork(plan).length > 0) return [];
  return [
    breach(
      'reviewMissing',
      ['stages'],
      '没有对选拔任用工作的无记名评议（collectiveBallot，form: questionnaire）',
      'there is no unsigned review of the selection work (collectiveBallot, form: questionnaire)',
    ),
  ];
}

function peopleReview(plan: Case): Breach[] {
  if (onPeople(plan).length > 0) return [];
  return [
    breach(
      'reviewMissing',
      ['stages'],
      '没有对新选拔任用干部的无记名评议（collectiveBallot，form: review）',
      'there is no unsigned review of those newly selected (collectiveBallot, form: review)',
    ),
  ];
}

/** Six kinds of people take part; an electorate with fewer classes leaves some out, or does not tell them apart. */
function attendees(plan: Case): Breach[] {
  const electorates = plan.draft.raw['electorates'];
  const own = ownNames(plan.draft);
  const used = [...onWork(plan), ...onPeople(plan)].flatMap(({ raw: { electorate } }) => {
    const its = own.filter(({ word }) => word === electorate).map(({ name }) => name);
    return its.length > 0 ? its : typeof electorate === 'string' ? [electorate] : [];
  });
  return [...new Set(used)].flatMap((name) => {
    const electorate = isRaw(electorates) ? electorates[name] : undefined;
    const classes = isRaw(electorate) && isRaw(electorate['classes']) ? Object.keys(electorate['classes']).length : 6;
    if (classes >= 6) return [];
    return [
      breach(
        'fewClasses',
        ['electorates', name],
        `${name} 只分 ${classes} 类；参加评议的有六类人员`,
        `${name} has ${classes} classes; six kinds of people take part in the reviews`,
      ),
    ];
  });
}
