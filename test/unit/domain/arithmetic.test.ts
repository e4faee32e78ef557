import { createHash } from 'node:crypto';
import {
  ageCompletedYears,
  agreement,
  belowFloors,
  checkWeights,
  committeeBallot,
  committeeVote,
  drawOrder,
  drawSome,
  exact,
  gradesOf,
  inFull,
  minimumGate,
  moreThan,
  passShare,
  quorum,
  rank,
  rankStep,
  ratersMean,
  ratioGate,
  readRatio,
  readShare,
  rounded,
  RuleError,
  sampleAtLeast,
  share,
  takeBest,
  total,
  tenure,
  trimmedMean,
  turnout,
  weightedSum,
} from '../../../domain/arithmetic';

describe('shares', () => {
  test.each([
    ['2/3', false, 2, 3],
    ['80%', false, 4, 5],
    ['79.5 ％', false, 159, 200],
    ['>1/2', true, 1, 2],
    ['＞50%', true, 1, 2],
    ['>=2/3', false, 2, 3],
    ['≥ 0.9', false, 9, 10],
  ])('%s', (text, strict, numerator, denominator) =>
    expect(readShare(text)).toEqual({ strict, numerator, denominator }),
  );

  test.each(['', '1/0', '3/2', '101%', '>1', '-1/2', '1/2/3', 'half', '80%%', '1e-1'])('refuses %j', (text) => {
    expect(readShare(text)).toBeUndefined();
    expect(() => share(text)).toThrow(RuleError);
  });
});

describe('ratio gates', () => {
  test('5 qualified for 2 vacancies fail 3:1, which needs 6; they would do for one', () =>
    expect(ratioGate(5, '3:1', 2)).toEqual({ met: false, needed: 6, actual: 5, reducedVacancies: 1 }));
  test('6 satisfy it', () =>
    expect(ratioGate(6, 3, 2)).toEqual({ met: true, needed: 6, actual: 6, reducedVacancies: 2 }));
  test('10:1 and a ratio that is not whole', () => {
    expect(ratioGate(9, '10:1', 1).met).toBe(false);
    expect(ratioGate(4, '3:2', 3)).toEqual({ met: false, needed: 5, actual: 4, reducedVacancies: 2 });
  });
  test('minimum and more-than', () => {
    expect(minimumGate(2, 3)).toEqual({ met: false, needed: 3, actual: 2 });
    expect(moreThan(2, 2)).toEqual({ met: false, needed: 3, actual: 2 });
    expect(moreThan(3, 2).met).toBe(true);
  });
  test.each(['0', '-3', '3:0', '3:1:1', 'x', ''])('refuses %j', (text) => expect(readRatio(text)).toBeUndefined());
});

