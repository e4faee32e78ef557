import { eachWithASeat } from '../parts';
import type { Ask, Kind, Seen } from '../words';
import { aboutEverybody } from './asking';

const most = 2;
const years = Array.from({ length: most }, (_, index) => index + 1);
const gradesIn = (seen: Seen, year: number) =>
  seen.answers(`review${year}`).map(({ about, content }) => ({ person: about, year, grade: String(content['grade']) }));
const reviews = (seen: Seen) => years.flatMap((year) => gradesIn(seen, year));

/** Whose review had a grade that ends the term. */
const dismissedBy = (seen: Seen): string[] =>
  reviews(seen).flatMap(({ person, grade }) =>
    (seen.stage['dismissing'] as string[]).includes(grade) ? [person] : [],
  );

const inOffice = (seen: Seen): string[] => {
  const dismissed = dismissedBy(seen);
  return seen.still().filter((person) => !dismissed.includes(person));
};

const yearOf =
  (year: number) =>
  (seen: Seen): readonly Ask[] =>
    year > Number(seen.stage['years']) || inOffice(seen).length === 0
      ? []
      : [
          {
            purpose: `year${year}`,
            kind: 'term',
            closes: 'deadline',
            within: { n: 12, unit: 'month' },
            subjects: inOffice(seen),
          },
        ];

const reviewOf = (year: number) => (seen: Seen) =>
  seen.window(`year${year}`) === undefined
    ? []
    : aboutEverybody(`review${year}`, 'annualReview', 'by', inOffice)({ ...seen, stage: { ...seen.stage, within: { n: 1, unit: 'month' } } }); // prettier-ignore

/** So many years, each with a review at its end; it is over for whoever is dismissed, and with the last who is in office. */
export const officeTerm: Kind = {
  make: ({ chance, panel }) => ({
    text: {
      by: panel(),
      years: chance.from(1, most),
      grades: ['优秀', '合格', '不合格'],
      dismissing: chance.one([[], ['不合格'], ['合格', '不合格']]),
    },
    outcomes: ['served', 'dismissed'],
  }),
  asks: years.flatMap((year) => [yearOf(year), reviewOf(year)]),
  conclude(seen) {
    const dismissed = dismissedBy(seen);
    const found = reviews(seen);
    const parts = seen.lots.flatMap((lot) =>
      eachWithASeat(
        lot,
        [
          ['dismissed', lot.people.filter((person) => dismissed.includes(person))],
          ['served', seen.still(lot.people).filter((person) => !dismissed.includes(person))],
        ],
        'dismissed',
      ),
    );
    const people = seen.lots.flatMap((lot) => lot.people);
    const told = people.map((who) => [who, found.filter(({ person }) => person === who).map(({ year, grade }) => ({ year, grade }))]); // prettier-ignore
    return { parts, found: { reviews: Object.fromEntries(told) as object } };
  },
};
