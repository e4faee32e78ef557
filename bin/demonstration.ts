import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan, type Plan } from '../domain/plan';
import { castOf, officers, readScenario, type Cast } from './rehearsal/scenario';
import { root } from './root';

/** The plan of 篇4 and the people of its main scenario, for somebody who looks around. */
export interface Demonstration {
  readonly source: string;
  readonly plan: Plan;
  readonly people: readonly Cast[];
}

const folder = join(root, 'plans', '04-competitive-posts');

export function demonstration(): Demonstration {
  const source = readFileSync(join(folder, 'plan.yaml'), 'utf8');
  const plan = readPlan(source);
  const scenario = readScenario(readFileSync(join(folder, 'scenarios', 'main.yaml'), 'utf8'), folder);
  if (!('plan' in plan) || 'problems' in scenario) throw new Error(`${folder} is damaged`);
  return { source, plan: plan.plan, people: [...officers, ...castOf(scenario)] };
}
