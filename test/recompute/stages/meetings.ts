import { Different, type Lot } from '../archive';
import { sharedBy } from '../numbers';
import { count, serialsOf } from '../poll';
import { apart, whole, type Again, type Part, type Scene } from '../scene';

interface Vote {
  readonly agree: number;
  readonly defer: number;
  readonly outcome: string;
  readonly voters?: { readonly entitled: number; readonly present: number };
}
type Of = 'entitled' | 'present';

/** A quorum of those entitled, then the share of yes. */
function wordOf(scene: Scene, entitled: number, present: number, agree: number): string {
  if (agree > present || present > entitled)
    throw new Different(`${agree} agree of ${present} present of ${entitled} entitled`);
  if (!sharedBy(present, entitled, scene.says('quorum', '2/3')).met) return 'noQuorum';
  const base = scene.says<Of>('of', 'entitled') === 'present' ? present : entitled;
  return sharedBy(agree, base, scene.says('pass', '>1/2')).met ? 'passed' : 'failed';
}

export function collectiveDecision(scene: Scene): Again {
  return scene.form() === 'ballot' ? inSecret(scene) : openly(scene);
}

function openly(scene: Scene): Again {
  const resolution = scene.resolution();
  const entitled = scene.members(scene.says('by', ''));
  const present = resolution?.present ?? 0;
  const leavesOut = scene.says('recused', 'left') === 'left';
  const votes: Record<string, Vote> = {};
  for (const { person, agree, disagree, abstain, defer, away, awayPresent } of resolution?.votes ?? []) {
    const cast = agree + disagree + abstain + defer;
    // Of those who withdrew nobody votes; who is counted all the same casts nothing.
    if (leavesOut ? cast !== present - awayPresent : cast > present)
      throw new Different(`${cast} votes on ${person} of ${present} present`);
    const voters = leavesOut && away > 0 ? { entitled: entitled - away, present: present - awayPresent } : undefined;
    const outcome = wordOf(scene, voters?.entitled ?? entitled, voters?.present ?? present, agree);
    votes[person] = { agree, defer, outcome, ...(voters && { voters }) };
  }
  const decided = scene.visit.lots.map((lot) => ({ lot, parts: decide(scene, lot, votes, { entitled, present }) }));
  const reserved = decided.flatMap(({ lot, parts }) =>
    parts.some(({ outcome }) => outcome === 'deferred' || outcome === 'inquorate')
      ? []
      : scene.still(lot.people).filter((person) => !parts.some(({ people }) => people.includes(person))),
  );
  const { departs } = scene.found<{ departs?: true }>();
  return {
    parts: decided.flatMap(({ parts }) => parts),
    finding: {
      entitled,
      present,
      votes,
      ...(departs && {
        departs: scene.given('that a committee gave its reason for departing from a ranking', departs),
      }),
      ...(scene.says<object | undefined>('reserve', undefined) && { reserved: [...new Set(reserved)] }),
    },
  };
}

function decide(scene: Scene, lot: Lot, votes: Readonly<Record<string, Vote>>, all: Record<Of, number>): Part[] {
  const people = scene.still(lot.people);
  const its = people.flatMap((person) => (votes[person] ? [{ person, ...votes[person] }] : []));
  if (its.some(({ outcome }) => outcome === 'noQuorum')) return [whole(lot, 'inquorate', people)];
  const of = scene.says<Of>('of', 'entitled');
  if (its.some(({ defer, voters }) => 2 * defer > (voters ?? all)[of])) return [whole(lot, 'deferred', people)];
  const passed = its.filter(({ outcome }) => outcome === 'passed');
  const before = (agree: number) => passed.filter((other) => other.agree > agree).length;
  const first = passed.filter(({ agree }) => before(agree) < lot.vacancies);
  // More have equal votes than there are seats left: the votes do not tell them apart.
  if (first.length > lot.vacancies) return [whole(lot, 'deferred', people)];
  return apart(lot, [['passed', first.map(({ person }) => person)]], 'failed');
}

