import { smallTeams, unannounced, uncheckedMusts, unheardDiscipline } from './appraisals';
import { breach, type Breach, type Case, type Profile } from './case';
import { looseVotes, undecided } from './decisions';
import { shortNotices, withoutNotice } from './notices';
import { otherThanOneYear, withoutTalk } from './office';
import { lapsed, longGates, unrecommended } from './recommendations';

/** 《党政领导干部选拔任用工作条例》(2019). Articles are cited as far as their text was read; else the chapter. */
export const appointmentRegulations2019: Profile = {
  cited: '《条例》',
  title: '《党政领导干部选拔任用工作条例》（2019）',
  checks: [
    { article: '第二章“选拔任用条件”', severity: 'error', find: exceptions },
    { article: '第四章“民主推荐”', severity: 'error', find: unrecommended },
    { article: '第四章“民主推荐”', severity: 'error', find: longGates },
    { article: '第四章“民主推荐”', severity: 'error', find: lapsed },
    { article: '第五章“考察”', severity: 'error', find: unannounced },
    { article: '第五章“考察”', severity: 'error', find: smallTeams },
    { article: '第三十一条', severity: 'error', find: uncheckedMusts },
    { article: '第三十一条', severity: 'error', find: unheardDiscipline },
    { article: '第六章“讨论决定”', severity: 'error', find: (plan) => undecided(plan, plan.appointments()) },
    { article: '第六章“讨论决定”', severity: 'error', find: looseVotes },
    { article: '第四十二条', severity: 'error', find: withoutNotice },
    { article: '第四十二条', severity: 'error', find: shortNotices },
    { article: '第七章“任职”', severity: 'error', find: withoutTalk },
    { article: '第七章“任职”', severity: 'error', find: otherThanOneYear },
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
