import type { Plan } from '../../domain/plan';
import type { Cast } from './scenario';

/** Who is in which panel and electorate. */
export function rosterOf(plan: Plan, cast: readonly Cast[]) {
  const inside = (group: string) => cast.filter((each) => each.in.includes(group)).map(({ name }) => name);
  return {
    outside: cast.filter(({ outside }) => outside).map(({ name }) => name),
    pool: Object.fromEntries(cast.filter((each) => each.in.includes('pool')).map(({ name, facts }) => [name, facts])),
    panels: Object.fromEntries(Object.keys(plan.panels).map((panel) => [panel, inside(panel)])),
    electorates: Object.fromEntries(
      Object.entries(plan.electorates).map(([name, { classes }]) => [
        name,
        Object.fromEntries(Object.keys(classes).map((each) => [each, inside(`${name}/${each}`)])),
      ]),
    ),
  };
}
