import type { StageType } from '../../domain/plan';
import type { Chance } from './chance';
import { kinds } from './stages';
import { addBranch, type Draft, type Given, type Word } from './tracks';
import type { Kinds, Making, PlanText, Roster, StageText } from './words';

/** A plan with the people who act in it and those who may apply. */
export interface Setting {
  readonly plan: PlanText;
  readonly roster: Roster;
  readonly applicants: readonly string[];
}

const scoring: readonly Word[] = ['scoredAssessment', 'collectiveBallot', 'scoredAssessment', 'collectiveBallot', 'points', 'check']; // prettier-ignore
const ends = ['vacant', 'otherMeans', 'cancelled'];
/** What may come before registration, and after everybody has been ranked; in this order, each or not. */
const opening: readonly (readonly [Word, number])[] = [['motion', 0.07], ['approval', 0.07], ['announcement', 0.04], ['task', 0.04]]; // prettier-ignore
const closing: readonly (readonly [Word, number])[] = [
  ['publicNotice', 0.2],
  ['task', 0.16],
  ['check', 0.08],
  ['appraisal', 0.2],
  ['consultation', 0.15],
  ['collectiveDecision', 0.25],
  ['nomination', 0.1],
  ['election', 0.25],
  ['publicNotice', 0.2],
  ['gate', 0.06],
  ['appointment', 0.45],
];
const branching = 0.25;

/**
 * A random plan that can be carried out: stages in an order that makes sense, in random forms; what goes wrong leads to an end, to
 * the next of the ranking, or back. Small, so that many can be walked.
 */
