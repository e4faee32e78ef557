import { isDeepStrictEqual } from 'node:util';
import {
  agreement,
  belowFloors,
  committeeBallot,
  committeeVote,
  exact,
  rank,
  ratersMean,
  ratioGate,
  rounded,
  share,
  takeBest,
  total,
  trimmedMean,
  turnout,
  weightedSum,
  type Agreement,
  type ComputedScore,
} from '../../domain/arithmetic';
import type { Plan, Stage } from '../../domain/plan';
import { canonical, digest } from '../../records/digest';
import { Break } from '../../records/verification';
import type { Documents } from './documents';

type Visit = Documents['visits.json'][number];
interface Worked {
  readonly documents: Documents;
  readonly visit: Visit;
  readonly where: string;
  /** What an earlier stage found about a post, as it stood when this visit was left. */
  readonly earlier: (stage: string, post: string) => ScoreFinding | undefined;
}
type Named = Readonly<Record<string, unknown>>;
interface ScoreFinding {
  readonly max?: number;
  readonly scores?: Readonly<Record<string, ComputedScore>>;
  readonly posts?: Readonly<Record<string, Ranking>>;
}

/**
 * Works the numbers of every visit that was left out again from what the export holds: scores, tallies, gates, composites and ranks,
 * votes. Returns how many visits had numbers. @throws {Break} at the first that comes out otherwise
 */
export function workOutAgain(documents: Documents, planOf: (version: number) => Plan): number {
  const visits = documents['visits.json'];
  let worked = 0;
  for (const [index, visit] of visits.entries()) {
    const stage = planOf(visit.plan).stages.find(({ id }) => id === visit.stage);
    if (!stage) throw new Break(`环节 ${visit.stage}`, `方案第 ${visit.plan} 版没有这个环节`);
    const where = `环节“${stage.title}”（${visit.id}）`;
    if (visit.status !== 'left') continue;
    for (const { outcome, to } of visit.left)
      if ((stage.outcomes as Record<string, string>)[outcome] !== to && to !== 'cancelled')
        throw new Break(where, `${outcome} 去往 ${to}`, (stage.outcomes as Record<string, string>)[outcome]);
    const earlier = (id: string, post: string) =>
      visits
        .slice(0, index)
        .findLast(
          (each) => each.stage === id && each.status !== 'superseded' && each.lots.some((lot) => lot.post === post),
        )?.finding as ScoreFinding | undefined;
    if (check({ documents, visit, where, earlier }, stage)) worked++;
  }
  return worked;
}

function check(worked: Worked, stage: Stage): boolean {
  switch (stage.stage) {
    case 'scoredAssessment':
      return scores(worked, stage);
    case 'collectiveBallot':
      return tallies(worked, stage);
    case 'eligibilityReview':
      return gates(worked, stage);
    case 'ranking':
      return ranks(worked, stage);
    case 'collectiveDecision':
      return votes(worked, stage);
    default:
      return false;
  }
}
type Of<S extends Stage['stage']> = Extract<Stage, { stage: S }>;

const same = (where: string, what: string, found: unknown, again: unknown): void => {
  if (!isDeepStrictEqual(JSON.parse(canonical(found ?? null)), JSON.parse(canonical(again ?? null))))
    throw new Break(
      where,
      `${what}为 ${canonical(found ?? null).slice(0, 160)}`,
      canonical(again ?? null).slice(0, 160),
    );
};