describe('scores', () => {
  test('eight judges 90 to 97 without one highest and one lowest: 93.5', () =>
    expect(trimmedMean(['90', '91', '92', '93', '94', '95', '96', '97'], { high: 1, low: 1 })).toMatchObject({
      met: true,
      published: '93.50',
      inFull: '93.5',
    }));
  test('one instance each is dropped although two are lowest: (80+90+95)/3', () =>
    expect(trimmedMean(['80', '80', '90', '95', '100'], { high: 1, low: 1 })).toEqual({
      met: true,
      published: '88.33',
      inFull: '265/3',
      judges: 5,
      kept: ['80', '90', '95'],
      dropped: ['80', '100'],
    }));
  test('two judges cannot lose two scores', () =>
    expect(trimmedMean(['80', '90'], { high: 1, low: 1 })).toEqual({ met: false, needed: 3, actual: 2 }));
  test('without trimming it is the mean', () =>
    expect(trimmedMean(['80', '81'], { high: 0, low: 0 })).toMatchObject({ published: '80.50' }));

  const parts = [
    { id: 'written', weight: 40, score: '82' },
    { id: 'interview', weight: 40, score: '90' },
    { id: 'assessment', weight: 20, score: '75' },
  ];
  test('40/40/20 of 82, 90, 75: 83.8', () =>
    expect(weightedSum(parts, 'percent')).toMatchObject({
      met: true,
      published: '83.80',
      inFull: '83.8',
      parts: [
        { id: 'written', outOf100: '82.00', points: '32.80' },
        { id: 'interview', outOf100: '90.00', points: '36.00' },
        { id: 'assessment', outOf100: '75.00', points: '15.00' },
      ],
    }));
  test('inputs are brought to 100 by their maximum (140 points)', () =>
    expect(weightedSum([{ id: 'talk', weight: 100, score: '105', maximum: 140 }], 'percent')).toMatchObject({
      published: '75.00',
    }));
  test('parts need not sum to 100', () =>
    expect(
      weightedSum(
        [
          { id: 'a', weight: 1, score: '265/3' },
          { id: 'b', weight: 2, score: '90' },
        ],
        'parts',
      ),
    ).toMatchObject({ inFull: '805/9', published: '89.44' }));
  test.each([
    [[33.33, 33.33, 33.33], 'weightsNotHundred', '99.99'],
    [[], 'noParts', '0'],
    [[110, -10], 'weightNotPositive', '100'],
  ])('weights %j: %s', (weights, fault, sum) => expect(checkWeights(weights, 'percent')).toEqual({ fault, sum }));
  test('0.1 + 0.2 + 99.7 is exactly 100', () =>
    expect(checkWeights([0.1, 0.2, 99.7], 'percent')).toEqual({ sum: '100' }));
  test.each([
    ['101', 100, 'scoreOutOfRange'],
    ['-1', 100, 'scoreOutOfRange'],
    ['0', 0, 'maximumNotPositive'],
  ])('score %s of %s: %s', (score, maximum, fault) =>
    expect(weightedSum([{ id: 'x', weight: 100, score, maximum }], 'percent')).toEqual({
      met: false,
      fault,
      part: 'x',
    }),
  );
  test.each([
    ['83.805', '83.81'],
    ['1.005', '1.01'],
    ['2.675', '2.68'],
    ['79.994999', '79.99'],
    ['-0.004', '0.00'],
    ['-1.005', '-1.01'],
    ['2/3', '0.67'],
  ])('%s is printed as %s', (value, printed) => expect(rounded(exact(value))).toBe(printed));
  test('a value in full reads back', () =>
    expect(['88.5', '265/3', '0', '100'].map((value) => inFull(exact(value)))).toEqual(['88.5', '265/3', '0', '100']));
  test.each(['', 'abc', '1e9', '1/0', '１２', 'NaN', '1.', '0x10'])('refuses %j', (value) =>
    expect(() => exact(value)).toThrow(RuleError),
  );
});

describe('ranking and taking', () => {
  const entrants = [
    { id: 'a', score: '90', criteria: { written: '80' } },
    { id: 'b', score: '88.334', criteria: { written: '70' } },
    { id: 'c', score: '265/3', criteria: { written: '75' } },
    { id: 'd', score: '60' },
  ];
  test('published scores that are equal share a rank and the next is skipped', () =>
    expect(rank(entrants).map(({ id, rank: place, published }) => [id, place, published])).toEqual([
      ['a', 1, '90.00'],
      ['b', 2, '88.33'],
      ['c', 2, '88.33'],
      ['d', 4, '60.00'],
    ]));
  test('all who are equal at the cut go on', () =>
    expect(takeBest(entrants, { perVacancy: 2 }, 1)).toEqual({
      outcome: 'taken',
      places: 2,
      taken: ['a', 'b', 'c'],
      tied: ['b', 'c'],
      placesLeft: 0,
      cutoff: '88.33',
    }));
  test('a criterion decides', () =>
    expect(takeBest(entrants, { top: 2 }, 1, { breakBy: [{ by: 'written' }] })).toMatchObject({
      taken: ['a', 'c'],
      tied: [],
      cutoff: '88.33',
    }));
  test('or prefers the low', () =>
    expect(takeBest(entrants, { top: 2 }, 1, { breakBy: [{ by: 'written', prefer: 'low' }] }).taken).toEqual([
      'a',
      'b',
    ]));
  test('redo among the tied', () =>
    expect(takeBest(entrants, { perVacancy: 1 }, 2, 'redo')).toEqual({
      outcome: 'redo',
      places: 2,
      taken: ['a'],
      tied: ['b', 'c'],
      placesLeft: 1,
      cutoff: '90.00',
    }));
  test('what criteria leave equal is redone where the plan says so', () =>
    expect(takeBest(entrants, { top: 2 }, 1, { breakBy: [{ by: 'unknown' }], otherwise: 'redo' })).toMatchObject({
      outcome: 'redo',
      tied: ['b', 'c'],
    }));
  test('a missing criterion never wins', () => {
    const two = [
      { id: 'x', score: '1' },
      { id: 'y', score: '1', criteria: { written: '0' } },
    ];
    expect(takeBest(two, { top: 1 }, 1, { breakBy: [{ by: 'written' }] }).taken).toEqual(['y']);
  });
  test('fewer entrants than places, and none', () => {
    expect(takeBest(entrants, { perVacancy: 5 }, 1)).toMatchObject({
      taken: ['a', 'b', 'c', 'd'],
      placesLeft: 1,
      tied: [],
    });
    expect(takeBest([], { top: 1 }, 1)).toMatchObject({ taken: [], cutoff: null });
  });
  test.each([
    [undefined, 5],
    ['up', 5],
    ['down', 4],
    ['halfUp', 5],
  ] as const)('3:2 of 3 vacancies, rounded %s: %s places', (rounding, places) =>
    expect(takeBest([], { ratio: '3:2', ...(rounding && { rounding }) }, 3).places).toBe(places),
  );
});

