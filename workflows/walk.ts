import type { CampaignActivities, Seen } from '../activities/contract';
import type { OpenVisit } from '../domain/walk';
import { VisitOver, type Stages, type Steps } from './stage';

type WithSummary<F> = F extends (request: infer Request) => infer Result
  ? (request: Request, summary: string) => Result
  : never;

/** What the walker needs of the engine; a test gives it something else. */
export interface Engine {
  /** Each with a line in Chinese for whoever reads the engine's own page. */
  readonly activities: { readonly [A in keyof CampaignActivities]: WithSummary<CampaignActivities[A]> };
  /** Waits until the condition holds or the milliseconds have passed (null: no limit). */
  until(condition: () => boolean, ms: number | null, summary: string): Promise<void>;
  /** Told the stages under way whenever it has looked. */
  says(stages: readonly string[]): void;
  /** How many times somebody has asked to look. */
  looks(): number;
  /** Whether the run should make way for a successor, which starts from the rows. */
  enough(): boolean;
}

/** What stages ask for, as people call it. */
const questions: Readonly<Record<string, string>> = {
  motion: '动议',
  decision: '审批',
  applications: '报名',
  reviews: '资格审查',
  recheckRequests: '复核申请',
  rechecks: '复核',
  postChoices: '改报',
  assignments: '职位分配',
  scoreChecks: '成绩复核',
  choices: '不足人数的研究决定',
  sheets: '评分',
  points: '计分核实',
  checks: '检查',
  presence: '监督签字',
  ballots: '投票',
  opinions: '意见征求',
  appraisalNotice: '考察预告',
  reports: '考察',
  signatures: '考察材料署名',
  resolution: '讨论决定',
  objections: '公示',
  talks: '任职谈话',
  documents: '任职文件',
  term: '试用期',
  review: '期满考核',
  opening: '等候',
  report: '办理',
  names: '认定票上姓名',
  start: '另行启动',
  outcome: '等候结果',
  nominations: '提名',
  year: '任期年度',
  sleep: '核查',
  tasks: '办理',
  draw: '抽取',
  notice: '整改通知书',
  items: '逐条整改',
  followUps: '整改复查',
};

interface Wait {
  readonly visit: string;
  /** Or visits that are being worked out again. */
  readonly windows: Set<string>;
  readonly done: () => void;
  readonly over: (gone: VisitOver) => void;
}

/**
 * Walks a campaign from wherever its rows say it stands to its end. Every track is a stage's straight-line code; all of them
 * wait in one place, here, which asks the rows once for everybody: after a signal, when something falls due, and when a stage
 * has moved. Resolves to `over` at the end of the campaign, or to `enough` when a successor should go on.
 */
export async function walk(campaign: string, stages: Stages, engine: Engine): Promise<'over' | 'enough'> {
  const { activities } = engine;
  const waits = new Set<Wait>();
  const walking = new Set<string>();
  let moves = 0;
  let working = 0;
  let before: Promise<unknown> = Promise.resolve();
  let failure: Error | undefined;
  /** What the last activity saw, and how many looks had been asked for when it began. */
  let handed: { readonly seen: Seen; readonly looked: number } | undefined;

  /** Asked by a track that has yet to begin to wait for them; the turn of another one may come first. */
  const asked = new Set<string>();

  const waited = () => [...new Set([...asked, ...[...waits].flatMap(({ windows }) => [...windows])])];
  /** One activity at a time: they would wait for each other at the campaign's row anyway, and so a history has one order. */
  const inTurn = <T>(activity: () => Promise<T>): Promise<T> => {
    const turn = before.then(activity);
    before = turn.catch(() => undefined);
    return turn;
  };
  /** An activity of a stage. What it saw stands for a look of its own. */
  const atWork = async <T extends { readonly seen: Seen }>(activity: () => Promise<T | null>): Promise<T> => {
    working++;
    try {
      return await inTurn(async () => {
        const looked = engine.looks();
        const result = await activity();
        if (result === null) throw new VisitOver();
        handed = { seen: result.seen, looked };
        return result;
      });
    } finally {
      working--;
    }
  };
  const settled = async (visit: string, windows: readonly string[]) => {
    if (windows.length === 0) return;
    await new Promise<void>((done, over) => {
      for (const id of windows) asked.delete(id);
      waits.add({ visit, windows: new Set(windows), done, over });
      moves++;
    });
  };
  const stepsOf = ({ id: visit, title }: OpenVisit): Steps => ({
    ask: async (purpose) => {
      const summary = `${title}：发起${questions[purpose.replace(/\d+$/, '')] ?? purpose}`;
      const ask = async () => {
        const answer = await activities.ask({ visit, purpose, windows: waited() }, summary);
        for (const id of answer?.asked ?? []) asked.add(id);
        return answer;
      };
      return (await atWork(ask)).asked;
    },
    settled: (windows) => settled(visit, windows),
    conclude: async () => {
      for (;;) {
        const { awaits = [] } = await atWork(() =>
          activities.conclude({ visit, windows: waited() }, `${title}：得出结果`),
        );
        if (awaits.length === 0) return;
        await settled(visit, awaits);
      }
    },
  });
  const track = async (visit: OpenVisit) => {
    try {
      await stages[visit.type](stepsOf(visit));
    } catch (thrown) {
      if (!(thrown instanceof VisitOver)) failure ??= thrown instanceof Error ? thrown : new Error(String(thrown));
    } finally {
      walking.delete(visit.id);
      moves++;
    }
  };
  /** What was seen may be older than what a track has done meanwhile: a visit that was being walked is not begun again by it. */
  const apply = ({ visits, settled }: Seen, walked: ReadonlySet<string>) => {
    for (const wait of waits) {
      for (const id of settled) wait.windows.delete(id);
      if (!visits.some(({ id }) => id === wait.visit)) wait.over(new VisitOver());
      else if (wait.windows.size === 0) wait.done();
      else continue;
      waits.delete(wait);
    }
    for (const visit of visits)
      if (!walking.has(visit.id) && !walked.has(visit.id)) {
        walking.add(visit.id);
        void track(visit);
      }
  };

  for (;;) {
    const [looked, moved, walked] = [handed?.looked ?? engine.looks(), moves, new Set(walking)];
    const seen = handed?.seen ?? (await inTurn(() => activities.look({ campaign, windows: waited() }, '查看进展')));
    handed = undefined;
    if (seen.over) return 'over';
    apply(seen, walked);
    const titles = seen.visits.map(({ title }) => title);
    engine.says(titles);
    await engine.until(
      () => engine.looks() !== looked || moves !== moved || failure !== undefined,
      seen.wait,
      `等待：${titles.join('、')}`,
    );
    if (failure !== undefined) throw failure;
    if (engine.enough() && working === 0) return 'enough';
  }
}
