import type { StageType } from '../../domain/plan';
import type { Chance } from './chance';
import type { Content, Making } from './words';

export type Word = StageType | 'inquiry';
/** A stage of a plan under construction. */
export interface Draft {
  readonly text: Content;
  readonly type: Word;
  readonly id: string;
  readonly outcomes: readonly string[];
  /** Where outcomes lead that do not lead on, nor to where failures go. */
  readonly edges: Record<string, string>;
  /** It is on a track beside the others. */
  readonly aside?: boolean;
  /** The vote in which none was elected, whose first stand again here. */
  readonly runoffOf?: Draft;
  /** Of an inquiry: the notice whose objections it looks into. */
  readonly notice?: Draft;
}
export type Given = Partial<Pick<Draft, 'text' | 'outcomes' | 'notice' | 'runoffOf' | 'aside'>>;
export interface Drafting {
  readonly chance: Chance;
  add(type: Word, given?: Given, making?: Partial<Making>): Draft;
}

const onStrands: readonly Word[] = ['consultation', 'appraisal', 'publicNotice', 'approval', 'scoredAssessment', 'announcement']; // prettier-ignore
const again = ['deferred', 'inquorate'];

/** Posts part, or something is done beside, or two or three strands for the same people come together again. */
export function addBranch(drafting: Drafting): void {
  const { chance, add } = drafting;
  const way = chance.next();
  if (way < 0.2) add('branch');
  else if (way < 0.35) addBeside(drafting);
  else addStrands(drafting);
}

const beside = { text: { form: 'beside' }, outcomes: ['on', 'beside'] };

function addBeside({ chance, add }: Drafting): void {
  const branch = add('branch', beside);
  const side = add(chance.one(['announcement', 'approval']), { aside: true });
  branch.edges['beside'] = side.id;
  for (const outcome of side.outcomes) side.edges[outcome] = 'completed';
}

/** The branch and the join are on the way of everybody; what lies between is on strands of its own, and leads to the join. */
function addStrands({ chance, add }: Drafting): void {
  const opening = { text: { form: 'beside', with: 'people' }, outcomes: ['on', 'beside'] };
  const branch = add('branch', opening);
  const third = chance.happens(0.2) ? add('branch', { ...opening, aside: true }) : undefined;
  const strand = (types: readonly Word[]) =>
    Array.from({ length: chance.one([1, 1, 2]) }, () => add(chance.one(types), { aside: true }));
  const strands = [
    strand([...onStrands, 'collectiveDecision']),
    ...(third ? [1, 2] : [1]).map(() => strand(onStrands)),
  ];
  for (const stages of strands)
    stages.forEach((stage, place) => {
      for (const outcome of again)
        if (stage.outcomes.includes(outcome) && chance.happens(0.5)) stage.edges[outcome] = stage.id;
      const next = stages[place + 1];
      if (next) stage.edges[stage.outcomes[0]!] = next.id;
    });
  const passes = strands.map((stages) =>
    stages.flatMap((stage, place) => {
      const leaving = stage.outcomes.filter((outcome) => stage.edges[outcome] === undefined);
      const passing = leaving.filter((outcome) => outcome === stage.outcomes[0] || chance.happens(0.15));
      return passing.length > 0 || place === stages.length - 1 ? [[stage.id, passing] as const] : [];
    }),
  );
  const names = Object.fromEntries(passes.map((each, n) => [`strand${n + 1}`, Object.fromEntries(each)]));
  const join = add('join', {}, { branch: branch.id, strands: names });
  for (const stage of strands.flat()) for (const outcome of stage.outcomes) stage.edges[outcome] ??= join.id;
  const [first, second, last] = strands.map(([stage]) => stage!.id);
  Object.assign(branch.edges, { on: third?.id ?? first, beside: second });
  if (third) Object.assign(third.edges, { on: first, beside: last });
}
