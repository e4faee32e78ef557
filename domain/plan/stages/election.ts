import { z } from 'zod';
import { shareSchema } from '../../arithmetic/share';
import { count, flag, identifier } from '../terms';
import { canTie, denominator, marksOf, onPaper, recused, turnoutNotMet, voting } from './ballot';
import { stageType } from './stageType';

const electing = {
  ...voting,
  win: z
    .strictObject({
      share: shareSchema
        .optional()
        .describe('当选须达到的比例；不写即以得票多者当选 · the share needed; without it the most votes win'),
      of: denominator.default('present'),
    })
    .prefault({})
    .describe('怎样当选：达到比例的人中得票最多的 · who wins: the most votes of those who reach the share'),
  choices: count
    .optional()
    .describe('每个职位至多选几人，缺省为应选人数 · how many one may choose for each post; by default its vacancies'),
  marks: marksOf('赞成', '反对'),
  tooMany: z
    .enum(['void', 'refused'])
    .default('void')
    .describe('所选多于规定的：该票无效，或当场退回重填 · a paper that chooses too many is void, or handed back'),
};
const outcomes = ['elected', 'none'] as const;
type Raw = Readonly<Record<string, unknown>>;
const sometimes = {
  tied: ({ choices, win }: Raw) => canTie(choices, (win as { share?: unknown } | undefined)?.share),
  turnoutNotMet,
  void: onPaper,
};

/**
 * 选举: a secret vote that fills the vacancies. Seats part: who is elected goes on with the own seat. `none`: for these seats nobody has
 * enough votes; `tied`: those who have equal votes at the last seat. `writeIn`: no candidates, voters write names (海选).
 */
export const election = stageType('election', '选举 · an election', {
  writeIn: { outcomes, sometimes, parameters: electing },
  candidates: {
    outcomes,
    sometimes,
    parameters: {
      ...electing,
      recused,
      writeIns: flag.default(false).describe('可否另选他人 · whether others may be written in'),
      from: identifier.optional().describe('以哪次选举得票多的人为候选人 · the earlier election whose first stand'),
      top: count.optional().describe('取那次选举的前几名 · how many of them stand'),
    },
  },
});
