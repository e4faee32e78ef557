import { calendarOf, calendarYearSchema } from './calendar';
import year2024 from './years/2024.json';
import year2025 from './years/2025.json';
import year2026 from './years/2026.json';

/** The papers this version of the product was shipped with; an administrator may load later ones. */
export const SHIPPED_YEARS = [year2024, year2025, year2026].map((year) => calendarYearSchema.parse(year));

export const SHIPPED_CALENDAR = calendarOf(SHIPPED_YEARS);
