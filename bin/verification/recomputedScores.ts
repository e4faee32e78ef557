import {
  agreement,
  belowFloors,
  bonusPoints,
  exact,
  gradesOf,
  inFull,
  rank,
  ratersMean,
  ratioGate,
  rounded,
  share,
  takeBest,
  toOneScale,
  total,
  weightedSum,
  type Agreement,
  type ComputedScore,
  type Entrant,
} from '../../domain/arithmetic';
import { Break } from '../../records/verification';
import { byPerson, same, scoresFrom, sorted, type Named, type Of, type Worked } from './worked';

type Scored = Of<'scoredAssessment'>;
type Composite = Extract<Of<'ranking'>, { form: 'composite' }>;

export function scores(worked: Worked, stage: Scored): boolean {
  const { visit, where } = worked;
  const found = visit.finding as {
    scores: Record<string, ComputedScore>;
    absent: string[];
    groups?: Named;
    agreement?: Agreement;
    scaled?: Named;
  };
  // A unit or an item, in which nobody is, is scored itself.
  const isItself = (post: string) => post in found.scores || found.absent.includes(post);
  const people = visit.lots.flatMap((lot) => (lot.people.length === 0 && isItself(lot.post) ? [lot.post] : lot.people));
  verifySheets(worked, people);
  const met = people.flatMap((person) => {
    const mean = ratersMean(groupsOf(worked, stage, person));
    return mean.met ? [{ person, mean }] : [];
  });
  const raw = Object.fromEntries(
    met.map(({ person, mean: { published, inFull: full } }) => [person, { published, inFull: full }]),
  );
  const groups = Object.fromEntries(met.map(({ person, mean }) => [person, mean.groups]));
  const scale = stage.divided?.scale;
  const scaled =
    scale &&
    toOneScale(
      met.map(({ person, mean }) => ({ id: person, panel: Object.keys(mean.groups)[0]!, score: mean.inFull })),
      scale,
      stage.max,
    );
  const again: Readonly<Record<string, ComputedScore>> = scaled ? scaled.scores : raw;
  for (const person of people) same(where, `${person} 的成绩`, found.scores[person], again[person]);
  same(where, '有成绩的人', sorted(Object.keys(found.scores)), sorted(Object.keys(again)));
  same(where, '缺考的人', sorted(found.absent), sorted(people.filter((person) => !again[person])));
  if (stage.raters ?? stage.divided) same(where, '各组成绩', found.groups, groups);
  if (scaled)
    same(where, '换算', found.scaled, { formula: scaled.formula, mean: scaled.mean, panels: scaled.panels, raw });
  if (stage.agreement) agrees(worked, stage, groups, found.agreement);
  return true;
}

/** A sheet is replaced by one that says so, and its elements add up. */
function verifySheets({ documents, visit, where }: Worked, people: readonly string[]): void {
  const sheets = documents['sheets.json'].filter((sheet) => sheet.visit === visit.id);
  const replaced = new Set(sheets.map(({ replaces }) => replaces));
  for (const { id, about, score, elements, ...sheet } of sheets) {
    if (elements && score !== total(Object.values(elements)))
      throw new Break(`${where}的评分表 ${id}`, `总分 ${score}`, '各要素得分之和');
    if (sheet.replaced !== replaced.has(id) || !people.includes(about))
      throw new Break(
        `${where}的评分表 ${id}`,
        `对象 ${about}，${sheet.replaced ? '已更正' : '有效'}`,
        '与其他评分表一致',
      );
  }
}

/** What each group of raters gave; of several panels only the one to which the person was dealt. */
function groupsOf({ documents, visit }: Worked, { raters, divided, trim }: Scored, person: string) {
  const groups: readonly { id: string | null; weight: number; trim?: Scored['trim'] }[] = divided
    ? divided.among.map((id) => ({ id, weight: 100, trim }))
    : raters
      ? Object.entries(raters).map(([id, each]) => ({ id, weight: each.weight, trim: each.trim }))
      : [{ id: null, weight: 100, trim }];
  const given = documents['sheets.json'].filter(
    (each) => each.visit === visit.id && each.about === person && !each.replaced && !each.recused,
  );
  const all = groups.map((group) => ({
    ...group,
    id: group.id ?? 'all',
    scores: given.flatMap((each) => (each.group === group.id && each.score !== null ? [each.score] : [])),
  }));
  const own = divided ? all.filter((group) => group.scores.length > 0) : all;
  return own.length > 0 ? own : all.slice(0, 1);
}

function agrees(
  { visit, where }: Worked,
  stage: Scored,
  groups: Readonly<Record<string, Readonly<Record<string, ComputedScore>>>>,
  found: Agreement | undefined,
): void {
  const of = (person: string) =>
    Object.fromEntries(Object.entries(groups[person]!).map(([group, mean]) => [group, mean.inFull]));
  const judged = visit.lots.map((lot) => ({
    vacancies: lot.vacancies,
    scores: Object.fromEntries(lot.people.flatMap((person) => (groups[person] ? [[person, of(person)]] : []))),
  }));
  const again = agreement(judged, stage.agreement!.cut, share(stage.agreement!.atLeast));
  const inOrder = (each: Agreement) => ({ ...each, apart: sorted(each.apart) });
  same(where, '吻合度', found && inOrder(found), inOrder(again));
}

