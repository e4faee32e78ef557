import { checkAnswer } from '../../../domain/answers';
import { demandGate } from '../../../domain/arithmetic';

const pointers = (checked: ReturnType<typeof checkAnswer>): string[] =>
  'problems' in checked ? checked.problems.map(({ pointer }) => pointer) : [];

test('five qualified for two vacancies fail 3:1, and are enough for one', () => {
  expect(demandGate(5, { ratio: 3, per: 'vacancy' }, 2)).toEqual({
    met: false,
    needed: 6,
    actual: 5,
    reducedVacancies: 1,
  });
  expect(demandGate(5, { ratio: 3, per: 'post' }, 2)).toEqual({ met: true, needed: 3, actual: 5, reducedVacancies: 2 });
  expect(demandGate(2, { moreThan: 'vacancies' }, 2)).toEqual({
    met: false,
    needed: 3,
    actual: 2,
    reducedVacancies: 1,
  });
  expect(demandGate(4, { atLeast: 5 }, 2)).toEqual({ met: false, needed: 5, actual: 4, reducedVacancies: 0 });
});

test('a motion states the headcount of every post and does not exceed it', () => {
  const terms = { vacancies: { a: 1, b: 2 } };
  const motion = (headcount?: object) => pointers(checkAnswer('motion', terms, { answer: 'agreed', headcount }));
  expect(motion()).toEqual(['/headcount/a', '/headcount/b']);
  expect(motion({ a: { approved: 1, filled: 1 }, b: { approved: 3, filled: 1 } })).toEqual(['/headcount/a']);
  expect(motion({ a: { approved: 1, filled: 0 }, b: { approved: 3, filled: 1 } })).toEqual([]);
  expect(pointers(checkAnswer('motion', terms, { answer: 'dropped', note: '暂不配备' }))).toEqual([]);
});

test('a person chooses among the posts that are open to them, or none', () => {
  const choice = (post: string | null) =>
    pointers(checkAnswer('postChoice', { openTo: { zhang: ['a'] } }, { post }, 'zhang'));
  expect([choice('a'), choice(null), choice('b')]).toEqual([[], [], ['/post']]);
  expect(pointers(checkAnswer('postChoice', { openTo: { zhang: ['a'] } }, { post: 'a' }, 'li'))).toEqual(['/post']);
});

test('wishes are for registrations that take them, each once', () => {
  const apply = (undirected: boolean, wishes: string[]) =>
    pointers(checkAnswer('application', { posts: ['a', 'b'], undirected }, { post: 'a', wishes, facts: {} }));
  expect(apply(false, ['b'])).toEqual(['/wishes']);
  expect(apply(true, ['b'])).toEqual([]);
  expect(apply(true, ['a'])).toEqual(['/wishes']);
  expect(apply(true, ['b', 'b', 'c'])).toEqual(['/wishes', '/wishes']);
});

test('a comparison orders everybody of the post, once', () => {
  const order = (people: string[]) =>
    pointers(checkAnswer('comparison', { peopleOf: { a: ['x', 'y'] } }, { order: people, sections: {} }, 'a'));
  expect([order(['y', 'x']), order(['x']), order(['x', 'x']), order(['x', 'z'])]).toEqual([
    [],
    ['/order'],
    ['/order'],
    ['/order'],
  ]);
});

test('who withdraws for kinship is in none of the votes on that person', () => {
  const terms = { entitled: ['a', 'b', 'c'], subjects: ['x', 'y'], recused: { x: ['c'] } };
  const votes = (agreeX: number, agreeY: number) =>
    pointers(
      checkAnswer('resolution', terms, {
        present: ['a', 'b', 'c'],
        minutes: '见纪要',
        votes: [
          { person: 'x', agree: agreeX, disagree: 0, abstain: 0, defer: 0 },
          { person: 'y', agree: agreeY, disagree: 0, abstain: 0, defer: 0 },
        ],
      }),
    );
  expect([votes(2, 3), votes(3, 3), votes(2, 2)]).toEqual([[], ['/votes/0'], ['/votes/1']]);
});
