import { z } from 'zod';
import { identifier, refuse } from '../terms';
import { stageType } from './stageType';

/** What a join may count besides the name of one strand. */
export const COUNTS = ['all', 'any'] as const;

/**
 * 汇合: waits for all strands of a branch (分道，with: people), and says who goes on: by which outcomes of which stages somebody has passed
 * each strand, and whose outcome counts. `none`: a seat for which nobody has passed.
 */
export const join = stageType('join', '汇合 · strands come together', {
  standard: {
    outcomes: ['passed', 'none'],
    parameters: {
      of: identifier.describe('哪个分道（branch，with: people）分出的几道 · the branch that the strands come from'),
      strands: z
        .record(
          identifier,
          z.record(identifier, z.array(identifier, refuse('list')).min(1, refuse('list')), refuse('map')),
          refuse('map'),
        )
        .describe(
          '各道的名称，和以哪些环节的哪些结果到来为通过 · each strand by a name: by which outcomes of which stages one has passed it',
        ),
      counts: identifier
        .default('all')
        .describe(
          '以哪一道为准：all 各道都通过，any 通过一道即可，或某一道的名称 · whose outcome counts: all, any, or a strand by its name',
        ),
    },
  },
});
