import { ceiling, frac, over, read, times } from '../fraction';
import { asOne } from '../parts';
import type { Content, Kind } from '../words';
import { aboutEverybody, period, saidOf } from './asking';

export const registration: Kind = {
  make: (making) => ({
    text: {
      within: period(making),
      changePost: making.chance.happens(0.5),
      ...(making.posts.length > 1 && making.chance.happens(0.5) ? { undirected: true } : {}),
    },
    outcomes: ['closed'],
  }),
  asks: [
    ({ stage, lots }) => {
      const terms = {
        posts: lots.map(({ post }) => post),
        changePost: stage['changePost'],
        undirected: stage['undirected'],
      };
      const within = stage['within'] as never;
      return [{ purpose: 'applications', kind: 'application', closes: 'deadline', within, terms }];
    },
  ],
  conclude: (seen) => ({
    parts: seen.lots.map((lot) => {
      const postsOf = ({ post, wishes = [] }: Content): unknown[] => [post, ...(wishes as string[])];
      const applied = seen.answers('applications').filter(({ content }) => postsOf(content).includes(lot.post));
      // Registration that is opened again adds to those who were there.
      return asOne(lot, 'closed', seen.still([...new Set([...lot.people, ...applied.map(({ by }) => by!)])]));
    }),
  }),
};

export const eligibilityReview: Kind = {
  make: (making) => {
    const { chance, panel } = making;
    const gate = { ratio: chance.one([1, 2, '3:2', '1.5']), per: chance.one(['vacancy', 'post']) };
    return {
      text: {
        by: panel(),
        within: period(making),
        ...(chance.happens(0.5) ? { recheck: { by: panel(), within: period(making) } } : {}),
        ...(chance.happens(0.6) ? { gate } : {}),
      },
      outcomes: ['met', 'short'],
    };
  },
  asks: [
    aboutEverybody('reviews', 'review', 'by'),
    (seen) => {
      const refused = saidOf(seen, 'reviews', 'answer', 'refused');
      const { recheck } = seen.stage as { recheck?: { within: never } };
      return !recheck || refused.length === 0
        ? []
        : [
            {
              purpose: 'recheckRequests',
              kind: 'recheckRequest',
              closes: 'deadline',
              subjects: refused,
              within: recheck.within,
            },
          ];
    },
    (seen) => {
      const { recheck } = seen.stage as { recheck?: { by: string; within: never } };
      const asked = seen.still(seen.answers('recheckRequests').map(({ about }) => about));
      if (!recheck) return [];
      return aboutEverybody(
        'rechecks',
        'recheck',
        'by',
        () => asked,
      )({ ...seen, stage: { ...seen.stage, ...recheck } });
    },
  ],
  conclude(seen) {
    const restored = saidOf(seen, 'rechecks', 'answer', 'eligible');
    const refused = saidOf(seen, 'reviews', 'answer', 'refused').filter((person) => !restored.includes(person));
    const reviewed = seen.answers('reviews').map(({ about }) => about);
    const { ratio = 1, per } = (seen.stage['gate'] ?? {}) as { ratio?: string | number; per?: string };
    const [people = '1', seats = '1'] = String(ratio).split(':');
    const each = over(read(people), read(seats));
    const gates: Record<string, unknown> = {};
    const parts = seen.lots.map((lot) => {
      const qualified = seen
        .still(lot.people)
        .filter((person) => reviewed.includes(person) && !refused.includes(person));
      const needed = ceiling(times(each, frac(per === 'vacancy' ? lot.vacancies : 1)));
      const met = qualified.length >= needed;
      gates[lot.post] = { met, needed, actual: qualified.length };
      return asOne(lot, met ? 'met' : 'short', qualified);
    });
    return { parts, found: { refused, gates } };
  },
};
