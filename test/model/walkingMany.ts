// Random campaigns of test/integration/model, walked in this process.
import { tell } from '../fixtures/apart';
import { groundsHere } from './grounds';
import { compareMany } from './many';

tell(([first, count]) => compareMany({ grounds: groundsHere, first: Number(first), count: Number(count), hands: 3 }));