export function gates({ visit, where }: Worked, { gate }: Of<'eligibilityReview'>): boolean {
  const found = visit.finding as { gates: Record<string, unknown> };
  for (const { post, people, vacancies, outcome } of visit.left) {
    const { met, needed, actual } = ratioGate(people.length, gate?.ratio ?? 1, gate?.per === 'vacancy' ? vacancies : 1);
    same(where, `${post} 的人数比例`, found.gates[post], { met, needed, actual });
    same(where, `${post} 的结果`, outcome, met ? 'met' : 'short');
  }
  return true;
}

export function grades({ visit, where }: Worked, { bands, caps }: Of<'grading'>): boolean {
  const found = visit.finding as { grades: Named; scores: Record<string, { published: string }> };
  const people = Object.entries(found.scores).map(([id, { published }]) => ({ id, score: published }));
  const shares = Object.entries(caps).map(([grade, cap]) => [grade, share(cap)] as const);
  same(where, '等次', found.grades, gradesOf(people, bands, Object.fromEntries(shares)));
  return true;
}

interface PostRanking {
  readonly ranking: readonly { person: string; rank: number; score: string; inFull: string; bonus?: string }[];
  readonly taken: readonly string[];
  readonly cutoff: string | null;
  readonly below?: readonly string[];
  readonly barred?: number;
}

export function ranks(worked: Worked, stage: Of<'ranking'>): boolean {
  const { visit, where } = worked;
  const { posts } = visit.finding as { posts: Record<string, PostRanking> };
  for (const { post, vacancies, people } of visit.lots) {
    const found = posts[post];
    if (!found) throw new Break(where, `没有 ${post} 的排名`);
    const strange = stage.form === 'composite' && found.ranking.find(({ person }) => !people.includes(person));
    if (strange) throw new Break(where, `${strange.person} 不在参加排名的人中`);
    const places = stage.form === 'composite' ? stage.places : 2;
    const entrants =
      stage.form === 'composite'
        ? found.ranking.map((each) => entrantOf(worked, stage, post, each))
        : found.ranking.map(({ person, inFull: score }) => ({ id: person, score, parts: {} }));
    const below = stage.form === 'composite' ? belowFloors(entrants, stage.floors, vacancies, places) : [];
    same(where, `${post} 未达分数线的人`, sorted(found.below ?? []), sorted(below));
    const again = rank(entrants, places).map(({ id, rank: place, published }) => ({
      person: id,
      rank: place,
      score: published,
    }));
    same(
      where,
      `${post} 的排名`,
      byPerson(found.ranking.map(({ inFull: _, bonus: __, ...each }) => each)),
      byPerson(again),
    );
    // What a tie was broken by may be a number that people declared, which stays in the house.
    const isOpen = typeof stage.ties !== 'object';
    const seats = stage.form === 'composite' ? vacancies : vacancies - (found.barred ?? 0);
    const take = stage.form === 'composite' ? stage.take : { top: seats };
    const left = entrants.filter(({ id }) => !below.includes(id));
    if (!isOpen || seats === 0) continue;
    const best = takeBest(left, take, seats, stage.ties, places);
    same(where, `${post} 入围的人`, sorted(found.taken), sorted(best.taken));
    same(where, `${post} 的最低入围分数`, found.cutoff, best.cutoff);
  }
  const gone = Object.entries(posts).flatMap(([post, { taken, ranking }]) =>
    // What is done again is done by everybody.
    visit.left.some((lot) => lot.post === post && lot.outcome === 'tied') ? ranking.map(({ person }) => person) : taken,
  );
  same(where, '入围的人', sorted(visit.left.flatMap((lot) => lot.people)), sorted(gone));
  return true;
}

function entrantOf(
  worked: Worked,
  stage: Composite,
  post: string,
  { person, inFull: found, bonus }: PostRanking['ranking'][number],
): Entrant & { readonly parts: Readonly<Record<string, string>> } {
  const parts = Object.entries(stage.weights).map(([id, weight]) => {
    const { maximum, beyond, of } = scoresFrom(worked, id, post);
    return { id, weight, maximum, beyond, score: of(person)?.inFull ?? '0' };
  });
  const sum = weightedSum(parts, stage.weighting);
  if (!sum.met) throw new Break(worked.where, `综合成绩算不出来：${sum.fault}`);
  const { of = [], take = 'sum', atMost } = stage.bonus ?? {};
  const added = bonusPoints(
    of.map((id) => scoresFrom(worked, id, post).of(person)?.inFull ?? '0'),
    take,
    atMost,
  );
  if (stage.bonus) same(worked.where, `${person} 的加分`, bonus, added);
  const score = stage.bonus ? inFull(exact(sum.inFull).add(exact(added))) : sum.inFull;
  const shown = stage.carries === 'published' ? rounded(exact(score), stage.places) : score;
  same(worked.where, `${person} 的综合成绩`, found, shown);
  return { id: person, score, parts: Object.fromEntries(parts.map(({ id, score: own }) => [id, own])) };
}
