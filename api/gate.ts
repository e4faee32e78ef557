import { Problem } from './problems';

/**
 * How many may be inside at once, how many may wait, and how long (milliseconds). Who cannot be served soon is told so at
 * once, instead of everybody waiting for a database that is busy.
 */
export class Gate {
  #inside = 0;
  readonly #waiting: { enter: () => void }[] = [];

  constructor(
    private readonly width: number,
    private readonly longest = 2000,
    private readonly patienceMs = 10_000,
  ) {}

  /** Runs the work when there is room. @throws Problem `busy` when there is none soon enough */
  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.width) this.#inside++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.enter();
      else this.#inside--;
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.longest) throw new Problem('busy', { retryAfter: 2 });
    return new Promise((resolve, reject) => {
      const place = { enter: () => (clearTimeout(timer), resolve()) };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1);
        reject(new Problem('busy', { retryAfter: 2 }));
      }, this.patienceMs);
      this.#waiting.push(place);
    });
  }
}
