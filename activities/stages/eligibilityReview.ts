import { ratioGate } from '../../domain/arithmetic';
import { postOf, whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo, termsOf, type Answered } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import { windowId } from '../../records/windows';
import { relaxationsAsked, withheldFrom } from './relaxation';
import type { StageWork } from './stageWork';
import { barredByKept, unmetIn } from './unmet';

export interface EligibilityFinding {
  readonly refused: readonly string[];
  readonly gates: Readonly<Record<string, { readonly met: boolean; readonly needed: number; readonly actual: number }>>;
  /** Who was found eligible although a condition of the kind 一般 is not met, and why. */
  readonly relaxed?: Readonly<Record<string, string>>;
  /** For whom the body that must consent to that has not, and why. */
  readonly withheld?: Readonly<Record<string, string>>;
}

export const eligibilityReview: StageWork<'eligibilityReview'> = {
  asks: {
    reviews: async (tx, visit) => {
      const { title, by, within } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'reviews',
          kind: 'review',
          title,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, by),
          subjects,
          terms: await unmetIn(tx, visit, subjects),
        },
      ];
    },
    recheckRequests: async (tx, visit) => {
      const { title, recheck } = visit.stage;
      const refused = await refusedFirst(tx, visit);
      const passed = (await answersTo(tx, visit, 'reviews', 'review'))
        .filter(({ content }) => content.answer === 'eligible')
        .map(({ subject }) => subject);
      const relaxing = await relaxationsAsked(tx, visit, 'relaxations', passed);
      if (!recheck || refused.length === 0) return relaxing;
      return [
        ...relaxing,
        {
          purpose: 'recheckRequests',
          kind: 'recheckRequest',
          title: `${title}复核申请`,
          closes: 'deadline',
          needs: 'anyone',
          within: recheck.within,
          terms: { subjects: refused.map(({ subject }) => subject) },
          tell: refusals(visit, refused, { window: windowId(visit.id, 'recheckRequests') }),
        },
      ];
    },
    rechecks: async (tx, visit) => {
      const { title, recheck } = visit.stage;
      const requests = await answersTo(tx, visit, 'recheckRequests', 'recheckRequest');
      // Who has left meanwhile is not reviewed again: the post would wait for an answer about nobody.
      const asking = requests.map(({ subject }) => subject);
      const subjects = await stillIn(tx, visit, asking);
      if (!recheck || subjects.length === 0) return [];
      const holders = await panelOf(tx, visit, recheck.by);
      return [
        ...(await relaxationsAsked(tx, visit, 'relaxationsAgain', subjects)),
        {
          purpose: 'rechecks',
          kind: 'recheck',
          title: `${title}复核`,
          closes: 'complete',
          needs: 'any',
          within: recheck.within,
          holders,
          subjects,
          terms: { barred: await barredByKept(tx, visit, subjects) },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const rechecks = await answersTo(tx, visit, 'rechecks', 'recheck');
    const restored = rechecks.filter(({ content }) => content.answer === 'eligible').map(({ subject }) => subject);
    const refusedAtFirst = await refusedFirst(tx, visit);
    const refused = refusedAtFirst.map(({ subject }) => subject).filter((person) => !restored.includes(person));
    const reviews = await answersTo(tx, visit, 'reviews', 'review');
    const reviewed = reviews.map(({ subject }) => subject);
    const relaxed = await relaxations(tx, visit, reviews);
    const passed = reviewed.filter((person) => !refused.includes(person));
    const withheld = await withheldFrom(tx, visit, passed);
    const gates: Record<string, EligibilityFinding['gates'][string]> = {};
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const qualified = (await stillIn(tx, visit, lot.people)).filter(
          (person) => passed.includes(person) && withheld[person] === undefined,
        );
        const gate = gateOf(visit.stage.gate, qualified.length, lot.vacancies);
        gates[lot.post] = gate;
        return whole(lot, gate.met ? 'met' : 'short', qualified);
      }),
    );
    return {
      parts: parts.flat(),
      finding: {
        refused,
        gates,
        ...relaxed,
        ...(Object.keys(withheld).length > 0 && { withheld }),
      } satisfies EligibilityFinding,
      letters: [
        ...refusals(visit, refusedAtFirst),
        ...Object.entries(withheld).map(([person, note]) => ({
          purpose: 'withheld',
          letter: 'refused' as const,
          to: [person],
          terms: { post: postOf(visit, person), note },
        })),
        ...rechecks.map(({ subject, content }) => ({
          purpose: 'recheckAnswer',
          letter: 'recheckAnswer' as const,
          to: [subject],
          terms: { ...content, post: postOf(visit, subject) },
        })),
      ],
    };
  },
};

async function relaxations(
  tx: Tx,
  visit: Visit,
  reviews: readonly Answered<'review'>[],
): Promise<Pick<EligibilityFinding, 'relaxed'>> {
  const { unmet = {} } = await termsOf(tx, visit, 'reviews');
  const relaxed = reviews.filter(({ subject, content }) => unmet[subject] && content.answer === 'eligible');
  return relaxed.length > 0
    ? { relaxed: Object.fromEntries(relaxed.map(({ subject, content }) => [subject, content.note])) }
    : {};
}

async function refusedFirst(...[tx, visit]: Parameters<typeof everybody>): Promise<Answered<'review'>[]> {
  const reviews = await answersTo(tx, visit, 'reviews', 'review');
  return reviews.filter(({ content }) => content.answer === 'refused');
}

/** Everybody who is refused is told why (《竞争上岗规定》), once: when a review may be asked for, else at the end. */
const refusals = (visit: Visit, refused: readonly Answered<'review'>[], more: { window?: string } = {}) =>
  refused.map(({ subject, content: { note } }) => ({
    purpose: 'refused',
    letter: 'refused' as const,
    to: [subject],
    terms: { post: postOf(visit, subject), note, ...more },
  }));

function gateOf(
  gate: { ratio: string | number; per: 'vacancy' | 'post' } | undefined,
  qualified: number,
  vacancies: number,
) {
  const { met, needed, actual } = ratioGate(qualified, gate?.ratio ?? 1, gate?.per === 'vacancy' ? vacancies : 1);
  return { met, needed, actual };
}