function scores({ documents, visit, where }: Worked, stage: Of<'scoredAssessment'>): boolean {
  const found = visit.finding as {
    scores: Record<string, ComputedScore>;
    absent: string[];
    groups?: Named;
    agreement?: Agreement;
  };
  const groups = stage.raters
    ? Object.entries(stage.raters).map(([group, each]) => ({ group, ...each }))
    : [{ group: null, weight: 100, trim: stage.trim }];
  // A unit or an item, in which nobody is, is scored itself.
  const about = (post: string) => post in found.scores || found.absent.includes(post);
  const people = visit.lots.flatMap((lot) => (lot.people.length === 0 && about(lot.post) ? [lot.post] : lot.people));
  const sheets = documents['sheets.json'].filter((sheet) => sheet.visit === visit.id);
  const replaced = new Set(sheets.map(({ replaces }) => replaces));
  const unsummed = sheets.find(({ score, elements }) => elements && score !== total(Object.values(elements)));
  if (unsummed) throw new Break(`${where}的评分表 ${unsummed.id}`, `总分 ${unsummed.score}`, '各要素得分之和');
  const odd = sheets.find((sheet) => sheet.replaced !== replaced.has(sheet.id) || !people.includes(sheet.about));
  if (odd)
    throw new Break(
      `${where}的评分表 ${odd.id}`,
      `对象 ${odd.about}，${odd.replaced ? '已更正' : '有效'}`,
      '与其他评分表一致',
    );
  const means: Record<string, Record<string, string>> = {};
  for (const person of people) {
    const given = (group: string | null) =>
      sheets.flatMap((each) =>
        each.about === person && each.group === group && !each.replaced && each.score !== null ? [each.score] : [],
      );
    const mean = ratersMean(
      groups.map(({ group, weight, trim }) => ({ id: group ?? '', weight, trim, scores: given(group) })),
    );
    const again = mean.met ? { published: mean.published, inFull: mean.inFull } : undefined;
    same(where, `${person} 的成绩`, found.scores[person], again);
    if (mean.met)
      means[person] = Object.fromEntries(Object.entries(mean.groups).map(([id, each]) => [id, each.inFull]));
    if (stage.raters) same(where, `${person} 的各组成绩`, found.groups?.[person], mean.met ? mean.groups : undefined);
    if (found.absent.includes(person) === mean.met) throw new Break(where, `${person} 是否缺考与评分表不符`);
  }
  if (stage.agreement) {
    const judged = visit.lots.map((lot) => ({
      vacancies: lot.vacancies,
      scores: Object.fromEntries(lot.people.flatMap((person) => (means[person] ? [[person, means[person]]] : []))),
    }));
    const again = agreement(judged, stage.agreement.cut, share(stage.agreement.atLeast));
    const sorted = (each: Agreement) => ({ ...each, apart: [...each.apart].sort() });
    same(where, '吻合度', found.agreement && sorted(found.agreement), sorted(again));
  }
  same(
    where,
    '有成绩的人',
    Object.keys(found.scores).filter((person) => !people.includes(person)),
    [],
  );
  return true;
}

function tallies({ documents, visit, where }: Worked, stage: Of<'collectiveBallot'>): boolean {
  // What is entered of a vote on paper is in nobody's box; two people answer for it, and the record has what they entered.
  if (stage.paper) return false;
  const { turnout: floor, surprise } = stage;
  const found = visit.finding as {
    readonly entitled: number;
    tallies: Record<string, Record<string, number>>;
    scores: Record<string, ComputedScore>;
  } & Record<string, unknown>;
  const held = documents['ballots.json'].find((each) => each.visit === visit.id);
  const box = held ?? { entitled: 0, ballots: [] };
  // Of a ballot without notice only those present got slips; how many should have come is then the finding's word.
  const entitled = surprise ? found.entitled : box.entitled;
  same(where, '应投人数', found.entitled, entitled);
  if (box.entitled > entitled) throw new Break(where, `发出 ${box.entitled} 张票`, `不多于 ${entitled} 张`);
  same(where, '票数', found['cast'], box.ballots.length);
  same(where, '票号的摘要', found['serials'], digest(box.ballots.map(({ serial }) => serial).sort()));
  if (box.ballots.length > box.entitled)
    throw new Break(where, `有 ${box.ballots.length} 张票`, `不多于 ${box.entitled} 张`);
  const valid = floor === undefined || !held || turnout(entitled, box.ballots.length, share(floor)).met;
  same(where, '是否有效', found['valid'], valid);
  const lines =
    stage.form === 'questionnaire' ? stage.questions.map(({ id }) => id) : visit.lots.flatMap((lot) => lot.people);
  for (const person of lines) {
    const tally: Record<string, number> = {};
    for (const { choices } of box.ballots) tally[String(choices[person])] = (tally[String(choices[person])] ?? 0) + 1;
    if (stage.form === 'recommendation') continue;
    same(where, `${person} 的得票`, found.tallies[person], tally);
    if (stage.form !== 'score') continue;
    const { grades } = stage;
    const points = Object.entries(grades).flatMap(([grade, worth]) =>
      Array<string>(tally[grade] ?? 0).fill(String(worth)),
    );
    const mean = trimmedMean(points, { high: 0, low: 0 });
    const again = valid && mean.met ? { published: mean.published, inFull: mean.inFull } : undefined;
    same(where, `${person} 的成绩`, found.scores[person], again);
  }
  return true;
}

