import { Client } from 'pg';

/** A connection keeps so many statements; what comes after them is planned each time. */
const most = 500;
const reads = /^\s*(select|with)\b/;
/** `*`, but not `count(*)`. */
const everyColumn = /(?<!\()\*/;

/**
 * A connection on which a statement is parsed and planned once, not at each of its uses: half of what an act's dozen short
 * statements cost. One that names no columns (`*`) is not kept: after a migration it would have others than the plan that was kept.
 */
export class PreparingClient extends Client {
  private readonly names = new Map<string, string>();

  override query = ((statement: unknown, values?: unknown, told?: () => void) => {
    const name =
      typeof statement === 'string' && Array.isArray(values) && !told ? this.nameOf(statement, values) : undefined;
    return name === undefined
      ? super.query(statement as string, values as unknown[], told!)
      : super.query({ name, text: statement as string, values: values as unknown[] });
  }) as Client['query'];

  private nameOf(statement: string, values: readonly unknown[]): string | undefined {
    if ((values.length === 0 && !reads.test(statement)) || everyColumn.test(statement)) return undefined;
    const known = this.names.get(statement);
    if (known !== undefined || this.names.size === most) return known;
    const name = `kept-${this.names.size}`;
    this.names.set(statement, name);
    return name;
  }
}
