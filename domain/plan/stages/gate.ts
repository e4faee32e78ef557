import { z } from 'zod';
import { demandSchema } from '../../arithmetic/gates';
import { flag, identifier, panel, period, refuse } from '../terms';
import { stageType } from './stageType';

type Raw = Readonly<Record<string, unknown>>;

/** What a body may choose when a soft gate is not met, and the outcome that each choice has. */
export const GATE_CHOICES = {
  proceed: 'proceeded',
  reduce: 'reduced',
  reopen: 'reopened',
  drop: 'dropped',
} as const;
export type GateChoice = keyof typeof GATE_CHOICES;
const choices = Object.keys(GATE_CHOICES) as [GateChoice, ...GateChoice[]];

const counted = {
  target: demandSchema.describe(
    "人数须达到多少：{ratio: '3:1'}、{atLeast: 5} 或 {moreThan: vacancies} · how many there must be",
  ),
  floor: demandSchema
    .optional()
    .describe('底线：达不到目标但不低于底线的另有去向 · less than the target, but not below this'),
  of: identifier
    .optional()
    .describe(
      '数哪个环节合格、到场的人；没有时数现在仍在的人 · counts those whom this stage let through; else who is still in',
    ),
};
const reducing = flag
  .default(false)
  .describe('不足时减少职数至符合比例的最大数 · reduce the vacancies to the most that satisfy it');
const chosen = (choice: GateChoice) => (stage: Raw) =>
  Array.isArray(stage['choices']) && stage['choices'].includes(choice);
const floored = (stage: Raw) => stage['floor'] !== undefined;

/** 门槛: a count or ratio that decides whether a post goes on, by rule or (一般) by a body's choice with its reason. */
export const gate = stageType('gate', '门槛 · a count or ratio of people', {
  rule: {
    outcomes: ['met', 'short'],
    sometimes: {
      below: floored,
      reduced: (stage) => stage['reduce'] === true,
      unfilled: (stage) => stage['reduce'] === true,
    },
    parameters: { ...counted, reduce: reducing },
  },
  choice: {
    outcomes: ['met'],
    sometimes: {
      proceeded: chosen('proceed'),
      reduced: chosen('reduce'),
      unfilled: chosen('reduce'),
      reopened: chosen('reopen'),
      dropped: chosen('drop'),
      short: floored,
    },
    parameters: {
      ...counted,
      by: panel.describe('不足时作出选择的集体 · who chooses when it is not met'),
      within: period.describe('答复期限 · how long they have to answer'),
      choices: z
        .array(z.enum(choices), refuse('list'))
        .min(1, refuse('list'))
        .describe('可供选择的去向：继续、减少职数、延长报名、取消职位 · what may be chosen'),
    },
  },
  validity: {
    outcomes: ['valid', 'expired'],
    parameters: {
      of: identifier.describe('哪个环节的结果 · whose result'),
      within: period.describe('结果在多久之内有效 · how long it counts'),
    },
  },
});
