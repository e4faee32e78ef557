import { readShare } from '../../arithmetic/share';
import type { DraftOf } from '../draft';
import { nodeOf } from '../graph';
import { breach, type Breach, type Case, type Profile } from './case';

type Election = DraftOf<'election'>;

/**
 * 《中国共产党基层组织选举工作暂行条例》(1990), followed by analogy where a unit elects its head. Articles are cited as far as their text was
 * read; else the step of the procedure. That the vote is secret (第十七条) is so of every election of the language.
 */
export const basicElections1990: Profile = {
  cited: '《基层选举条例》',
  title: '《中国共产党基层组织选举工作暂行条例》（1990）',
  checks: [
    { article: '“到会人数”', severity: 'error', find: each(attendance) },
    { article: '第十九条', severity: 'error', find: each(redone) },
    { article: '第二十条', severity: 'error', find: each(choices) },
    { article: '第二十一条', severity: 'error', find: each(ties) },
    { article: '第二十二条', severity: 'error', find: each(majority) },
  ],
};

function each(check: (stage: Election, plan: Case) => Breach[]): (plan: Case) => Breach[] {
  return (plan) => plan.all('election').flatMap((stage) => check(stage, plan));
}

function attendance({ path, title, values, broken }: Election): Breach[] {
  const share = readShare(values.turnout ?? '');
  if (broken.has('turnout') || (share && share.numerator * 5 >= share.denominator * 4)) return [];
  const [zh, en] = share
    ? [`到会比例为 ${values.turnout}`, `asks for ${values.turnout}`]
    : ['没有写明到会比例', 'does not say'];
  return [
    breach(
      'turnoutTooLow',
      share ? [...path, 'turnout'] : path,
      `“${title}”${zh}，有选举权的到会人数应不少于五分之四；请写 turnout: 4/5`,
      `"${title}" ${en} how many must be present; four fifths of those entitled must, so say turnout: 4/5`,
    ),
  ];
}

/** More papers returned than issued: the election is void, and held again. */
function redone(stage: Election, { graph }: Case): Breach[] {
  const to = graph.table.get(nodeOf(stage))?.get('void');
  if (to === undefined || graph.stages.get(to)?.type === 'election') return [];
  return [
    breach(
      'voidNotRedone',
      [...stage.path, 'outcomes', 'void'],
      `“${stage.title}”收回的票多于发出的票而无效时应重新选举，不是去往 ${to}`,
      `when more papers are returned than issued "${stage.title}" must be held again, and not lead to ${to}`,
    ),
  ];
}

/** A paper that chooses more than there are seats is void: none may be allowed to. */
function choices({ path, title, values }: Election, { draft }: Case): Breach[] {
  const seats = Math.max(...draft.posts.map(({ vacancies }) => vacancies ?? 1));
  if (values.choices === undefined || values.choices <= seats) return [];
  return [
    breach(
      'tooManyChoices',
      [...path, 'choices'],
      `“${title}”每票可选 ${values.choices} 人，多于应选的 ${seats} 人；多选的票无效`,
      `a paper of "${title}" may choose ${values.choices}, more than the ${seats} to be elected; such a paper is void`,
    ),
  ];
}

/** Equal votes that leave open who is elected: these people stand again. */
function ties(stage: Election, { graph }: Case): Breach[] {
  const to = graph.table.get(nodeOf(stage))?.get('tied');
  if (to === undefined || graph.stages.get(to)?.type === 'election') return [];
  return [
    breach(
      'tieNotVoted',
      [...stage.path, 'outcomes', 'tied'],
      `“${stage.title}”票数相等、不能确定当选的，应就这几人重新投票，不是去往 ${to}`,
      `those of "${stage.title}" with equal votes must be voted on again, and not go to ${to}`,
    ),
  ];
}

/** More than half of those present; of those entitled is stricter still. */
function majority({ raw, path, title, values, broken }: Election): Breach[] {
  if (!values.win || broken.has('win')) return [];
  const { share: text, of } = values.win;
  const share = readShare(text ?? '');
  const twice = share && 2 * share.numerator;
  const more = share && (twice! > share.denominator || (share.strict && twice === share.denominator));
  const whole = of === 'present' || of === 'entitled';
  if (more && whole) return [];
  return [
    breach(
      'winTooLow',
      raw['win'] === undefined ? path : [...path, 'win'],
      `“${title}”须得到超过实到会有选举权的人数一半的票才能当选；请写 win: {share: '>1/2', of: present}`,
      `"${title}" elects with votes of more than half of those present; say win: {share: '>1/2', of: present}`,
    ),
  ];
}
