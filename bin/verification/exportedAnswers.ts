import { sheetScore, type AnswerOf, type NamedKind } from '../../domain/answers';
import type { Tx } from '../../records/database';
import { recusedIn } from '../../records/recusal';
import { answersIn, type FoundAnswer } from '../../records/verificationRows';
import type { Documents } from './documents';
import type { Pseudonyms } from './pseudonyms';

type Says = Documents['verdicts.json'][number]['says'];

/** Every question of the campaign: when it closed, whom it invited, when it was scheduled. */
export async function questionsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['questions.json']> {
  const windows = await tx
    .selectFrom('window as w')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['w.visit_id', 'w.purpose', 'w.kind', 'w.terms', 'w.closed_at', 'w.closed_by'])
    .where('w.campaign_id', '=', campaign)
    .orderBy('v.ordinal')
    .orderBy('w.purpose')
    .execute();
  return windows.map(({ visit_id, purpose, kind, terms: { among, scheduled, counted }, closed_at, closed_by }) => ({
    visit: visit_id,
    purpose,
    kind,
    closedAt: closed_at,
    closedBy: closed_by,
    // Of a nomination whoever may be named is a matter of the files; who is invited gets a letter.
    among:
      kind === 'invitation' && among
        ? Object.fromEntries(Object.entries(among).map(([post, people]) => [post, people.map(nameOf).sort()]))
        : null,
    scheduled: scheduled ?? null,
    counted: counted ?? null,
  }));
}

/** What leaves the house of an answer, by its kind: its closed words. Null: only that there is one. */
const closedWords: { readonly [K in NamedKind]?: (content: AnswerOf<K>, nameOf: Pseudonyms) => Says } = {
  motion: ({ answer }) => answer,
  approval: ({ answer }) => answer,
  filing: () => null,
  inquiry: ({ answer }) => answer,
  invitation: ({ answer }) => answer,
  application: ({ post, wishes = [] }) => [post, ...wishes],
  review: ({ answer }) => answer,
  recheckRequest: () => null,
  relaxation: ({ answer }) => answer,
  // What was checked one by one may be a matter of somebody's health: how many items were passed is enough.
  check: (given) =>
    'answer' in given ? given.answer : Object.values(given.items).filter((each) => each === 'passed').length,
  recheck: ({ answer }) => answer,
  presence: ({ answer }) => answer,
  opinion: ({ answer }) => answer,
  deliberation: ({ present }) => present.length,
  report: ({ suitable }) => (suitable ? 'suitable' : 'unsuitable'),
  postChoice: ({ post }) => post,
  assignment: ({ post }) => post,
  scoreCheck: ({ answer }) => answer,
  gateChoice: ({ answer }) => answer,
  comparison: ({ order }, nameOf) => order.map(nameOf),
  objection: () => null,
  talk: ({ answer }) => answer,
  document: () => null,
  contract: () => null,
  roll: ({ present }) => present.length,
  nameRuling: (ruling, nameOf) => ('person' in ruling ? nameOf(ruling.person) : 'invalid'),
  nominations: ({ nominees }, nameOf) =>
    Object.fromEntries(
      [...new Set(nominees.map(({ post }) => post))]
        .sort()
        .map((post) => [post, nominees.filter((each) => each.post === post).map(({ person }) => nameOf(person))]),
    ),
  signature: ({ answer }) => answer,
  annualReview: ({ grade }) => grade,
  probationReview: ({ answer }) => answer,
  taskReport: () => null,
  handover: () => null,
  rectificationNotice: () => null,
  rectification: () => null,
  rectificationCheck: ({ answer }) => answer,
  itemReport: ({ answer, attachments }) =>
    attachments.length > 0 ? [answer, ...attachments.map(() => '附件')] : answer,
};

