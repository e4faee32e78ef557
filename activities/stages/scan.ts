import { addDays } from '../../domain/calendar';
import type { Part } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { findingBefore } from '../../records/earlierStages';
import { isCase, scanOn, type Scan } from '../../records/scans';
import { underWay } from '../../records/underWay';
import type { Visit } from '../../records/visits';
import type { StageWork } from './stageWork';

/** What a scan found: the list with its reasons, and the cases that have been opened so far. */
export interface ScanFinding {
  readonly list: Readonly<Record<string, { readonly status: string; readonly reason: string }>>;
  readonly cases: Readonly<Record<string, string>>;
  readonly opened: readonly string[];
  /** Whose case is a new one, but who is still walked for an earlier one: opened once that has ended, if they are on the list then. */
  readonly waiting?: readonly string[];
}

/** The list now, the cases on it, and whose case is a new one: one track a person at a time. */
async function lookThrough(
  tx: Tx,
  visit: Visit<'scan'>,
): Promise<Scan & Pick<ScanFinding, 'cases' | 'opened'> & { readonly waiting: readonly string[] }> {
  const scan = await scanOn(tx, visit);
  const before = await findingBefore<ScanFinding>(tx, visit.lots[0]!, visit.stage.id);
  const now = Object.fromEntries(scan.list.filter(isCase).map((each) => [each.person, each.case]));
  const fresh = Object.keys(now).filter((person) => before?.cases[person] !== now[person]);
  const walked = await underWay(tx, visit, fresh);
  const waiting = fresh.filter((person) => walked.has(person));
  const known = { ...now, ...Object.fromEntries(waiting.map((person) => [person, before?.cases[person]])) };
  const cases = Object.fromEntries(
    Object.entries(known).filter((each): each is [string, string] => each[1] !== undefined),
  );
  return { ...scan, cases, opened: fresh.filter((person) => !walked.has(person)), waiting };
}

export const scan: StageWork<'scan'> = {
  asks: {
    sleep: async (tx, visit) => {
      const { stage } = visit;
      const { next, opened, waiting } = await lookThrough(tx, visit);
      if (opened.length > 0) return [];
      return [
        {
          purpose: 'sleep',
          kind: 'term',
          title: stage.title,
          closes: 'deadline',
          needs: 'anyone',
          // A new list begins with its day, so the last day of sleep is the one before. Without a next day only the pool wakes it, or the end of a case for which another waits.
          ...(stage.form === 'recusal' ? { within: stage.every } : next ? { until: addDays(next, -1) } : {}),
          terms: { watches: 'pool', ...(waiting.length > 0 && { awaits: waiting }) },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const [lot] = visit.lots;
    const { list, cases, opened, waiting } = await lookThrough(tx, visit);
    const part = (outcome: string, people: readonly string[]): Part => ({
      lot: lot!.id,
      outcome,
      vacancies: Math.max(1, people.length),
      people,
    });
    const finding: ScanFinding = {
      list: Object.fromEntries(list.map(({ person, status, reason }) => [person, { status, reason }])),
      cases,
      opened,
      ...(waiting.length > 0 && { waiting }),
    };
    return {
      parts: [...(opened.length > 0 ? [part('found', opened)] : []), part('again', [])],
      finding,
      entering: opened,
    };
  },
};