describe('ballots', () => {
  test.each([
    [100, 80, true],
    [100, 79, false],
  ])('turnout %s entitled, %s took part: %s', (entitled, took, met) =>
    expect(turnout(entitled, took, share('80%')).met).toBe(met),
  );
  test('79/99 agree = 79.80 %: vetoed; 80/100 passes', () => {
    expect(passShare(79, 'valid', { valid: 99 }, share('80%'))).toEqual({
      met: false,
      needed: 80,
      actual: 79,
      base: 99,
      percent: '79.80',
      of: 'valid',
    });
    expect(passShare(80, 'returned', { returned: 100 }, share('80%'))).toMatchObject({ met: true, percent: '80.00' });
  });
  test('what falls short never prints as if it did not', () =>
    expect(passShare(7999, 'valid', { valid: 9999 }, share('80%'))).toMatchObject({ met: false, percent: '79.998' }));
  test('election: 100 entitled, 97 present', () => {
    const counts = { entitled: 100, present: 97 };
    expect(passShare(50, 'entitled', counts, share('>1/2'))).toMatchObject({ met: false, needed: 51 });
    expect(passShare(48, 'present', counts, share('>1/2'))).toMatchObject({ met: false, needed: 49 });
    expect(passShare(49, 'present', counts, share('>1/2')).met).toBe(true);
  });
  test.each([
    [9, 6, 5, 'passed'],
    [9, 6, 4, 'failed'],
    [9, 5, 5, 'noQuorum'],
    [10, 7, 6, 'passed'],
    [10, 7, 5, 'failed'],
    [10, 6, 6, 'noQuorum'],
  ])('committee of %s, %s present, %s agree: %s', (entitled, present, agree, outcome) => {
    const vote = committeeVote({ entitled, present, agree });
    expect(vote.outcome).toBe(outcome);
    expect([vote.quorum.needed, vote.vote.needed]).toEqual(entitled === 9 ? [6, 5] : [7, 6]);
  });
  test('a quorum of nobody is no quorum', () => expect(quorum(0, 0)).toMatchObject({ met: false, percent: '–' }));
  test.each([
    () => committeeVote({ entitled: 9, present: 6, agree: 7 }),
    () => turnout(5, 6, share('80%')),
    () => passShare(1, 'valid', {}, share('80%')),
    () => turnout(1.5, 1, share('80%')),
    () => quorum(-1, -1),
  ])('counts that disagree are refused', (call) => expect(call).toThrow(RuleError));
});

describe('samples', () => {
  test.each([
    [100, 34],
    [3410, 1137],
    [3, 1],
    [1, 1],
    [0, 0],
  ])('a third of %s files: %s', (population, needed) =>
    expect(sampleAtLeast(share('1/3'), population).needed).toBe(needed),
  );
  test('mandatory files come on top, or count when the plan says so', () => {
    expect(sampleAtLeast(share('1/3'), 100, 10)).toEqual({ needed: 34, mandatory: 10, draw: 34, total: 44 });
    expect(sampleAtLeast(share('1/3'), 100, 10, true)).toEqual({ needed: 34, mandatory: 10, draw: 24, total: 34 });
    expect(sampleAtLeast(share('1/3'), 100, 90)).toMatchObject({ draw: 10, total: 100 });
    expect(sampleAtLeast(share('1/3'), 100, 50, true)).toMatchObject({ draw: 0, total: 50 });
  });
});

