import { canReach } from '../edges';
import { nodeOf } from '../graph';
import { breach, type Breach, type Case } from './case';

/** Appraisals that nobody is told of beforehand (考察预告). */
export const unannounced = (plan: Case): Breach[] =>
  plan
    .all('appraisal', 'standard')
    .filter(({ values, broken }) => !('notice' in values) && !broken.has('notice'))
    .map(({ path, title }) =>
      breach(
        'appraisalNoticeMissing',
        path,
        `“${title}”没有考察预告；请写明 notice`,
        `"${title}" is not announced ahead; give it a notice`,
      ),
    );

/** Teams that may have a single member. */
export function smallTeams(plan: Case): Breach[] {
  return plan.all('appraisal', 'standard').flatMap(({ path, values: { by } }) => {
    const team = by === undefined ? undefined : plan.draft.panels.get(by);
    if (!team || (team.min ?? 1) >= 2) return [];
    return [
      breach(
        'appraisalTeamTooSmall',
        [...path, 'by'],
        `考察组“${team.title}”应由两名以上成员组成；请写明 min: 2 以上`,
        `the team "${team.title}" must have two members or more; give it a min of 2 or more`,
      ),
    ];
  });
}

/** Decisions on people whose file, report, discipline record and complaints nobody has checked (凡提四必). */
export function uncheckedMusts(plan: Case): Breach[] {
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

/** Decisions before the discipline organ has been heard. */
export function unheardDiscipline(plan: Case): Breach[] {
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
