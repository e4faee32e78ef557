import type { DraftStage } from '../draft';
import type { Wording } from '../problem';
import type { StageType } from '../stages';

/** What is done about each person, however many seats there are: it may stand on any strand. */
const ABOUT_PEOPLE: readonly StageType[] = [
  'approval',
  'announcement',
  'scoredAssessment',
  'scoreCheck',
  'points',
  'keptScore',
  'check',
  'collectiveBallot',
  'consultation',
  'appraisal',
  'publicNotice',
  'task',
  'branch',
];
/** What goes by the seats, or fills them: for the strand that holds them. */
const ABOUT_SEATS: readonly StageType[] = ['motion', 'eligibilityReview', 'gate', 'ranking', 'grading', 'sample', 'collectiveDecision']; // prettier-ignore

/** Why a stage cannot stand between a branch and the join of its strands; undefined when it can. */
export function unfitFor(stage: DraftStage, seated: boolean): Wording | undefined {
  if (stage.type === undefined) return undefined;
  if (bringsIn(stage))
    return {
      zh: '会让人进来、换职位、任职，或另有汇合，不能放在分道和汇合之间；请放在分道以前或汇合以后。',
      en: 'brings people in, moves or appoints them, or joins strands itself; put it before the branch or after the join.',
    };
  if (seated || !goesBySeats(stage)) return undefined;
  return {
    zh: '要看职数，另起的一道没有职数；请放在原来的一道（on），或汇合以后。',
    en: 'goes by the seats, of which a strand beside has none; put it on the first strand (on) or after the join.',
  };
}

function bringsIn({ type, form, raw }: DraftStage): boolean {
  if (type === 'collectiveBallot') return form === 'recommendation' && raw['among'] === 'pool';
  if (type === 'ranking') return form === 'replacement';
  return !([...ABOUT_PEOPLE, ...ABOUT_SEATS] as readonly unknown[]).includes(type);
}

const goesBySeats = ({ type, raw }: DraftStage): boolean =>
  (ABOUT_SEATS as readonly unknown[]).includes(type) || (type === 'scoredAssessment' && raw['agreement'] !== undefined);