export function randomSetting(chance: Chance, known: Kinds = kinds, name = 'model'): Setting {
  const [panels, electorates] = [new Map<string, number>(), new Set<string>()];
  const drafts: Draft[] = [];
  let scored: string[] = [];
  let ranked: string | undefined;
  const posts = chance.happens(0.35) ? ['a', 'b'] : ['a'];
  let several = false;
  /** So many of the first stages are passed by everybody. */
  let common = Infinity;
  let pooled = false;
  const making = (): Making => ({
    chance,
    posts,
    passed: drafts.slice(0, common).map(({ id }) => id),
    branch: '',
    strands: {},
    scored,
    ranking: ranked,
    several,
    panel(atLeast = 1) {
      const called = chance.one(['office', 'team', 'committee']);
      panels.set(called, Math.max(atLeast, panels.get(called) ?? 1));
      return called;
    },
    pool: () => void (pooled = true),
    electorate: () => (electorates.add('staff'), 'staff'),
  });
  const add = (type: Word, given: Given = {}, more: Partial<Making> = {}): Draft => {
    const { text, outcomes } = given as Partial<Draft>;
    const made = text && outcomes ? { text, outcomes } : known[type as StageType]!.make({ ...making(), ...more });
    const draft: Draft = { type, id: `s${drafts.length + 1}`, edges: {}, ...made, ...given };
    drafts.push(draft);
    return draft;
  };

  for (const [type, share] of opening) if (chance.happens(share)) add(type);
  const registered = add('registration');
  several = registered.text['undirected'] === true;
  if (chance.happens(0.25)) add('eligibilityReview');
  // What drops a post may lead to where its people choose another.
  if (chance.happens(posts.length > 1 ? 0.45 : 0.15)) {
    const dropping = add('gate');
    const moved = posts.length > 1 && !several && chance.happens(0.7) ? add('assignment') : undefined;
    for (const outcome of (moved?.text['dropped'] ?? []) as string[]) dropping.edges[outcome] = moved!.id;
  }
  if (several) {
    if (chance.happens(0.5)) scored = [add(chance.one(scoring)).id];
    add('assignment');
    several = false;
  }
  const rounds = chance.one([0, 0, 1, 1, 1, 2]);
  for (let round = 0; round < rounds && (round === 0 || chance.happens(0.3)); round++) {
    for (let n = chance.one([1, 1, 2]); n > 0; n--) scored = [...scored, add(chance.one(scoring)).id];
    ranked = add('ranking').id;
    if (chance.happens(0.12)) add('scoreCheck');
    if (chance.happens(0.15)) add('grading');
    if (chance.happens(0.15)) add('gate');
  }
  const [afterRanking, list] = [drafts.length, ranked];
  common = afterRanking;
  const branchAt = chance.happens(branching) ? chance.from(0, closing.length - 1) : undefined;
  closing.forEach(([type, share], place) => {
    if (place === branchAt) addBranch({ chance, add });
    if (!chance.happens(rounds === 0 ? share : share * 0.8)) return;
    const added = add(type);
    if (type !== 'election' || !chance.happens(0.5)) return;
    const runoff = add('election', { aside: true, runoffOf: added }, { election: added.id });
    added.edges['none'] = runoff.id;
  });
  if (drafts.at(-1)!.type === 'appointment' && chance.happens(0.35)) add('probation');
  else if (chance.happens(0.2)) add('officeTerm');
  const main = drafts.filter(({ aside }) => !aside);
  const inquiries = main.filter(({ type }) => type === 'publicNotice' && chance.happens(0.6));
  for (const notice of inquiries) {
    const text = { form: 'inquiry', by: making().panel(), within: { n: chance.from(1, 4), unit: 'workingDay' } };
    add('inquiry', { text, outcomes: ['notUpheld', 'upheld'], notice });
  }
  const canReplace = list !== undefined && main.length > afterRanking;
  const next = canReplace && chance.happens(0.6) ? add('ranking', { text: { form: 'replacement', from: list }, outcomes: ['taken', 'none'] }) : undefined; // prettier-ignore

  const last = main.at(-1)!.type;
  const success =
    last === 'probation' || last === 'appointment' ? 'appointed' : chance.one(['appointed', 'nominated', 'completed']);
  const after = (draft: Draft): string => main[main.indexOf(draft) + 1]?.id ?? success;
  /** Past the next stage, unless that opens strands, which nobody joins from elsewhere. */
  const beyond = (draft: Draft): string => {
    const passed = main[main.indexOf(draft) + 1];
    return passed && passed.type !== 'branch' && chance.happens(0.7) ? after(passed) : after(draft);
  };
  const place = (draft: Draft) => main.indexOf(draft);
  let replaces = false;
  const failing = (draft: Draft): string => {
    const late = place(draft) >= afterRanking || place(draft) < 0;
    if (!next || !late || !chance.happens(0.7)) return chance.one(ends);
    replaces = true;
    return next.id;
  };
  const targetOf = (draft: Draft, outcome: string, first: boolean): string => {
    const edge = draft.edges[outcome];
    if (edge !== undefined) return edge;
    if (draft === next) return outcome === 'taken' ? main[afterRanking]!.id : chance.one(ends);
    if (draft.notice) return outcome === 'notUpheld' ? after(draft.notice) : failing(draft.notice);
    if (first) return after(draft.runoffOf ?? draft);
    if (outcome === 'others') return beyond(draft);
    if (['below', 'reduced', 'proceeded'].includes(outcome) && chance.happens(0.8)) return after(draft);
    if (outcome === 'reopened' && place(draft) < afterRanking) return registered.id;
    if (outcome === 'expired' && place(draft) < afterRanking && chance.happens(0.5)) return String(draft.text['of']);
    if (outcome === 'objected') return drafts.find(({ notice }) => notice === draft)?.id ?? failing(draft);
    if (outcome === 'extended') return chance.one([draft.id, 'notConfirmed']);
    if (outcome === 'notConfirmed') return 'notConfirmed';
    if (['turnoutNotMet', 'deferred', 'inquorate', 'dissented'].includes(outcome) && chance.happens(0.7))
      return draft.id;
    if (outcome === 'tied' && draft.type === 'election') return chance.one([draft.id, ...ends]);
    if (outcome === 'dismissed' && chance.happens(0.5)) return 'notConfirmed';
    if (outcome === 'tied') return chance.one([Object.keys(draft.text['weights'] as object)[0]!, ...ends]);
    return failing(draft);
  };
  const write = (draft: Draft): StageText => {
    const outcomes = Object.fromEntries(
      draft.outcomes.map((outcome, n) => [outcome, targetOf(draft, outcome, n === 0)]),
    );
    const stage = draft.type === 'inquiry' ? 'approval' : draft.type;
    return { stage, id: draft.id, title: `环节${draft.id}`, together: chance.happens(0.25), ...draft.text, outcomes };
  };
  const stages = drafts.filter((draft) => draft !== next).map(write);
  if (next && replaces) stages.push(write(next));

  const size = (least: number) => Math.max(least, chance.from(1, 2));
  const people = (word: string, n: number) => Array.from({ length: n }, (_, index) => `${name}-${word}${index + 1}`);
  const applicants = people('p', chance.from(1, 4));
  const pool = Object.fromEntries([...applicants, `${name}-q1`].map((person) => [person, {}]));
  return {
    plan: {
      id: 'model',
      title: '模型方案',
      posts: posts.map((id) => ({ id, title: `职位${id}`, vacancies: chance.one([1, 1, 2]) })),
      panels: Object.fromEntries([...panels].map(([called, min]) => [called, { title: called, min }])),
      electorates: Object.fromEntries(
        [...electorates].map((called) => [called, { title: called, classes: { all: '全体' } }]),
      ),
      stages,
    },
    roster: {
      panels: Object.fromEntries([...panels].map(([called, least]) => [called, people(called, size(least))])),
      electorates: Object.fromEntries(
        [...electorates].map((called) => [called, { all: people('voter', chance.from(2, 3)) }]),
      ),
      ...(pooled ? { pool } : {}),
    },
    applicants,
  };
}