/** 票决: the members vote with slips. */
function inSecret(scene: Scene): Again {
  const box = scene.box();
  const ballots = box?.ballots ?? [];
  const { tallies } = count(
    box?.paper,
    ballots.map(({ choices }) => choices),
  );
  // Members who withdraw have no slip; the box says whether they count.
  const inBox = box ? (box.electors ?? box.entitled) : 0;
  const entitled = scene.says('recused', undefined) === undefined ? scene.members(scene.says('by', '')) : inBox;
  const base = scene.says<Of>('of', 'entitled') === 'present' ? ballots.length : entitled;
  const outcomes: Record<string, string> = {};
  const parts = scene.visit.lots.flatMap((lot) => {
    const people = scene.still(lot.people);
    const its = people.map((person) => {
      const agree = tallies[person]?.['同意'] ?? 0;
      return {
        person,
        agree,
        defer: tallies[person]?.['缓议'] ?? 0,
        word: wordOf(scene, entitled, ballots.length, agree),
      };
    });
    const passed = its.filter(({ word }) => word === 'passed');
    const before = (agree: number) => passed.filter((other) => other.agree > agree).length;
    const first = passed.filter(({ agree }) => before(agree) < lot.vacancies).map(({ person }) => person);
    const outcome = its.some(({ word }) => word === 'noQuorum')
      ? 'inquorate'
      : its.some(({ defer }) => 2 * defer > base)
        ? 'deferred'
        : first.length > lot.vacancies
          ? 'tied'
          : first.length > 0
            ? 'passed'
            : 'failed';
    outcomes[lot.post] = outcome;
    return outcome === 'passed' || outcome === 'failed'
      ? apart(lot, [['passed', first]], 'failed')
      : [whole(lot, outcome, people)];
  });
  const serials = serialsOf(ballots.map(({ serial }) => serial));
  return { parts, finding: { entitled, cast: ballots.length, tallies, outcomes, serials } };
}

export function motion(scene: Scene): Again {
  const [given] = scene.verdicts('motion');
  return { parts: scene.visit.lots.map((lot) => whole(lot, String(given?.says))), finding: null };
}

export function approval(scene: Scene): Again {
  const given = scene.verdicts('decision');
  const { lots } = scene.visit;
  if (scene.form('consent') === 'consent') {
    const answer = (given[0]?.says as string | undefined) ?? scene.says('silence', '');
    return { parts: lots.map((lot) => whole(lot, answer)), finding: given[0] ? { answer } : { answer, silent: true } };
  }
  if (scene.form('consent') === 'filing')
    return { parts: lots.map((lot) => whole(lot, 'filed')), finding: { on: given[0]?.on } };
  const looked = scene.objectedTo();
  const strange = given.find(({ about }) => !looked.includes(about));
  if (strange) throw new Different(`an inquiry into ${strange.about}, to whom nobody objected`);
  const upheld = given.filter(({ says }) => says === 'upheld').map(({ about }) => about);
  const parts = lots.flatMap((lot) =>
    apart(lot, [['notUpheld', scene.still(lot.people).filter((person) => !upheld.includes(person))]], 'upheld'),
  );
  return { parts, finding: { upheld } };
}

export function consultation(scene: Scene): Again {
  const opinions = scene.verdicts('opinions');
  if (scene.form('opinion') === 'deliberation')
    return {
      parts: scene.visit.lots.map((lot) => whole(lot, 'deliberated', scene.still(lot.people))),
      finding: { present: opinions[0]?.says ?? 0 },
    };
  const asked = [...new Set(opinions.map(({ about }) => about))];
  const clear = asked.filter((person) =>
    opinions.every(({ about, says }) => about !== person || says === 'noObjection'),
  );
  const parts = scene.visit.lots.flatMap((lot) =>
    apart(lot, [['clear', scene.still(lot.people).filter((person) => clear.includes(person))]], 'unfilled'),
  );
  return { parts, finding: { clear } };
}

export function appraisal(scene: Scene): Again {
  const reports = scene.verdicts('reports');
  if (scene.form() === 'comparative')
    return {
      parts: scene.visit.lots.map((lot) => whole(lot, 'proposed', scene.still(lot.people))),
      finding: { proposed: Object.fromEntries(reports.map(({ about, says }) => [about, says])) as unknown },
    };
  const suitable = reports.filter(({ says }) => says === 'suitable').map(({ about }) => about);
  const parts = scene.visit.lots.flatMap((lot) =>
    apart(lot, [['suitable', scene.still(lot.people).filter((person) => suitable.includes(person))]], 'unfilled'),
  );
  return { parts, finding: { suitable } };
}
