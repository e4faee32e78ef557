import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brief, edit, marked, problemsOf } from './plans';

const EXCEPTIONS = readFileSync(join(__dirname, '../../plans/exceptions/plan.yaml'), 'utf8');
const faults = (text: string) => brief(problemsOf(text)).filter((each) => each.startsWith('error'));

test('a plan whose exceptions the superior consents to passes', () => expect(faults(EXCEPTIONS)).toEqual([]));

test.each([
  ['a panel that is not there', 'unknownPanel', 'relaxedBy: superior', 'relaxedBy: ‸superiors'],
  [
    'a consent to what may not be relaxed',
    'idleGrant',
    '- {text: 放宽不得少于两年,',
    '- ‸{relaxedBy: superior, text: 放宽不得少于两年,',
  ],
])('%s', (_, code, from, to) => {
  const { text, places } = marked(edit(EXCEPTIONS, [from, to]));
  expect(faults(text)).toContain(`error ${code} ${places[0]}`);
});
