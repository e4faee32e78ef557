import { isRaw, type Draft, type DraftStage } from '../draft';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';

/** Votes have the officers that they need; what elections, branches and waits refer to is there. */
export function checkVoting(draft: Draft): Finding[] {
  return [
    ...draft.stages.flatMap((stage) => [
      ...checkOfficers(stage, draft),
      ...checkNamed(stage, draft),
      ...checkDismissing(stage),
      ...checkRecused(stage, draft),
      ...checkClasses(stage, draft),
    ]),
    ...checkWinners(draft),
  ];
}

/** Who opens a ballot without notice, enters the numbers of a paper one, or says whom a written-in name means. */
function checkOfficers({ type, form, raw, path, title }: DraftStage, { panels }: Draft): Finding[] {
  if (type !== 'collectiveBallot' && type !== 'election') return [];
  const why = [
    ...(raw['paper'] === true ? ['paper'] : []),
    ...(raw['surprise'] === true ? ['surprise'] : []),
    ...(form === 'writeIn' || raw['writeIns'] === true ? ['writeIns'] : []),
  ];
  const { officers } = raw;
  const faults = [];
  if (raw['paper'] === true && raw['surprise'] === true)
    faults.push(
      error(
        'paperAndSurprise',
        [...path, 'surprise'],
        `“${title}”是纸质投票，到场的人当场领票，不必另写 surprise。`,
        `"${title}" is held on paper, and so opened on the spot anyway; leave surprise out.`,
      ),
    );
  if (why.length > 0 && officers === undefined)
    return [
      ...faults,
      error(
        'officersMissing',
        path,
        `“${title}”需要工作人员开启、录入或认定姓名（${why.join('、')}），请写明 officers。`,
        `"${title}" needs officers (${why.join(', ')}); name a panel in officers.`,
      ),
    ];
  const panel = typeof officers === 'string' ? panels.get(officers) : undefined;
  if (raw['paper'] === true && panel && (panel.min ?? 1) < 2)
    faults.push(
      error(
        'officersTooFew',
        [...path, 'officers'],
        `纸质票数须由两人分别录入，请给“${panel.title}”写上 min: 2 以上。`,
        `Two people enter the numbers independently; give "${panel.title}" a min of 2 or more.`,
      ),
    );
  return faults;
}

const stagesOf = ({ stages }: Draft, is: (stage: DraftStage) => boolean): string[] =>
  stages.filter(is).flatMap(({ id }) => id ?? []);

/** Stages and posts that a stage names by other keys than its outcomes. */
function checkNamed(stage: DraftStage, draft: Draft): Finding[] {
  const { raw, path, type } = stage;
  const any = stagesOf(draft, ({ id }) => id !== stage.id);
  const elections = stagesOf(draft, (each) => each.type === 'election' && each.id !== stage.id);
  const rounds = stagesOf(
    draft,
    (each) => each.type === 'collectiveBallot' && each.form === 'recommendation' && each.id !== stage.id,
  );
  const rankings = stagesOf(draft, (each) => each.type === 'ranking' && each.form === 'composite');
  const posts = draft.posts.flatMap(({ id }) => id ?? []);
  return [
    ...unknown(listed(raw['after'], [...path, 'after']), any, '环节', 'stage'),
    ...(type === 'election' ? unknown(one(raw['from'], [...path, 'from']), elections, '选举环节', 'election') : []),
    ...(type === 'collectiveBallot'
      ? unknown(one(raw['announces'], [...path, 'announces']), rounds, '民主推荐环节', 'recommendation')
      : []),
    ...(type === 'collectiveDecision'
      ? unknown(one(raw['respects'], [...path, 'respects']), rankings, '排名环节', 'ranking')
      : []),
    ...(type === 'branch' ? unknown(listed(raw['posts'], [...path, 'posts']), posts, '职位', 'post') : []),
  ];
}

function checkWinners(draft: Draft): Finding[] {
  const winning = stagesOf(draft, ({ type }) => type === 'election' || type === 'appointment');
  const panels = isRaw(draft.raw['panels']) ? draft.raw['panels'] : {};
  return Object.entries(panels).flatMap(([name, panel]) =>
    isRaw(panel)
      ? unknown(
          listed(panel['winnersOf'], ['panels', name, 'winnersOf']),
          winning,
          '选举或任职环节',
          'election or appointment',
        )
      : [],
  );
}

function checkDismissing({ type, values, path }: DraftStage): Finding[] {
  if (type !== 'officeTerm') return [];
  return unknown(listed(values.dismissing, [...path, 'dismissing']), values.grades ?? [], '考核等次', 'grade');
}

/** Who withdraws has no slip for a ballot: with several posts each needs a ballot of its own, and people who are known. */
function checkRecused({ type, form, raw, path, title }: DraftStage, { posts }: Draft): Finding[] {
  const secret =
    type === 'collectiveBallot' || type === 'election' || (type === 'collectiveDecision' && form === 'ballot');
  if (!secret || raw['recused'] === undefined) return [];
  const at = [...path, 'recused'];
  if (raw['among'] === 'pool')
    return [
      error(
        'recusedUnclear',
        at,
        `“${title}”在名册中推荐，事先不知道是谁，无从回避；请去掉 recused。`,
        `"${title}" names people of the pool, so nobody knows beforehand who must withdraw; leave recused out.`,
      ),
    ];
  if (posts.length < 2 || raw['apart'] === true) return [];
  return [
    error(
      'recusedUnclear',
      at,
      `“${title}”有几个职位，回避只对有亲属的职位；请写 apart: true，各职位分别投票。`,
      `"${title}" has several posts, and people withdraw for one of them; say apart: true, so that each post is voted on by itself.`,
    ),
  ];
}

function checkClasses({ type, raw, path }: DraftStage, { raw: whole }: Draft): Finding[] {
  if (type !== 'collectiveBallot' && type !== 'election') return [];
  const { electorate, turnoutOf } = raw;
  const electorates = isRaw(whole['electorates']) ? whole['electorates'] : {};
  const its = typeof electorate === 'string' ? electorates[electorate] : undefined;
  const classes = isRaw(its) && isRaw(its['classes']) ? Object.keys(its['classes']) : undefined;
  if (!isRaw(turnoutOf) || !classes) return [];
  const named = Object.keys(turnoutOf).map((name) => ({ name, path: [...path, 'turnoutOf', name] }));
  return unknown(named, classes, '人员类别', 'class of voters').map((each) => ({ ...each, key: true }));
}

type Named = { readonly name: string; readonly path: Path };
const one = (value: unknown, path: Path): Named[] => (typeof value === 'string' ? [{ name: value, path }] : []);
const listed = (value: unknown, path: Path): Named[] =>
  Array.isArray(value) ? value.flatMap((each: unknown, index) => one(each, [...path, index])) : [];

const unknown = (names: readonly Named[], known: readonly string[], zh: string, en: string): Finding[] =>
  names
    .filter(({ name }) => !known.includes(name))
    .map(({ name, path }) =>
      error(
        'unknownReference',
        path,
        `没有叫 ${shortened(name)} 的${zh}${known.length > 0 ? `；可用的有 ${known.join('、')}` : ''}。`,
        `There is no ${en} called ${shortened(name)}${known.length > 0 ? `; there are ${known.join(', ')}` : ''}.`,
      ),
    );
