import type { Tx } from './database';
import { digest } from './digest';

export interface BallotBox {
  readonly entitled: number;
  /** Of each class. */
  readonly entitledOf: Readonly<Record<string, number>>;
  /** How many have exchanged their slip for a ballot. */
  readonly issued: number;
  readonly cast: number;
  /** What was chosen, ballot by ballot in the order of the serials. */
  readonly choices: readonly Readonly<Record<string, string>>[];
  /** The class of each ballot's voter, in the same order. */
  readonly classes: readonly string[];
  /** The digest of the sorted serials, which goes into the record. */
  readonly serials: string;
}

/** Opens the box of a ballot that has closed. */
export async function ballotBox(tx: Tx, window: string): Promise<BallotBox> {
  const held = await tx.selectFrom('window').select(['closed_at', 'terms']).where('id', '=', window).executeTakeFirst();
  if (held && !held.closed_at) throw new Error(`the ballot ${window} has not closed`);
  const slips = await tx
    .selectFrom('entitlement')
    .select(({ fn }) => [
      'class',
      fn.countAll<number>().filterWhere('recused', '=', false).as('entitled'),
      fn.countAll<number>().filterWhere('redeemed', '=', true).as('issued'),
    ])
    .where('window_id', '=', window)
    .groupBy('class')
    .execute();
  const sum = (of: 'entitled' | 'issued') => slips.reduce((total, each) => total + Number(each[of]), 0);
  const ballots = await tx
    .selectFrom('ballot')
    .select(['serial', 'choices', 'class'])
    .where('window_id', '=', window)
    .orderBy('serial')
    .execute();
  return {
    entitled: held?.terms.electors ?? sum('entitled'),
    entitledOf:
      held?.terms.electorsOf ?? Object.fromEntries(slips.map(({ class: name, entitled }) => [name, Number(entitled)])),
    issued: sum('issued'),
    cast: ballots.length,
    choices: ballots.map(({ choices }) => choices),
    classes: ballots.map((ballot) => ballot.class),
    serials: digest(ballots.map(({ serial }) => serial)),
  };
}
