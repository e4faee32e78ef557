/** One thing that runs while `up` runs. What it finds and makes for the parts after it goes into the context. */
export interface Part<Context> {
  name: string;
  start(context: Context): Promise<StartedPart>;
}

/** A part that runs. */
export interface StartedPart {
  /** Lines for the person at the terminal: addresses, what was chosen. */
  says?: string[];
  stop(): Promise<void>;
}

/** What `up` needs besides its parts. */
export interface UpSettings<Context> {
  context: Context;
  /** @default a line on standard output */
  say?: (line: string) => void;
}

/** Ctrl-C, `kill`, and a terminal that was closed. */
const STOPS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts the parts in order, runs until a signal asks to stop, and stops them in reverse order. A signal while starting takes effect
 * when the part that is starting has started; later signals are answered but change nothing.
 *
 * @returns when everything has been stopped.
 * @throws when a part does not start: the ones before it have been stopped, and the message names it.
 */
export async function up<Context>(parts: readonly Part<Context>[], settings: UpSettings<Context>): Promise<void> {
  const say = settings.say ?? ((line) => void process.stdout.write(`${line}\n`));
  const asked = listenForStop(say);
  const running: { name: string; stop(): Promise<void> }[] = [];
  try {
    for (const part of parts) {
      if (asked.already()) break;
      const started = await startPart(part, settings.context);
      running.push({ name: part.name, stop: () => started.stop() });
      for (const line of started.says ?? []) say(line);
    }
    if (!asked.already()) await asked.stop;
  } finally {
    for (const part of running.reverse()) await stopPart(part, say);
    asked.forget();
  }
}

async function startPart<Context>(part: Part<Context>, context: Context): Promise<StartedPart> {
  try {
    return await part.start(context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${part.name} 启动失败 · ${part.name} did not start:\n${reason}`, { cause: error });
  }
}

/** One part that cannot stop must not keep the others from stopping. */
async function stopPart(part: { name: string; stop(): Promise<void> }, say: (line: string) => void): Promise<void> {
  try {
    await part.stop();
  } catch (error) {
    say(
      `${part.name} 未能正常停止 · ${part.name} did not stop in order: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * npm passes Ctrl-C on although the terminal has sent it already, so a second signal must not hurt. An event loop that runs empty would
 * end the process before a signal comes, hence the timer.
 */
function listenForStop(say: (line: string) => void): { stop: Promise<void>; already(): boolean; forget(): void } {
  let resolveStop: () => void = () => undefined;
  const stop = new Promise<void>((resolve) => (resolveStop = resolve));
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    if (signals === 1) say('正在按顺序停止… · stopping in order…');
    resolveStop();
  };
  const awake = setInterval(() => undefined, 2 ** 30);
  for (const signal of STOPS) process.on(signal, onSignal);
  const forget = () => {
    clearInterval(awake);
    for (const signal of STOPS) process.off(signal, onSignal);
  };
  return { stop, already: () => signals > 0, forget };
}
