import type { Terms } from '../domain/answers';
import { digest } from './digest';

/** The number of a sealed paper (卷号): leads to nobody without the seal, which stays in the records. */
export const paperNumber = (seal: string, person: string): string => digest(`paper ${seal} ${person}`).slice(0, 8);

/** How whoever answers is told whom a window is about: by name, or by the number of the sealed paper. */
export const toldAs = ({ sealed }: Terms, subject: string): string =>
  sealed === undefined || subject === '' ? subject : paperNumber(sealed, subject);

/** Terms as those see them who answer. */
export const shownTerms = ({ sealed, ...terms }: Terms): Readonly<Record<string, unknown>> =>
  sealed === undefined ? terms : { ...terms, sealed: true };
