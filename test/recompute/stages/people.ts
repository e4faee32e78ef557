import { ceiling, floor, frac, over, times } from '../../model/fraction';
import { Different, type Lot } from '../archive';
import { ratioIn } from '../numbers';
import { whole, type Again, type Part, type Scene } from '../scene';
import { byRank } from '../earlier';

export function registration(scene: Scene): Again {
  const { lots } = scene.visit;
  const parts = lots.map((lot) => whole(lot, 'closed', scene.still(cameIn(scene, lot))));
  const registered = Object.fromEntries(parts.map(({ people }, index) => [lots[index]!.post, people.length]));
  if (scene.form() !== 'invited') return { parts, finding: { registered } };
  const invited = [...new Set(Object.values(scene.question('applications')?.among ?? {}).flat())];
  const [accepted, declined] = [answered(scene, 'accepted'), answered(scene, 'declined')];
  const silent = invited.filter((person) => !accepted.includes(person) && !declined.includes(person));
  return { parts, finding: { registered, invited: invited.length, declined, silent } };
}

const answered = (scene: Scene, word: string): string[] =>
  scene
    .verdicts('applications')
    .filter(({ says }) => says === word)
    .map(({ about }) => about);

function cameIn(scene: Scene, lot: Lot): readonly string[] {
  if (scene.form() === 'standard') {
    const applied = scene.verdicts('applications').filter(({ says }) => (says as string[]).includes(lot.post));
    return [...lot.people, ...applied.map(({ about }) => about)];
  }
  if (scene.form() === 'roll')
    return scene.given(
      'who of the roll meets the conditions: that is in their files',
      scene.visit.left.find(({ of }) => of === lot.id)?.people ?? [],
    );
  const invited = scene.given(
    'who was invited: whether they meet the conditions is in their files',
    scene.question('applications')?.among?.[lot.post] ?? [],
  );
  const [accepted, declined] = [answered(scene, 'accepted'), answered(scene, 'declined')];
  const comes = (person: string) =>
    accepted.includes(person) ||
    (scene.says<string>('silence', 'declines') === 'accepts' && !declined.includes(person));
  return invited.filter(comes);
}

export function eligibilityReview(scene: Scene): Again {
  const reviews = scene.verdicts('reviews');
  const restored = scene
    .verdicts('rechecks')
    .filter(({ says }) => says === 'eligible')
    .map(({ about }) => about);
  const refused = reviews
    .filter(({ about, says }) => says === 'refused' && !restored.includes(about))
    .map(({ about }) => about);
  const passed = reviews.map(({ about }) => about).filter((person) => !refused.includes(person));
  const withheld = withheldFrom(scene, passed);
  const gate = scene.says<{ ratio?: string | number; per?: string }>('gate', {});
  const gates: Record<string, unknown> = {};
  const parts = scene.visit.lots.map((lot) => {
    const people = scene.still(lot.people).filter((person) => passed.includes(person) && !withheld.includes(person));
    // Without a gate one person is enough.
    const seats = gate.ratio !== undefined && gate.per !== 'post' ? lot.vacancies : 1;
    const needed = ceiling(times(ratioIn(gate.ratio ?? 1), frac(seats)));
    const met = people.length >= needed;
    gates[lot.post] = { met, needed, actual: people.length };
    return whole(lot, met ? 'met' : 'short', people);
  });
  const { relaxed } = scene.found<{ relaxed?: readonly string[] }>();
  const strange = relaxed?.find(
    (person) => !reviews.some(({ about, says }) => about === person && says === 'eligible'),
  );
  if (strange) throw new Different(`a condition was relaxed for ${strange}, who was not found eligible`);
  return {
    parts,
    finding: {
      refused,
      gates,
      ...(withheld.length > 0 && { withheld }),
      ...(relaxed && {
        relaxed: scene.given('for whom a condition of the kind 一般 was relaxed: that is in their files', relaxed),
      }),
    },
  };
}

