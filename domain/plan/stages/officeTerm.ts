import { z } from 'zod';
import { panel, refuse, text } from '../terms';
import { stageType } from './stageType';

/** 任期: so many years of office with a review at the end of each; `dismissed`: a review ended it. */
export const officeTerm = stageType('officeTerm', '任期 · a term of office', {
  standard: {
    outcomes: ['served', 'dismissed'],
    parameters: {
      by: panel.describe('年度考核的人 · who reviews every year'),
      years: z.int(refuse('count')).min(1, refuse('count')).max(10, refuse('count')).describe('任期几年 · years'),
      grades: z.array(text, refuse('list')).min(2, refuse('list')).describe('年度考核的等次 · the grades of a review'),
      dismissing: z.array(text, refuse('list')).default([]).describe('哪些等次即行解聘 · the grades that end the term'),
    },
  },
});
