import { knownCalendar } from '../calendar';
import type { Records } from '../database';

/** The papers that deadlines rest on, each year's latest version, shipped or entered. */
export async function knownYears(db: Records) {
  const { years } = await knownCalendar(db);
  return [...years.values()].sort((a, b) => a.year - b.year);
}