function gates({ visit, where }: Worked, { gate }: Of<'eligibilityReview'>): boolean {
  const found = visit.finding as { gates: Record<string, unknown> };
  for (const { post, people, vacancies, outcome } of visit.left) {
    const { met, needed, actual } = ratioGate(people.length, gate?.ratio ?? 1, gate?.per === 'vacancy' ? vacancies : 1);
    same(where, `${post} 的人数比例`, found.gates[post], { met, needed, actual });
    same(where, `${post} 的结果`, outcome, met ? 'met' : 'short');
  }
  return true;
}

interface Ranking {
  readonly ranking: readonly { person: string; rank: number; score: string; inFull: string }[];
  readonly taken: readonly string[];
  readonly cutoff: string | null;
  readonly below?: readonly string[];
}

function ranks({ visit, where, earlier }: Worked, stage: Of<'ranking'>): boolean {
  const { posts } = visit.finding as { posts: Record<string, Ranking> };
  for (const { post, vacancies, people } of visit.lots) {
    const found = posts[post];
    if (!found) throw new Break(where, `没有 ${post} 的排名`);
    const entrants = found.ranking.map(({ person, inFull }) => {
      if (stage.form === 'replacement') return { id: person, score: inFull };
      if (!people.includes(person)) throw new Break(where, `${person} 不在参加排名的人中`);
      const parts = Object.entries(stage.weights).map(([id, weight]) => {
        const component = earlier(id, post);
        const composite = component?.posts?.[post]?.ranking.find((each) => each.person === person);
        const score = component?.scores?.[person]?.inFull ?? composite?.inFull ?? '0';
        return { id, weight, maximum: component?.max ?? 100, score };
      });
      const sum = weightedSum(parts, stage.weighting);
      if (!sum.met) throw new Break(where, `综合成绩算不出来：${sum.fault}`);
      const shown = stage.carries === 'published' ? rounded(exact(sum.inFull), stage.places) : sum.inFull;
      same(where, `${person} 的综合成绩`, inFull, shown);
      const criteria = Object.fromEntries(parts.map(({ id, score }) => [id, score]));
      return { id: person, score: sum.inFull, criteria, parts: criteria };
    });
    const places = stage.form === 'replacement' ? 2 : stage.places;
    const below =
      stage.form === 'replacement'
        ? []
        : belowFloors(entrants as Parameters<typeof belowFloors>[0], stage.floors, vacancies, places);
    same(where, `${post} 未达分数线的人`, [...(found.below ?? [])].sort(), [...below].sort());
    const again = rank(entrants, places).map(({ id, rank: place, published }) => ({
      person: id,
      rank: place,
      score: published,
    }));
    same(where, `${post} 的排名`, inOrder(found.ranking.map(({ inFull: _, ...each }) => each)), inOrder(again));
    const best =
      stage.form === 'replacement'
        ? takeBest(entrants, { top: vacancies }, vacancies, 'include')
        : takeBest(
            entrants.filter(({ id }) => !below.includes(id)),
            stage.take,
            vacancies,
            stage.ties,
            places,
          );
    same(where, `${post} 入围的人`, [...found.taken].sort(), [...best.taken].sort());
    same(where, `${post} 的最低入围分数`, found.cutoff, best.cutoff);
  }
  const gone = visit.left.flatMap((lot) => lot.people).sort();
  same(
    where,
    '入围的人',
    gone,
    Object.entries(posts)
      .flatMap(([post, { taken, ranking }]) =>
        // What is done again is done by everybody.
        visit.left.some((lot) => lot.post === post && lot.outcome === 'tied')
          ? ranking.map(({ person }) => person)
          : [...taken],
      )
      .sort(),
  );
  return true;
}

