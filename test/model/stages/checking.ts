import { asOne, eachWithASeat } from '../parts';
import type { Content, Kind, Seen } from '../words';
import { aboutEverybody, period } from './asking';

/** One verdict, or enough of the items. */
function passes({ stage }: Seen, { answer, items }: Content): boolean {
  if (items === undefined) return answer === 'passed';
  const verdicts = Object.values(items as object);
  const enough = (stage['atLeast'] as number | undefined) ?? (stage['items'] as string[]).length;
  return verdicts.filter((verdict) => verdict === 'passed').length >= enough;
}

const failedIn = (seen: Seen) =>
  seen.still(seen.answers('checks').flatMap(({ about, content }) => (passes(seen, content) ? [] : [about])));

/** What is asked for, and answered, about those who ask for it. */
export const requests =
  (subjects: (seen: Seen) => readonly string[], within: (seen: Seen) => unknown) => (seen: Seen) =>
    // prettier-ignore
    within(seen) === undefined || subjects(seen).length === 0
    ? []
    : [
        {
          purpose: 'recheckRequests',
          kind: 'recheckRequest',
          closes: 'deadline' as const,
          subjects: subjects(seen),
          within: within(seen) as never,
        },
      ];
const asking = (seen: Seen) => seen.still(seen.answers('recheckRequests').map(({ about }) => about));

export const check: Kind = {
  make: (making) => {
    const { chance, panel } = making;
    const items = chance.happens(0.5) ? { items: ['跑步', '跳远', '投掷'], ...(chance.happens(0.6) ? { atLeast: chance.from(1, 3) } : {}) } : {}; // prettier-ignore
    const recheck = chance.happens(0.5) ? { recheck: { by: panel(), within: period(making) } } : {};
    return {
      text: { by: panel(), within: period(making), ...items, ...recheck, eliminates: chance.happens(0.6) },
      outcomes: ['passed', 'unfilled'],
    };
  },
  asks: [
    aboutEverybody('checks', 'check', 'by'),
    requests(failedIn, ({ stage }) => (stage['recheck'] as Content | undefined)?.['within']),
    (seen) => {
      const { recheck } = seen.stage as { recheck?: Content };
      if (!recheck) return [];
      return aboutEverybody('rechecks', 'check', 'by', () => asking(seen))({ ...seen, stage: { ...seen.stage, ...recheck } }); // prettier-ignore
    },
  ],
  conclude(seen) {
    const verdicts = new Map<string, boolean>();
    for (const purpose of ['checks', 'rechecks'])
      for (const { about, content } of seen.answers(purpose)) verdicts.set(about, passes(seen, content));
    const goesOn = (person: string) => verdicts.get(person) === true || seen.stage['eliminates'] === false;
    const parts = seen.lots.flatMap((lot) =>
      eachWithASeat(lot, [['passed', seen.still(lot.people).filter(goesOn)]], 'unfilled'),
    );
    const mark = (passed: boolean) => ({ published: passed ? '100.00' : '0.00', inFull: passed ? '100' : '0' });
    const scores = Object.fromEntries([...verdicts].map(([person, passed]) => [person, mark(passed)]));
    return {
      parts,
      found: { max: 100, scores, failed: [...verdicts.keys()].filter((person) => !verdicts.get(person)) },
    };
  },
};

/** Who has a score may ask that it be looked at; of who has left since, nobody has to say anything. */
export const scoreCheck: Kind = {
  make: (making) => ({
    text: { of: making.chance.one([...making.scored, ...(making.ranking ? [making.ranking] : [])]), by: making.panel(), within: period(making) }, // prettier-ignore
    outcomes: ['checked'],
  }),
  asks: [
    requests(
      (seen) =>
        seen.still().filter((person) =>
          seen.lots.some(({ post, people }) => {
            const found = seen.model.finder(String(seen.stage['of']), post)?.found;
            const ranked = (found?.['posts'] as Record<string, { ranking: { person: string }[] }> | undefined)?.[post];
            const scored = (found?.['scores'] as Content | undefined)?.[person];
            return people.includes(person) && (scored ?? ranked?.ranking.find((each) => each.person === person)) !== undefined; // prettier-ignore
          }),
        ),
      ({ stage }) => stage['within'],
    ),
    (seen) =>
      aboutEverybody('scoreChecks', 'scoreCheck', 'by', () => asking(seen))({ ...seen, stage: { ...seen.stage, within: { n: 5, unit: 'workingDay' } } }), // prettier-ignore
  ],
  conclude: (seen) => ({
    parts: seen.lots.map((lot) => asOne(lot, 'checked', seen.still(lot.people))),
    found: {
      checked: Object.fromEntries(seen.answers('scoreChecks').map(({ about, content }) => [about, content['answer']])),
    },
  }),
};
