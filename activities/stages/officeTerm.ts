import { dateOf } from '../../domain/calendar';
import { apart, peopleIn, postOf } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo } from '../../records/reading';
import { everybody, panelOf } from '../../records/people';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';
import type { StageWork } from './stageWork';

type Term = Visit<'officeTerm'>;
const longest = 10;
const years = Array.from({ length: longest + 1 }, (_, index) => index + 1);

export const officeTerm: StageWork<'officeTerm'> = {
  asks: Object.fromEntries(
    years.flatMap((year) => [
      [`year${year}`, (tx: Tx, visit: Term) => yearOf(tx, visit, year)],
      [`review${year}`, (tx: Tx, visit: Term) => reviewOf(tx, visit, year)],
    ]),
  ),
  async conclude(tx, visit) {
    const reviews = await reviewsOf(tx, visit);
    const dismissed = reviews.filter(({ grade }) => visit.stage.dismissing.includes(grade)).map(({ person }) => person);
    // Who has left before the end of the term (提前终止) has not served it.
    const there = await everybody(tx, visit);
    const people = peopleIn(visit.lots);
    return {
      parts: visit.lots.flatMap((lot) =>
        apart(
          lot,
          [
            ['dismissed', lot.people.filter((person) => dismissed.includes(person))],
            ['served', lot.people.filter((person) => !dismissed.includes(person) && there.includes(person))],
          ],
          'dismissed',
        ),
      ),
      finding: {
        reviews: Object.fromEntries(
          people.map((who) => [
            who,
            reviews.filter(({ person }) => person === who).map(({ year, grade }) => ({ year, grade })),
          ]),
        ),
      },
      // Later campaigns read them as any annual review.
      facts: people.map((person) => ({
        person,
        key: 'annualReviews',
        value: reviews
          .filter((each) => each.person === person)
          .map(({ at, grade }) => ({ year: Number(dateOf(at).slice(0, 4)), grade })),
      })),
    };
  },
};

/** A year begins for those who are still in office. */
async function yearOf(tx: Tx, visit: Term, year: number): Promise<Question[]> {
  const { title, by, years: all } = visit.stage;
  const people = year > all ? [] : await inOffice(tx, visit);
  if (people.length === 0) return [];
  return [
    {
      purpose: `year${year}`,
      kind: 'term',
      title: `${title}第${year}年`,
      closes: 'deadline',
      needs: 'anyone',
      within: { n: 1, unit: 'year' },
      remindDays: [30],
      holders: await panelOf(tx, visit, by),
      terms: { subjects: people },
    },
  ];
}

async function reviewOf(tx: Tx, visit: Term, year: number): Promise<Question[]> {
  const { title, by, grades } = visit.stage;
  const subjects = await inOffice(tx, visit);
  if (subjects.length === 0) return [];
  return [
    {
      purpose: `review${year}`,
      kind: 'annualReview',
      title: `${title}第${year}年考核`,
      closes: 'complete',
      needs: 'any',
      within: { n: 1, unit: 'month' },
      holders: await panelOf(tx, visit, by),
      subjects,
      terms: { words: grades },
      tell: subjects.map((person) => ({
        purpose: `review${year}`,
        letter: 'yearlyReview' as const,
        to: [person],
        terms: { year, post: postOf(visit, person) },
      })),
    },
  ];
}

async function inOffice(tx: Tx, visit: Term): Promise<string[]> {
  const reviews = await reviewsOf(tx, visit);
  return (await everybody(tx, visit)).filter(
    (who) => !reviews.some(({ person, grade }) => person === who && visit.stage.dismissing.includes(grade)),
  );
}

async function reviewsOf(tx: Tx, visit: Term) {
  const found = [];
  for (const year of years)
    for (const { subject, content, at } of await answersTo(tx, visit, `review${year}`, 'annualReview'))
      found.push({ person: subject, year, grade: content.grade, at });
  return found;
}