/** Those for whom a body that must consent to a relaxation has not. */
function withheldFrom(scene: Scene, passed: readonly string[]): string[] {
  const answers = [...scene.verdictsBy('relaxations'), ...scene.verdictsBy('relaxationsAgain')];
  const bodyOf = (purpose: string) => purpose.slice(purpose.indexOf(':'));
  const first = answers.filter(
    (each, at) =>
      !answers.slice(0, at).some((one) => one.about === each.about && bodyOf(one.purpose) === bodyOf(each.purpose)),
  );
  const without = first.filter(({ says }) => says !== 'granted').map(({ about }) => about);
  const { withheld: found = [] } = scene.found<{ withheld?: readonly string[] }>();
  const silent = found.filter((person) => !answers.some(({ about }) => about === person));
  const unasked =
    silent.length > 0
      ? scene.given('for whom a body was not asked in time: what they lack is in their files', silent)
      : [];
  return passed.filter((person) => without.includes(person) || unasked.includes(person));
}

export function nomination(scene: Scene): Again {
  const [given] = scene.verdicts('nominations');
  const named = (given?.says ?? {}) as Readonly<Record<string, readonly string[]>>;
  const parts = scene.visit.lots.map((lot) => {
    const people = scene.still(named[lot.post] ?? []);
    return whole(lot, people.length > 0 ? 'nominated' : 'none', people);
  });
  const nominees = Object.entries(named).flatMap(([post, people]) => people.map((person) => ({ post, person })));
  const { none } = scene.found<{ none: readonly string[] }>();
  const strange = none.find((post) => named[post]);
  if (strange) throw new Different(`nobody is said to be nominated for ${strange}`);
  return {
    parts,
    finding: {
      nominees,
      none: none.length > 0 ? scene.given('for which posts a body said why it nominates nobody', none) : none,
    },
  };
}

export function assignment(scene: Scene): Again {
  if (scene.form('choice') === 'choice') return chosen(scene);
  const people = scene.everybody();
  const posts = (person: string) =>
    scene.visit.lots.filter((lot) => lot.people.includes(person)).map(({ post }) => post);
  const byBody = (): Record<string, string | null> => {
    const given = scene.verdicts('assignments');
    return Object.fromEntries(
      people.map((person) => {
        const verdict = given.find(({ about }) => about === person);
        return [
          person,
          verdict ? (verdict.says as string | null) : posts(person).length === 1 ? posts(person)[0]! : null,
        ];
      }),
    );
  };
  const assigned = scene.form('choice') === 'byRank' ? byRank(scene, people, posts) : byBody();
  const parts = scene.visit.lots.map((lot) => {
    const its = lot.people.filter((person) => assigned[person] === lot.post);
    return whole(lot, its.length > 0 ? 'settled' : 'none', its);
  });
  return { parts, finding: { assigned } };
}

/** Those of dropped posts choose another, or withdraw; silence is what the plan says. */
function chosen(scene: Scene): Again {
  const dropped = scene.says<string[]>('dropped', ['dropped']);
  const { lots } = scene.visit;
  const standing = lots.filter((lot) => !dropped.includes(scene.arrivedBy(lot) ?? ''));
  const movers = scene.everybody().filter((person) => !standing.some(({ people }) => people.includes(person)));
  const given = scene.verdicts('postChoices');
  const assigned = Object.fromEntries(
    movers.map((person) => {
      const verdict = given.find(({ about }) => about === person);
      const post = verdict ? (verdict.says as string | null) : scene.says<string | null>('silence', null);
      return [person, standing.some((lot) => lot.post === post) ? post : null];
    }),
  );
  const parts = lots.map((lot) => {
    if (!standing.includes(lot)) return whole(lot, 'dropped', []);
    const isFirst = standing.find(({ post }) => post === lot.post) === lot;
    const coming = isFirst ? movers.filter((person) => assigned[person] === lot.post) : [];
    return whole(lot, 'settled', scene.still([...lot.people, ...coming]));
  });
  return { parts, finding: { assigned } };
}

type Demand = { ratio: string | number; per?: string } | { atLeast: number } | { moreThan: string };

