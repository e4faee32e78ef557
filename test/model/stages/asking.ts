import { asOne, eachWithASeat } from '../parts';
import type { Kind, Making, Seen } from '../words';

export const period = ({ chance }: Making) => ({
  n: chance.from(1, 4),
  unit: chance.one(['workingDay', 'calendarDay']),
});

/** What is asked about everybody who is still in, of any member of a panel. */
export const aboutEverybody =
  (purpose: string, kind: string, by: string, subjects: (seen: Seen) => readonly string[] = (seen) => seen.still()) =>
  (seen: Seen) =>
    subjects(seen).length === 0
      ? []
      : [
          {
            purpose,
            kind,
            closes: 'complete' as const,
            needs: 'any' as const,
            holders: seen.panel(seen.stage[by]),
            subjects: subjects(seen),
            within: seen.stage['within'] as never,
            terms: seen.stage,
          },
        ];

/** Those about whom an answer says so. */
export const saidOf = ({ answers }: Seen, purpose: string, key: string, word: unknown): string[] =>
  answers(purpose).flatMap(({ about, content }) => (content[key] === word ? [about] : []));

/** Whoever comes through goes on; where that leaves a seat without a person, it is `unfilled`. */
const through = (seen: Seen, word: string, passed: readonly string[]) =>
  seen.lots.flatMap((lot) =>
    eachWithASeat(lot, [[word, seen.still(lot.people).filter((person) => passed.includes(person))]], 'unfilled'),
  );

const once = (purpose: string, kind: string) => (seen: Seen) => [
  {
    purpose,
    kind,
    closes: 'complete' as const,
    needs: 'any' as const,
    holders: seen.panel(seen.stage['by']),
    within: seen.stage['within'] as never,
  },
];

export const motion: Kind = {
  make: (making) => ({ text: { by: making.panel() }, outcomes: ['agreed', 'dropped'] }),
  asks: [once('motion', 'motion')],
  conclude: (seen) => ({
    parts: seen.lots.map((lot) => asOne(lot, String(seen.answers('motion')[0]!.content['answer']))),
  }),
};

/** Of people against whom an objection stands, an inquiry asks one by one. */
export const approval: Kind = {
  make: (making) => ({ text: { by: making.panel(), within: period(making) }, outcomes: ['agreed', 'refused'] }),
  asks: [
    (seen) =>
      seen.stage['form'] === 'inquiry'
        ? aboutEverybody('decision', 'inquiry', 'by', (here) =>
            here.still().filter((person) => isObjectedTo(here, person)),
          )(seen)
        : once('decision', 'approval')(seen),
  ],
  conclude(seen) {
    if (seen.stage['form'] !== 'inquiry')
      return { parts: seen.lots.map((lot) => asOne(lot, String(seen.answers('decision')[0]!.content['answer']))) };
    const upheld = saidOf(seen, 'decision', 'answer', 'upheld');
    const parts = seen.lots.flatMap((lot) =>
      eachWithASeat(
        lot,
        [['notUpheld', seen.still(lot.people).filter((person) => !upheld.includes(person))]],
        'upheld',
      ),
    );
    return { parts };
  },
};

const isObjectedTo = ({ lots }: Seen, person: string): boolean =>
  lots.some(({ from }) =>
    [...(from?.windows.values() ?? [])].some(
      ({ kind, answers }) => kind === 'objection' && answers.some(({ about, stands }) => stands && about === person),
    ),
  );

export const announcement: Kind = {
  make: ({ chance }) => ({ text: { form: chance.one(['notice', 'mobilisation']) }, outcomes: ['published'] }),
  asks: [],
  conclude: ({ lots }) => ({ parts: lots.map((lot) => asOne(lot, 'published')) }),
};

export const consultation: Kind = {
  make: (making) => ({
    text: { form: making.chance.one(['opinion', 'disciplineOpinion']), by: making.panel(), within: period(making) },
    outcomes: ['clear', 'unfilled'],
  }),
  asks: [aboutEverybody('opinions', 'opinion', 'by')],
  conclude: (seen) => ({ parts: through(seen, 'clear', saidOf(seen, 'opinions', 'answer', 'noObjection')) }),
};