describe('service', () => {
  test.each([
    [1, 11, false, 12],
    [1, 12, true, 12],
    [2, 47, false, 48],
    [2, 48, true, 48],
    [3, 600, false, null],
    [0, 0, true, 0],
  ])('rank step +%s after %s months: %s', (steps, months, met, needed) =>
    expect(rankStep(steps, months)).toEqual({ met, steps, needed, actual: months }),
  );

  const on = '2026-06-01';
  test.each([
    ['1991-06-01', '2023-06-01', false, 'due'], // 35, three years to the day
    ['1991-06-01', '2023-06-02', false, 'notDue'],
    ['1990-06-01', '2023-06-01', false, 'notDue'], // 36, three years
    ['1990-06-01', '2021-06-01', false, 'due'],
    ['1990-06-01', '2020-06-01', false, 'must'],
    ['1991-06-01', '2020-06-01', false, 'must'],
    ['1990-06-01', '2021-06-01', true, 'exempt'],
    ['1990-06-01', '2020-06-01', true, 'undecided'], // the source is silent
  ])('born %s, in post since %s, qualification post %s: %s', (born, inPostSince, qualificationPost, status) =>
    expect(tenure({ born, inPostSince, qualificationPost }, on).status).toBe(status),
  );

  test.each([
    ['1978-03-15', '2026-03-14', 47],
    ['1978-03-15', '2026-03-15', 48],
    ['2000-02-29', '2018-02-27', 17],
    ['2000-02-29', '2018-02-28', 18],
    ['2000-02-29', '2020-02-28', 19],
    ['2000-02-29', '2020-02-29', 20],
  ])('born %s, on %s: %s years', (born, day, years) => expect(ageCompletedYears(born, day)).toBe(years));
});

describe('groups of raters', () => {
  test('each group is trimmed on its own, and the means are combined by weights', () => {
    const mean = ratersMean([
      { id: 'leaders', weight: 70, scores: ['90', '91', '92', '93', '97'], trim: { high: 1, low: 1 } }, // (91+92+93) / 3 = 92
      { id: 'students', weight: 30, scores: ['80', '85', '90'] }, // 85
    ]);
    expect(mean).toMatchObject({ met: true, published: '89.90' }); // 92 × 0.7 + 85 × 0.3
    expect(mean.met && mean.groups).toMatchObject({
      leaders: { published: '92.00' },
      students: { published: '85.00' },
    });
  });
  test('a group with too few scores leaves none', () => {
    const groups = [
      { id: 'a', weight: 50, scores: ['90'] },
      { id: 'b', weight: 50, scores: ['80', '85'], trim: { high: 1, low: 1 } },
    ];
    expect(ratersMean(groups)).toEqual({ met: false, group: 'b', needed: 3, actual: 2 });
  });
  test('elements add up', () => {
    expect(total(['18.5', '26', '0', '95.5'])).toBe('140');
    expect(total([])).toBe('0');
  });
});

describe('agreement of groups of raters', () => {
  const scores = (leaders: number[], students: number[]) =>
    Object.fromEntries(
      leaders.map((mark, index) => [`p${index}`, { leaders: String(mark), students: String(students[index]) }]),
    );
  test('nine of ten on the same side of the cut is 90 %', () => {
    // Leaders take p0, p1, p2; students p0, p1, p3: p2 and p3 are on different sides of the cut for one group each.
    const ten = scores([95, 94, 93, 80, 79, 78, 77, 76, 75, 74], [95, 94, 80, 93, 79, 78, 77, 76, 75, 74]);
    const found = agreement([{ vacancies: 1, scores: ten }], { top: 3 }, share('90%'));
    expect(found).toMatchObject({ met: false, actual: 8, base: 10, percent: '80.00', apart: ['p2', 'p3'] });
    expect(found.formula).toContain('÷');
    expect(agreement([{ vacancies: 1, scores: ten }], { top: 3 }, share('80%')).met).toBe(true);
    // A tie at the cut lets a fourth in for the students: p3 alone is apart.
    const tied = scores([95, 94, 93, 80, 79, 78, 77, 76, 75, 74], [95, 94, 93, 93, 79, 78, 77, 76, 75, 74]);
    expect(agreement([{ vacancies: 1, scores: tied }], { top: 3 }, share('90%'))).toMatchObject({
      met: true,
      percent: '90.00',
      apart: ['p3'],
    });
  });
  test('of nobody it is not met', () => {
    expect(agreement([], { top: 3 }, share('90%'))).toMatchObject({ met: false, base: 0, percent: '–' });
  });
});

