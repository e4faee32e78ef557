import { Refusal } from '../records/refusal';

/** An act checks content that stands inside a larger body: what it points at is found below `prefix`. */
export async function pointingBelow<T>(prefix: `/${string}`, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.more.errors) throw error;
    const errors = error.more.errors.map((each) => ({ ...each, pointer: prefix + each.pointer }));
    throw new Refusal(error.code, { ...error.more, errors });
  }
}
