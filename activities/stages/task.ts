import { apart, postsIn, whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answeringFor, everybody, panelOf, stillIn } from '../../records/people';
import { answersTo } from '../../records/reading';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';
import type { StageWork } from './stageWork';

type Task = Visit<'task'>;

export const task: StageWork<'task'> = {
  asks: {
    tasks: async (tx, visit) => {
      const { stage } = visit;
      const subjects = await subjectsOf(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'tasks',
          kind: ({ report: 'taskReport', handover: 'handover', signing: 'signature' } as const)[stage.form],
          title: stage.title,
          closes: 'complete',
          within: stage.within,
          ...(await askedOf(tx, visit, subjects)),
          terms: stage.form === 'report' ? { sections: stage.sections, ...(stage.problems && { problems: true }) } : {},
        },
      ];
    },
  },
  async conclude(tx, visit) {
    if (visit.stage.form === 'signing') return signed(tx, visit);
    const moves = visit.stage.form === 'handover' ? await answersTo(tx, visit, 'tasks', 'handover') : [];
    const reports = visit.stage.form === 'report' ? await answersTo(tx, visit, 'tasks', 'taskReport') : [];
    const done = [...moves, ...reports].map(({ subject }) => subject);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const still = await stillIn(tx, visit, lot.people);
        if (lot.people.length === 0 || aboutOf(visit)) return whole(lot, 'done', still);
        return apart(lot, [['done', still.filter((person) => done.includes(person))]], 'unfilled');
      }),
    );
    const each = visit.stage.form === 'report' && visit.stage.everyone;
    return {
      parts: parts.flat(),
      finding: each
        ? { reports: reports.map(({ subject, by, content }) => ({ subject, by, ...content })) }
        : Object.fromEntries([...moves, ...reports].map(({ subject, content }) => [subject, content])),
      // A post in which nobody is has nobody's facts.
      facts: moves
        .filter(({ subject }) => visit.lots.some(({ people }) => people.includes(subject)))
        .flatMap(({ subject, content: { facts, since } }) =>
          Object.entries({ ...facts, postSince: since }).map(([key, value]) => ({ person: subject, key, value })),
        ),
    };
  },
};

/** Who does it: a panel, or of each item its owner, with those who cooperate where everybody has to. */
async function askedOf(
  tx: Tx,
  visit: Task,
  subjects: readonly string[],
): Promise<Pick<Question, 'needs' | 'holders' | 'subjects' | 'pairs'>> {
  const { stage } = visit;
  const panel = stage.by === undefined ? [] : await panelOf(tx, visit, stage.by);
  if (stage.by !== undefined && stage.form !== 'signing') return { needs: 'any', holders: panel, subjects };
  const everyone = stage.form === 'signing' || (stage.form === 'report' && stage.everyone);
  const pairs = await Promise.all(
    subjects.map(async (subject) => {
      const { lead, cooperating } = await answeringFor(tx, visit, subject);
      const those = [...new Set([...panel, ...lead, ...(everyone ? cooperating : [])])];
      return those.map((holder) => [holder, subject] as const);
    }),
  );
  return { needs: everyone ? 'all' : 'any', pairs: pairs.flat() };
}

/** A paper that anybody does not sign is not signed. */
async function signed(tx: Tx, visit: Task) {
  const signatures = await answersTo(tx, visit, 'tasks', 'signature');
  const against = signatures.filter(({ content }) => content.answer === 'dissented');
  const dissented = new Set(against.map(({ subject }) => subject));
  return {
    parts: visit.lots.flatMap((lot) => whole(lot, dissented.has(lot.post) ? 'dissented' : 'signed')),
    finding: { signatures: signatures.length, dissented: [...dissented].sort() },
  };
}

const aboutOf = ({ stage }: Task) => (stage.form === 'report' ? stage.about : undefined);

/** About whom or what it is done. */
async function subjectsOf(tx: Tx, visit: Task): Promise<string[]> {
  const about = aboutOf(visit);
  if (about === 'all') return [''];
  if (about === 'post' || visit.stage.form === 'signing') return postsIn(visit.lots);
  const people = await everybody(tx, visit);
  if (about === 'people') return people;
  return [...people, ...postsIn(visit.lots.filter((lot) => lot.people.length === 0))];
}