describe('a draw by lot', () => {
  test('is that of the digests, which anybody can work out again', () => {
    const lots = (names: string[]) =>
      names
        .map((name) => [createHash('sha256').update(`seed\n${name}`).digest('hex'), name] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, name]) => name);
    expect(drawOrder('seed', ['甲', '乙', '丙'])).toEqual(lots(['甲', '乙', '丙']));
  });
  test('some are the first of it', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    expect(drawSome('s', names, 2)).toEqual(drawOrder('s', names).slice(0, 2));
    expect(drawSome('s', names, 9)).toHaveLength(5);
  });
});

describe('floors', () => {
  const people: Parameters<typeof belowFloors>[0] = [
    { id: 'a', score: '80', parts: { written: '58', interview: '95' } },
    { id: 'b', score: '59.995', parts: { written: '60', interview: '59.99' } }, // published 60.00
    { id: 'c', score: '59.994', parts: { written: '70' } }, // published 59.99; was not interviewed
  ];
  test.each([
    ['of the composite as published', [{ atLeast: 60 }], 1, ['c']],
    ['of one part, in full', [{ of: 'written', atLeast: 60 }], 1, ['a']],
    ['a part that is missing is 0', [{ of: 'interview', atLeast: 60 }], 1, ['b', 'c']],
    ['only without competition: three for two', [{ of: 'written', atLeast: 60, only: 'uncontested' as const }], 2, []],
    [
      'only without competition: three for three',
      [{ of: 'written', atLeast: 60, only: 'uncontested' as const }],
      3,
      ['a'],
    ],
    ['several', [{ atLeast: 60 }, { of: 'written', atLeast: 60 }], 1, ['a', 'c']],
  ])('%s', (_what, floors, vacancies, below) => {
    expect(belowFloors(people, floors, vacancies)).toEqual(below);
  });
});

describe('grades by bands', () => {
  const bands = { 优秀: 90, 称职: 75, 基本称职: 60, 不称职: 0 };
  const people = ['95', '92', '90', '89.99', '75', '60', '59.99'].map((score, index) => ({ id: `p${index}`, score }));
  test('the band whose least score is reached', () => {
    expect(Object.values(gradesOf(people, bands))).toEqual([
      '优秀',
      '优秀',
      '优秀',
      '称职',
      '称职',
      '基本称职',
      '不称职',
    ]);
  });
  test('a cap lets the lowest fall to the next: 20 % of 7 is one', () => {
    const grades = gradesOf(people, bands, { 优秀: share('20%') });
    expect([grades['p0'], grades['p1'], grades['p2']]).toEqual(['优秀', '称职', '称职']);
  });
  test('equal ones fall together, and below every band is the lowest', () => {
    const equal = ['95', '95', '80', '80', '10'].map((score, index) => ({ id: `p${index}`, score }));
    expect(gradesOf(equal, { 优秀: 90, 称职: 75, 基本称职: 60 }, { 优秀: share('1/5') })).toEqual({
      p0: '称职',
      p1: '称职',
      p2: '称职',
      p3: '称职',
      p4: '基本称职',
    });
  });
});

describe('a committee chooses by secret ballot', () => {
  const rule = { quorum: share('2/3'), pass: share('>1/2') };
  const of = (agree: Record<string, number>, { entitled = 9, present = 9, seats = 1, defer = 0 } = {}) =>
    committeeBallot(
      {
        entitled,
        present,
        votes: Object.fromEntries(Object.entries(agree).map(([id, each]) => [id, { agree: each, defer }])),
      },
      seats,
      rule,
    );
  test.each([
    ['five of nine pass', of({ a: 5, b: 4 }), 'passed', ['a']],
    ['five of nine pass with six present', of({ a: 5 }, { present: 6 }), 'passed', ['a']],
    ['four of six fail', of({ a: 4 }, { present: 6 }), 'failed', []],
    ['five present are no quorum of nine', of({ a: 5 }, { present: 5 }), 'inquorate', []],
    ['more than half would rather wait', of({ a: 4 }, { defer: 5 }), 'deferred', []],
    ['the most votes come first', of({ a: 5, b: 7, c: 6 }, { seats: 2 }), 'passed', ['b', 'c']],
    ['equal votes at the last seat are a tie', of({ a: 6, b: 6 }), 'tied', []],
    ['of a tie at the second seat the first is sure', of({ a: 8, b: 6, c: 6 }, { seats: 2 }), 'tied', ['a']],
    ['equal votes with a seat each are none', of({ a: 6, b: 6 }, { seats: 2 }), 'passed', ['a', 'b']],
  ])('%s', (_what, found, outcome, passed) => {
    expect([found.outcome, found.passed]).toEqual([outcome, passed]);
  });
});