const inOrder = <T extends { person: string }>(ranking: readonly T[]): T[] =>
  [...ranking].sort((a, b) => (a.person < b.person ? -1 : 1));

function chosen(
  { documents, visit, where }: Worked,
  stage: Extract<Of<'collectiveDecision'>, { form: 'ballot' }>,
): boolean {
  const found = visit.finding as { entitled: number; cast: number; tallies: Named; outcomes: Named; serials: string };
  const box = documents['ballots.json'].find((each) => each.visit === visit.id) ?? { entitled: 0, ballots: [] };
  same(where, '票数', found.cast, box.ballots.length);
  same(where, '票号的摘要', found.serials, digest(box.ballots.map(({ serial }) => serial).sort()));
  for (const { post, people, vacancies } of visit.lots) {
    const of = (person: string, mark: string) => box.ballots.filter(({ choices }) => choices[person] === mark).length;
    for (const person of people)
      for (const mark of ['同意', '不同意', '缓议', '弃权'])
        same(
          where,
          `${person} 的${mark}票`,
          (found.tallies[person] as Named | undefined)?.[mark] ?? 0,
          of(person, mark),
        );
    const going = people.filter(
      (person) => visit.left.some((lot) => lot.people.includes(person)) || found.tallies[person],
    );
    const { outcome } = committeeBallot(
      {
        entitled: found.entitled,
        present: box.ballots.length,
        votes: Object.fromEntries(
          going.map((person) => [person, { agree: of(person, '同意'), defer: of(person, '缓议') }]),
        ),
      },
      vacancies,
      { quorum: share(stage.quorum), pass: share(stage.pass), of: stage.of },
    );
    same(where, `${post} 的票决结果`, found.outcomes[post], outcome);
  }
  return true;
}

function votes(worked: Worked, stage: Of<'collectiveDecision'>): boolean {
  if (stage.form === 'ballot') return chosen(worked, stage);
  const { documents, visit, where } = worked;
  const { quorum, pass, of, recused } = stage;
  const found = visit.finding as {
    entitled: number;
    present: number;
    votes: Record<string, { voters?: { entitled: number; present: number } }>;
  };
  const [given] = documents['resolutions.json'].filter((each) => each.visit === visit.id && !each.replaced);
  if (!given) {
    same(where, '表决', found.votes, {});
    return true;
  }
  const { entitled, present } = given;
  same(where, '应到会、到会人数', [found.entitled, found.present], [entitled, present]);
  const again = given.votes.map(({ person, agree, disagree, abstain, defer }) => {
    // Members who withdrew for kinship are in none of the counts; who they are is not exported.
    const voters = found.votes[person]?.voters;
    const cast = agree + disagree + abstain + defer;
    const whole = voters?.present ?? present;
    if (whole > present || (recused === 'counted' ? cast > whole : cast !== whole))
      throw new Break(where, `${person} 的各项票数之和不等于到会人数`, String(present));
    const { outcome } = committeeVote(
      { entitled, present, ...voters, agree },
      { quorum: share(quorum), pass: share(pass), of },
    );
    return [person, { agree, defer, outcome, ...(voters && { voters }) }];
  });
  same(where, '表决', found.votes, Object.fromEntries(again));
  return true;
}