/** The closed words of the answers, in the order in which they came. Who gave one is not said, unless it is about themselves. */
export async function verdictsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['verdicts.json']> {
  const ofThemselves: readonly string[] = ['invitation', 'application'];
  const about = ({ kind, subject, person_id }: FoundAnswer): string => {
    const whom = ofThemselves.includes(kind) ? person_id! : subject;
    if (kind === 'nameRuling') return nameOf.written(whom);
    return nameOf.has(whom) ? nameOf(whom) : whom;
  };
  return (await answersIn(tx, campaign)).flatMap((answer) => {
    const words = closedWords[answer.kind as NamedKind] as ((content: unknown, nameOf: Pseudonyms) => Says) | undefined;
    if (!words) return [];
    const { visit_id, purpose, kind, content, answered_at, replaced } = answer;
    const on = kind === 'itemReport' || kind === 'filing' ? ((content as { on?: string }).on ?? null) : null;
    return [
      {
        visit: visit_id,
        purpose,
        kind,
        about: about(answer),
        says: words(content, nameOf),
        on,
        at: answered_at,
        replaced,
      },
    ];
  });
}

/** The sheets, each with its judge: both under pseudonyms. */
export async function sheetsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['sheets.json']> {
  const sheets = (await answersIn(tx, campaign))
    .filter(({ kind }) => kind === 'sheet')
    .map((answer) => ({
      ...answer,
      judge: nameOf(answer.person_id!),
      about: nameOf.has(answer.subject) ? nameOf(answer.subject) : answer.subject,
    }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const ids = new Map(sheets.map(({ id }, index) => [id, `sheet-${index + 1}`]));
  const isRecused = await recusals(tx, campaign, sheets);
  return sheets.map(({ id, visit_id, purpose, judge, about, content, replaces, replaced, person_id, subject }) => {
    const sheet = content as AnswerOf<'sheet'>;
    return {
      id: ids.get(id)!,
      visit: visit_id,
      judge,
      about,
      group: purpose.split(':')[1] ?? null,
      elements: 'elements' in sheet ? sheet.elements : null,
      score: sheetScore(sheet) ?? null,
      recused: isRecused(visit_id, person_id!, subject),
      replaces: replaces && ids.get(replaces)!,
      replaced,
    };
  });
}

/** Who had withdrawn from whom when each visit was left. */
async function recusals(tx: Tx, campaign: string, sheets: readonly FoundAnswer[]) {
  const visits = await tx
    .selectFrom('record_entry')
    .select(({ fn }) => ['visit_id', fn.min('seq').as('before')])
    .where('campaign_id', '=', campaign)
    .where('kind', '=', 'visitLeft')
    .groupBy('visit_id')
    .execute();
  const recused = new Map<string, Awaited<ReturnType<typeof recusedIn>>>();
  for (const id of new Set(sheets.map(({ visit_id }) => visit_id))) {
    const judges = sheets.filter(({ visit_id }) => visit_id === id).map(({ person_id }) => person_id!);
    const before = visits.find(({ visit_id }) => visit_id === id)?.before ?? null;
    recused.set(id, await recusedIn(tx, { id, campaign, before }, [...new Set(judges)]));
  }
  return (visit: string, judge: string, about: string): boolean => recused.get(visit)![judge]?.has(about) ?? false;
}

const orderOf = (sheet: {
  visit_id: string;
  about: string;
  judge: string;
  replaced: boolean;
  answered_at: string;
  id: string;
}): string => [sheet.visit_id, sheet.about, sheet.judge, sheet.answered_at, sheet.id].join('\n');

/** The counts of votes in meetings, and how many members withdrew; never who. */
export async function resolutionsOf(
  tx: Tx,
  campaign: string,
  nameOf: Pseudonyms,
): Promise<Documents['resolutions.json']> {
  const windows = await tx
    .selectFrom('window')
    .select(['id', 'terms'])
    .where('campaign_id', '=', campaign)
    .where('kind', '=', 'resolution')
    .execute();
  const resolutions = (await answersIn(tx, campaign)).filter(({ kind }) => kind === 'resolution');
  return resolutions.map(({ window_id, visit_id, content, replaced }) => {
    const { entitled = [], recused = {} } = windows.find(({ id }) => id === window_id)!.terms;
    const { present, votes } = content as AnswerOf<'resolution'>;
    const shown = votes.map(({ person, ...counts }) => {
      const away = recused[person] ?? [];
      const awayPresent = present.filter((member) => away.includes(member)).length;
      return { person: nameOf(person), ...counts, away: away.length, awayPresent };
    });
    return {
      visit: visit_id,
      entitled: entitled.length,
      present: present.length,
      replaced,
      votes: shown.sort((a, b) => (a.person < b.person ? -1 : 1)),
    };
  });
}
