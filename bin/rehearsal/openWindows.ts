import { sql } from 'kysely';
import type { Terms } from '../../domain/answers';
import type { Records } from '../../records/database';
import { ScenarioFault, type Act } from './scenario';

/** Where to look, and the line of the scenario that asks. */
interface Place {
  readonly db: Records;
  readonly campaign: string;
  readonly line: number;
}

/** What an act goes to. */
export interface OpenWindow {
  readonly id: string;
  readonly kind: string;
  readonly terms: Terms;
}

/** The window that an act goes to: an open one, unless the act is there to be refused. */
export async function openWindow(
  { db, campaign, line }: Place,
  act: Act,
  kind?: string,
): Promise<OpenWindow & { readonly visit_id: string }> {
  const purpose = typeof act.with['of'] === 'string' ? act.with['of'] : undefined;
  const window = await db
    .selectFrom('window')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['window.id', 'window.visit_id', 'window.kind', 'window.terms'])
    .where('window.campaign_id', '=', campaign)
    .$if(act.refused === undefined, (query) => query.where('window.closed_at', 'is', null))
    .$if(act.during !== undefined, (query) => query.where('visit.stage', '=', act.during!))
    .$if(kind !== undefined, (query) => query.where('window.kind', '=', kind as never))
    .$if(purpose !== undefined, (query) => query.where('window.purpose', '=', purpose!))
    .$if((kind === 'objection' || kind === 'ballot') && act.about !== undefined, (query) =>
      query.where(sql<boolean>`"window".terms->'subjects' ? ${act.about![0]!}`),
    )
    .$if(kind === undefined && act.about !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('holder')
            .select('holder.subject')
            .whereRef('holder.window_id', '=', 'window.id')
            .where('holder.subject', 'in', act.about!),
        ),
      ),
    )
    .orderBy('window.opened_at', 'desc')
    .executeTakeFirst();
  if (!window) throw new ScenarioFault(line, `没有开放的${kind ?? purpose ?? '期限'}`);
  return window;
}

/** The task of a person that an act answers: an open one first. */
export async function taskFor({ db, campaign, line }: Place, act: Act, who: string, subject = ''): Promise<OpenWindow> {
  const window = await db
    .selectFrom('holder')
    .innerJoin('window', 'window.id', 'holder.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['window.id', 'window.kind', 'window.terms'])
    .where('holder.person_id', '=', who)
    .where('holder.subject', '=', subject)
    .where('window.campaign_id', '=', campaign)
    .where('window.kind', '<>', 'term')
    .$if(act.during !== undefined, (query) => query.where('visit.stage', '=', act.during!))
    .orderBy('window.closed_at', (order) => order.desc().nullsFirst())
    .orderBy('visit.ordinal', 'desc')
    .executeTakeFirst();
  if (!window)
    throw new ScenarioFault(line, `${who} 在“${act.during ?? ''}”没有${subject ? `关于${subject}的` : ''}待办`);
  return window;
}

/** Texts that a scenario leaves out are filled in as "见材料"; a resolution may say `present: all` and votes as [for, against, abstain, defer]. */
export function filled(
  { kind, terms }: Omit<OpenWindow, 'id'>,
  content: Record<string, unknown>,
): Record<string, unknown> {
  const written = (names: readonly string[] = []) => Object.fromEntries(names.map((name) => [name, '见考察材料']));
  if (kind === 'report')
    return {
      conclusion: '见考察材料',
      sections: written(terms.sections),
      dimensions: written(terms.dimensions),
      ...(terms.fourMusts
        ? { fourMusts: written(['personnelFile', 'personalMatters', 'disciplineOpinion', 'complaints']) }
        : {}),
      ...content,
    };
  if (kind === 'points') return { note: '见核实材料', ...content };
  if (kind === 'taskReport') return { sections: written(terms.sections), ...content };
  if (kind === 'rectificationNotice') {
    const demanded = (terms.found ?? []).map(({ id }) => [id, { demand: '限期整改' }] as const);
    return {
      number: '整改通知书',
      ...content,
      items: { ...Object.fromEntries(demanded), ...(content['items'] ?? {}) },
    };
  }
  if (kind === 'roll' && content['present'] === 'all') return { present: terms.entitled };
  if (kind === 'comparison') return { sections: written(terms.sections), ...content };
  if (kind === 'sheet' && Array.isArray(content['elements'])) {
    const given = content['elements'] as string[];
    return {
      elements: Object.fromEntries((terms.elements ?? []).map(({ name }, index) => [name, given[index]])),
    };
  }
  if (kind === 'deliberation') {
    const { present = 'all', note = '见会议记录' } = content as { present?: 'all' | string[]; note?: string };
    return { note, present: present === 'all' ? (terms.entitled ?? []) : present };
  }
  if (kind === 'resolution') {
    const {
      present,
      votes,
      minutes = '见会议纪要',
      departs,
    } = content as {
      present: 'all' | number | string[];
      votes: Record<string, number[]>;
      minutes?: string;
      departs?: string;
    };
    const members = terms.entitled ?? [];
    return {
      minutes,
      ...(departs === undefined ? {} : { departs }),
      present: present === 'all' ? members : typeof present === 'number' ? members.slice(0, present) : present,
      votes: Object.entries(votes).map(([person, [agree = 0, disagree = 0, abstain = 0, defer = 0]]) => ({
        person,
        agree,
        disagree,
        abstain,
        defer,
      })),
    };
  }
  return content;
}
