import { inChinese, isDate } from '../../domain/calendar';
import type { QueuedLetter } from '../../records/outbox';
import { oneLine } from './address';
import { inBeijing, shortly } from './beijing';

/** Something that must be found at a glance. */
export type Fact = readonly [label: string, value: string];

/** An id as a part of a path; encoding alone throws at half a character. */
export const inPath = (id: string): string => encodeURIComponent(oneLine(id));
export const campaignPath = ({ campaign }: QueuedLetter): string => `/campaigns/${inPath(campaign.id)}`;
export const taskPath = (letter: QueuedLetter): string =>
  letter.window ? `/tasks/${inPath(letter.window.id)}` : campaignPath(letter);
export const ownFile = (letter: QueuedLetter) => ({ label: '查看我的进展', path: campaignPath(letter) });

/** What the letter is about, in the plan's own words. */
export const matter = ({ window, stage, campaign }: QueuedLetter): string =>
  oneLine(window?.title ?? stage ?? campaign.title);
export const inStage = (letter: QueuedLetter): string =>
  letter.stage && letter.stage !== letter.window?.title ? `“${letter.stage}”环节` : '';
export const before = ({ window }: QueuedLetter): string =>
  window?.due ? `（${shortly(window.due)} 前${window.provisional ? '，暂定' : ''}）` : '';

export const endsWith = ({ window }: QueuedLetter): string => (window?.kind === 'term' ? '届满' : '截止');

/** The window's deadline as a fact; nothing when it has none. */
export function deadline({ window }: QueuedLetter, label?: string): Fact[] {
  if (!window?.due) return [];
  const named = label ?? (window.kind === 'term' ? '届满时间' : window.closes === 'deadline' ? '截止时间' : '办理期限');
  return [[named, `${inBeijing(window.due)}（北京时间${window.provisional ? '，暂定' : ''}）`]];
}

/** How long each person has: 每人 15 分钟，or part by part. */
export function minutes({ window }: QueuedLetter): Fact[] {
  const each = window?.minutes ?? undefined;
  if (each === undefined) return [];
  const parts = Object.entries(typeof each === 'number' ? {} : each).map(([part, count]) => `${part} ${count} 分钟`);
  return [['每人限时', typeof each === 'number' ? `${each} 分钟` : parts.join('，')]];
}

/** A term as text: strings and numbers only, whatever else the row holds. */
export function term({ terms }: QueuedLetter, name: string): string | undefined {
  const value = terms[name];
  return typeof value === 'number'
    ? String(value)
    : typeof value === 'string' && value.trim() !== ''
      ? value
      : undefined;
}

export function termList({ terms }: QueuedLetter, name: string): string | undefined {
  const value = terms[name];
  const lines = (Array.isArray(value) ? value : []).filter((line): line is string => typeof line === 'string');
  return lines.length > 0 ? lines.join('\n') : undefined;
}

export function dateTerm(letter: QueuedLetter, name: string): string | undefined {
  const value = term(letter, name);
  return value && isDate(value) ? inChinese(value) : undefined;
}

export function post(letter: QueuedLetter): string | undefined {
  const id = term(letter, 'post');
  return id === undefined ? undefined : (letter.posts[id] ?? id);
}

export function scoreOf(letter: QueuedLetter): string | undefined {
  const [score, max] = [term(letter, 'score'), term(letter, 'max')];
  return score && (max ? `${score} 分（满分 ${max} 分）` : `${score} 分`);
}

export function rankOf(letter: QueuedLetter): string | undefined {
  const rank = term(letter, 'rank');
  return rank && `第 ${rank} 名`;
}

export const facts = (...all: (readonly [string, string | undefined])[]): Fact[] =>
  all.filter((fact): fact is Fact => fact[1] !== undefined);
