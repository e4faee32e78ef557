import type { StageType } from '../../domain/plan';
import type { Tx } from '../../records/database';
import type { Conclusion } from '../../records/leaving';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';

/**
 * The half of a stage type that touches the world: what it asks under each name, and how its lots leave. Both read rows only
 * (`conclude` as of the visit's instant), so that they may run again, and `xuanxian verify` may run them once more.
 */
export interface StageWork<T extends StageType> {
  readonly asks: Readonly<Record<string, (tx: Tx, visit: Visit<T>) => Promise<readonly Question[]>>>;
  conclude(tx: Tx, visit: Visit<T>): Promise<Conclusion>;
}
