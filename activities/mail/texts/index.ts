import type { LetterKind } from '../../../records/letters';
import { applying } from './applying';
import { outcomes } from './outcomes';
import { tasks } from './tasks';
import type { Write } from './text';

export type { Text } from './text';

/** Every letter that there is. */
export const texts: Readonly<Record<LetterKind, Write>> = { ...tasks, ...applying, ...outcomes };
