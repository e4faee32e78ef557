import { asOne, eachWithASeat } from '../parts';
import type { Content, Kind, Seen } from '../words';
import { period } from './asking';

/** About whom or what something is done: people, or posts in which nobody is; or as the stage says. */
function subjectsOf({ stage, lots, still }: Seen): string[] {
  if (stage['about'] === 'all') return [''];
  if (stage['about'] === 'post' || stage['form'] === 'signing') return lots.map(({ post }) => post);
  const empty = stage['about'] === 'people' ? [] : lots.filter(({ people }) => people.length === 0);
  return [...still(), ...empty.map(({ post }) => post)];
}

const kindOf: Readonly<Record<string, string>> = { report: 'taskReport', handover: 'handover', signing: 'signature' };

export const task: Kind = {
  make: (making) => {
    const { chance, panel } = making;
    const text = { form: chance.one(['report', 'report', 'handover', 'signing']), by: panel(), within: period(making) };
    if (text.form === 'signing') return { text, outcomes: ['signed', 'dissented'] };
    if (text.form === 'handover') return { text, outcomes: ['done', 'unfilled'] };
    const about = chance.one([undefined, 'people', 'post', 'all']);
    const sections = ['办理情况', ...chance.some(['意见'], 0.5)];
    return {
      text: { ...text, sections, ...(about ? { about } : {}) },
      outcomes: about ? ['done'] : ['done', 'unfilled'],
    };
  },
  asks: [
    (seen) => {
      const { stage, panel } = seen;
      const subjects = subjectsOf(seen);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'tasks',
          kind: kindOf[String(stage['form'])]!,
          closes: 'complete',
          needs: stage['form'] === 'signing' ? 'all' : 'any',
          holders: panel(stage['by']),
          subjects,
          within: stage['within'] as never,
          terms: stage,
        },
      ];
    },
  ],
  conclude(seen) {
    const { stage, lots, answers, still } = seen;
    const given = answers('tasks');
    if (stage['form'] === 'signing') {
      const against = given.filter(({ content }) => content['answer'] === 'dissented').map(({ about }) => about);
      const parts = lots.map((lot) => asOne(lot, against.includes(lot.post) ? 'dissented' : 'signed'));
      return { parts, found: { signatures: given.length, dissented: [...new Set(against)] } };
    }
    const done = given.map(({ about }) => about);
    const parts = lots.flatMap((lot) => {
      // What is about the post itself, or about all, keeps nobody back.
      if (lot.people.length === 0 || stage['about'] !== undefined) return [asOne(lot, 'done', still(lot.people))];
      return eachWithASeat(lot, [['done', still(lot.people).filter((person) => done.includes(person))]], 'unfilled');
    });
    const found: Record<string, Content> = Object.fromEntries(given.map(({ about, content }) => [about, content]));
    return { parts, found };
  },
};