export const appraisal: Kind = {
  make: (making) => ({
    text: {
      by: making.panel(2),
      within: period(making),
      ...(making.chance.happens(0.4) ? { notice: period(making) } : {}),
      ...(making.chance.happens(0.3) ? { sections: ['主要表现'], dimensions: ['德', '能'] } : {}),
      fourMusts: making.chance.happens(0.2),
    },
    outcomes: ['suitable', 'unfilled'],
  }),
  asks: [
    (seen) =>
      seen.stage['notice'] && seen.still().length > 0
        ? [
            {
              purpose: 'appraisalNotice',
              kind: 'term',
              closes: 'deadline',
              within: seen.stage['notice'] as never,
              subjects: seen.still(),
            },
          ]
        : [],
    aboutEverybody('reports', 'report', 'by'),
    (seen) =>
      seen.answers('reports').length === 0 ? [] : [{ ...once('signatures', 'signature')(seen)[0]!, needs: 'all' }],
  ],
  conclude: (seen) => ({ parts: through(seen, 'suitable', saidOf(seen, 'reports', 'suitable', true)) }),
};

export const publicNotice: Kind = {
  make: (making) => ({
    text: { form: making.chance.one(['appointees', 'appraisees']), by: making.panel(), period: period(making) },
    outcomes: ['clear', 'unfilled', 'objected'],
  }),
  asks: [
    (seen) =>
      seen.still().length === 0
        ? []
        : [
            {
              purpose: 'objections',
              kind: 'objection',
              closes: 'deadline',
              subjects: seen.still(),
              within: seen.stage['period'] as never,
            },
          ],
  ],
  conclude(seen) {
    const objected = seen.answers('objections').map(({ about }) => about);
    const parts = seen.lots.flatMap((lot) => {
      const people = seen.still(lot.people);
      const held = people.filter((person) => objected.includes(person));
      const clear = people.filter((person) => !objected.includes(person));
      return eachWithASeat(lot, [['objected', held], ['clear', clear]], 'unfilled'); // prettier-ignore
    });
    return { parts };
  },
};

export const appointment: Kind = {
  make: (making) => ({
    text: {
      by: making.panel(),
      within: period(making),
      ...(making.chance.happens(0.4) ? { talk: making.panel() } : {}),
    },
    outcomes: ['appointed', 'unfilled'],
  }),
  asks: [
    (seen) => (seen.stage['talk'] ? aboutEverybody('talks', 'talk', 'talk')(seen) : []),
    aboutEverybody('documents', 'document', 'by', (seen) => {
      const accepted = saidOf(seen, 'talks', 'answer', 'accepted');
      return seen.still().filter((person) => !seen.stage['talk'] || accepted.includes(person));
    }),
  ],
  // The documents count in the order in which they were issued, for as many people as there are seats.
  conclude(seen) {
    const issued = seen.answers('documents').map(({ about }) => about);
    const parts = seen.lots.flatMap((lot) => {
      const seated = issued.filter((person) => seen.still(lot.people).includes(person)).slice(0, lot.vacancies);
      return eachWithASeat(lot, [['appointed', seated]], 'unfilled');
    });
    return { parts };
  },
};

export const probation: Kind = {
  make: (making) => ({
    text: { by: making.panel(), months: making.chance.from(1, 2) },
    outcomes: ['confirmed', 'notConfirmed', 'extended'],
  }),
  asks: [
    (seen) =>
      seen.still().length === 0
        ? []
        : [
            {
              purpose: 'term',
              kind: 'term',
              closes: 'deadline',
              within: { n: Number(seen.stage['months']), unit: 'month' },
              subjects: seen.still(),
            },
          ],
    (seen) =>
      aboutEverybody(
        'review',
        'probationReview',
        'by',
      )({ ...seen, stage: { ...seen.stage, within: { n: 1, unit: 'month' } } }),
  ],
  conclude(seen) {
    const parts = seen.lots.flatMap((lot) => {
      const having = (word: string) =>
        lot.people.filter((person) => saidOf(seen, 'review', 'answer', word).includes(person));
      const words = ['notConfirmed', 'extended', 'confirmed'];
      return eachWithASeat(lot, words.map((word) => [word, having(word)] as const), 'notConfirmed'); // prettier-ignore
    });
    return { parts };
  },
};
