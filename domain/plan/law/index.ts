import type { Draft } from '../draft';
import type { DraftGraph } from '../graph';
import { didYouMean } from '../nearest';
import { found } from '../phrases';
import { error, warning, type Finding } from '../problem';
import { appointmentRegulations2019 } from './appointmentRegulations2019';
import { basicElections1990 } from './basicElections1990';
import { Case, type Profile } from './case';
import { competitivePosts } from './competitivePosts';
import { excuse } from './departures';
import { oneReportTwoReviews } from './oneReportTwoReviews';
import { openSelection2004 } from './openSelection2004';

/** The regulations that `basis:` may name. */
export const PROFILES: Readonly<Record<string, Profile>> = {
  appointmentRegulations2019,
  basicElections1990,
  competitivePosts,
  openSelection2004,
  oneReportTwoReviews,
};

/** The law layer: what the regulations in `basis` demand, less what the plan declares as departures. */
export function checkLaw(draft: Draft, graph: DraftGraph): Finding[] {
  const plan = new Case(draft, graph);
  const known = draft.basis.filter((name) => Object.hasOwn(PROFILES, name));
  const breaches = [...new Set(known)].flatMap((name) => breachesOf(PROFILES[name]!, plan));
  return [...checkBasis(draft), ...excuse(breaches, draft.departures)];
}

function breachesOf({ cited, checks }: Profile, plan: Case): Finding[] {
  return checks.flatMap(({ article, severity, find }) =>
    find(plan).map(({ zh, en, ...found }) => ({
      ...found,
      severity,
      article: `${cited}${article}`,
      zh: `${citing(zh, `${cited}${article}`, '（', '）')}。`,
      en: `${en.charAt(0).toUpperCase()}${citing(en.slice(1), `${cited}${article}`, ' (', ')')}.`,
    })),
  );
}

// A sentence names its article where it says {article}, else behind.
const citing = (sentence: string, article: string, open: string, close: string): string =>
  sentence.includes('{article}') ? sentence.replace('{article}', article) : `${sentence}${open}${article}${close}`;

function checkBasis({ raw, basis }: Draft): Finding[] {
  const names = Object.keys(PROFILES);
  const list = Object.entries(PROFILES).map(([name, { title }]) => `${name} ${title}`);
  if (raw['basis'] === undefined || (Array.isArray(raw['basis']) && raw['basis'].length === 0)) {
    return [
      warning(
        'noBasis',
        ['basis'],
        `没有写明依据（basis），不按任何法规检查；可以写 ${list.join('、')}。`,
        `There is no basis, so no regulation is checked; there are ${names.join(', ')}.`,
      ),
    ];
  }
  return basis.flatMap((name, index) => {
    if (names.includes(name)) return [];
    const hint = didYouMean(name, names);
    return [
      error(
        'unknownBasis',
        ['basis', index],
        `没有 ${found(name).zh} 这项依据${hint.zh || `；可用的有 ${list.join('、')}。`}`,
        `There is no basis ${found(name).en}${hint.en || `; there are ${names.join(', ')}.`}`,
      ),
    ];
  });
}