/** How many are needed, and the most vacancies for which so many people would be enough. */
function demand(
  wanted: Demand,
  people: number,
  vacancies: number,
): { met: boolean; needed: number; reducible: number } {
  if ('ratio' in wanted && wanted.per !== 'post') {
    const needed = ceiling(times(ratioIn(wanted.ratio), frac(vacancies)));
    return {
      met: people >= needed,
      needed,
      reducible: Math.min(vacancies, floor(over(frac(people), ratioIn(wanted.ratio)))),
    };
  }
  const needed =
    'ratio' in wanted ? ceiling(ratioIn(wanted.ratio)) : 'atLeast' in wanted ? wanted.atLeast : vacancies + 1;
  const met = people >= needed;
  return {
    met,
    needed,
    reducible: 'moreThan' in wanted ? Math.min(vacancies, Math.max(0, people - 1)) : met ? vacancies : 0,
  };
}

export function gate(scene: Scene): Again {
  if (scene.form('rule') === 'validity') return valid(scene);
  const gates: Record<string, unknown> = {};
  const parts = scene.visit.lots.flatMap((lot): Part[] => {
    const of = scene.says<string | undefined>('of', undefined);
    const verdict = scene.verdicts('choices').find(({ about }) => about === lot.post);
    // A post that nobody was asked about had passed when the gate was come to.
    const before = verdict ? undefined : scene.question('choices')?.counted?.[lot.post];
    const actual = before ?? (of === undefined ? scene.still(lot.people) : letThrough(scene, of, lot.post)).length;
    const { met, needed, reducible } = demand(scene.says<Demand>('target', { atLeast: 1 }), actual, lot.vacancies);
    const floored = scene.says<Demand | undefined>('floor', undefined);
    const onFloor = !floored || demand(floored, actual, lot.vacancies).met;
    const choice = verdict?.says as string | undefined;
    const word = outcome(scene, { met, onFloor, reducible, choice, floored: floored !== undefined });
    const vacancies = word === 'reduced' ? reducible : lot.vacancies;
    gates[lot.post] = { met, needed, actual, vacancies, outcome: word };
    const left = { ...whole(lot, word, scene.still(lot.people)), vacancies };
    return lot.vacancies > vacancies
      ? [left, { ...whole(lot, 'unfilled', []), vacancies: lot.vacancies - vacancies }]
      : [left];
  });
  return { parts, finding: { gates } };
}

const words: Readonly<Record<string, string>> = {
  proceed: 'proceeded',
  reduce: 'unfilled',
  reopen: 'reopened',
  drop: 'dropped',
};

function outcome(
  scene: Scene,
  {
    met,
    onFloor,
    reducible,
    choice,
    floored,
  }: { met: boolean; onFloor: boolean; reducible: number; choice: string | undefined; floored: boolean },
): string {
  if (met) return 'met';
  if (!onFloor) return 'short';
  const isRule = scene.form('rule') === 'rule';
  if ((isRule ? scene.says('reduce', false) : choice === 'reduce') && reducible > 0) return 'reduced';
  if (isRule) return floored ? 'below' : 'short';
  return choice === undefined ? 'met' : words[choice]!;
}

/** Those whom the latest visit of another stage let through. */
function letThrough(scene: Scene, stage: string, post: string): string[] {
  const last = scene.before().findLast((each) => each.stage === stage && each.left.some((lot) => lot.post === post));
  return [...new Set((last?.left ?? []).filter((lot) => lot.post === post).flatMap(({ people }) => people))];
}

function valid(scene: Scene): Again {
  const { until } = scene.found<{ until: Readonly<Record<string, string | null>> }>();
  const parts = scene.visit.lots.map((lot) => {
    const end = scene.given(
      'until when an earlier result counts: the calendar is not in the export',
      until[lot.post] ?? null,
    );
    const word = end !== null && Date.parse(end) > Date.parse(scene.visit.leftAt!) ? 'valid' : 'expired';
    return whole(lot, word, scene.still(lot.people));
  });
  return { parts, finding: { until } };
}
