import fc from 'fast-check';
import {
  agreement,
  assignByRank,
  checkWeights,
  committeeBallot,
  committeeVote,
  compare,
  demandGate,
  drawOrder,
  drawSome,
  exact,
  gradesOf,
  inFull,
  passShare,
  rank,
  ratersMean,
  ratioGate,
  readShare,
  rounded,
  RuleError,
  sampleAtLeast,
  share,
  shareText,
  takeBest,
  total,
  trimmedMean,
  turnout,
  weightedSum,
  type Share,
} from '../../../domain/arithmetic';

const people = fc.nat({ max: 5000 });
const cents = fc.integer({ min: 0, max: 10_000 });
const score = cents.map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`);
const shares: fc.Arbitrary<Share> = fc
  .record({ strict: fc.boolean(), denominator: fc.integer({ min: 1, max: 100 }), part: fc.nat({ max: 99 }) })
  .map(({ strict, denominator, part }) => ({ strict, denominator, numerator: part % denominator }));
const entrantsOf = (scores: fc.Arbitrary<string>) =>
  fc.array(fc.record({ score: scores, written: fc.nat({ max: 3 }) }), { maxLength: 20 }).map((list) =>
    list.map(({ score: own, written }, index) => ({
      id: `p${index}`,
      score: own,
      criteria: { written: String(written) },
    })),
  );
// Few different scores, so that ties are the rule.
const tying = entrantsOf(fc.integer({ min: 0, max: 6 }).map((value) => `8${value}`));

test('a share reads back from its own text', () => {
  fc.assert(
    fc.property(shares, (one) => {
      const read = readShare(shareText(one));
      expect(
        read && read.numerator * one.denominator === one.numerator * read.denominator && read.strict === one.strict,
      ).toBe(true);
    }),
  );
});

test('ratio gate: met exactly when people ≥ ratio × vacancies, needed is the least that meets it, reduced vacancies the most', () => {
  fc.assert(
    fc.property(
      people,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 50 }),
      (count, above, below, vacancies) => {
        const ratio = `${above}:${below}`;
        const gate = ratioGate(count, ratio, vacancies);
        expect(gate.met).toBe(count * below >= above * vacancies);
        expect(ratioGate(gate.needed, ratio, vacancies).met).toBe(true);
        expect(ratioGate(gate.needed - 1, ratio, vacancies).met).toBe(false);
        expect(ratioGate(count, ratio, gate.reducedVacancies).met).toBe(true);
        if (gate.reducedVacancies < vacancies)
          expect(ratioGate(count, ratio, gate.reducedVacancies + 1).met).toBe(false);
      },
    ),
  );
});

test('a gate of any kind: met and reduced vacancies agree, and more people never make it worse', () => {
  const demands = fc.oneof(
    fc.record({ ratio: fc.integer({ min: 1, max: 12 }), per: fc.constantFrom('vacancy', 'post') }),
    fc.record({ atLeast: fc.integer({ min: 1, max: 30 }) }),
    fc.constant({ moreThan: 'vacancies' } as const),
  );
  fc.assert(
    fc.property(fc.nat({ max: 60 }), demands, fc.integer({ min: 1, max: 9 }), (count, demand, vacancies) => {
      const gate = demandGate(count, demand, vacancies);
      expect(gate.met).toBe(gate.reducedVacancies === vacancies);
      if (gate.reducedVacancies > 0) expect(demandGate(count, demand, gate.reducedVacancies).met).toBe(true);
      if (!gate.met && gate.reducedVacancies < vacancies)
        expect(demandGate(count, demand, gate.reducedVacancies + 1).met).toBe(false);
      const more = demandGate(count + 1, demand, vacancies);
      expect(more.reducedVacancies).toBeGreaterThanOrEqual(gate.reducedVacancies);
    }),
  );
});

test('turnout and pass share: met exactly by cross-multiplication; one vote more never turns a pass into a fail', () => {
  fc.assert(
    fc.property(people, people, shares, (a, b, of) => {
      const [part, base] = a < b ? [a, b] : [b, a];
      const result = turnout(base, part, of);
      const [left, right] = [part * of.denominator, base * of.numerator];
      expect(result.met).toBe(base > 0 && (of.strict ? left > right : left >= right));
      expect(passShare(part, 'valid', { valid: base }, of).met).toBe(result.met);
      if (part < base && result.met) expect(turnout(base, part + 1, of).met).toBe(true);
      if (base > 0 && result.needed <= base) expect(turnout(base, result.needed, of).met).toBe(true);
    }),
  );
});

test('the printed percentage is on the same side of the line as the votes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000 }),
      fc.nat(),
      fc.constantFrom('80%', '>1/2', '2/3', '90%', '4/5'),
      (base, seed, text) => {
        const of = readShare(text)!;
        const near = Math.floor((base * of.numerator) / of.denominator) + (seed % 3) - 1;
        const part = Math.min(base, Math.max(0, near));
        const result = turnout(base, part, of);
        const printed = compare(exact(result.percent), exact(`${100 * of.numerator}/${of.denominator}`));
        if (result.met) expect(printed).toBeGreaterThanOrEqual(0);
        else if (part * of.denominator !== base * of.numerator) expect(printed).toBeLessThan(0);
      },
    ),
  );
});

test('a committee passes only with two thirds present and more than half of the entitled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), (entitled, x, y) => {
      const present = x % (entitled + 1);
      const agree = y % (present + 1);
      expect(committeeVote({ entitled, present, agree }).met).toBe(3 * present >= 2 * entitled && 2 * agree > entitled);
    }),
  );
});

test('trimmed mean: between the lowest and the highest kept, whatever the order, and exact', () => {
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1, maxLength: 15 }),
      fc.nat({ max: 3 }),
      fc.nat({ max: 3 }),
      (values, high, low) => {
        const texts = values.map((value) => rounded(exact(`${value}/100`)));
        const result = trimmedMean(texts, { high, low });
        if (values.length < high + low + 1)
          return expect(result).toEqual({ met: false, needed: high + low + 1, actual: values.length });
        const kept = [...values].sort((a, b) => a - b).slice(low, values.length - high);
        const total = kept.reduce((a, b) => a + b, 0);
        expect(result).toMatchObject({
          met: true,
          inFull: inFull(exact(`${total}/${kept.length * 100}`)),
          judges: values.length,
        });
        expect(trimmedMean([...texts].reverse(), { high, low })).toEqual(result);
        if (result.met) expect(result.kept.length + result.dropped.length).toBe(values.length);
      },
    ),
  );
});

test('exact numbers, however large: read, compared, printed and read back as cross-multiplied integers say', () => {
  // As many digits as are read back: whole numbers have at most 40.
  const huge = fc.bigInt({ min: -(10n ** 39n), max: 10n ** 39n });
  const small = fc.bigInt({ min: -12n, max: 12n });
  const fractions = fc.oneof(
    fc.tuple(huge, fc.bigInt({ min: 1n, max: 10n ** 39n })),
    fc.tuple(small, fc.bigInt({ min: 1n, max: 12n })),
  );
  fc.assert(
    fc.property(fractions, fractions, fc.nat({ max: 25 }), ([a, b], [c, d], places) => {
      const value = exact(`${a}/${b}`);
      const sign = a * d - c * b;
      expect(compare(value, exact(`${c}/${d}`))).toBe(sign > 0n ? 1 : sign < 0n ? -1 : 0);
      expect(compare(exact(inFull(value)), value)).toBe(0);
      const printed = rounded(value, places);
      expect(printed).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`));
      // At most half a unit of the last place away, and a half goes away from zero.
      const size = (n: bigint) => (n < 0n ? -n : n);
      const units = size(BigInt(printed.replace('.', '')));
      const off = 2n * (units * b - size(a) * 10n ** BigInt(places));
      expect(off <= b && off > -b).toBe(true);
      expect(printed.startsWith('-')).toBe(a < 0n && units > 0n);
    }),
  );
});

test('any text is a number or a notANumber, whatever else the library reads', () => {
  const odd = fc.constantFrom(
    '1 1/2',
    '0.(3)',
    "0.'3'",
    '1_000',
    '1:2',
    '1/0',
    '-0/00',
    '.5',
    '5.',
    '1e3',
    '٣',
    '1'.repeat(401),
  );
  const near = fc.string({ unit: fc.constantFrom(...'0123456789+-./:()_ e\n'), maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(odd, near, fc.string(), fc.double().map(String)), (text) => {
      const isNumber = /^[+-]?\d+(\.\d+|\/0*[1-9]\d*)?$/.test(text) && text.length < 40;
      if (isNumber) expect(compare(exact(text), exact(text))).toBe(0);
      else expect(() => exact(text)).toThrow(new RuleError('notANumber', text));
    }),
  );
});

test('rounding is half up to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (thousandths) => {
      const expected = Math.floor((thousandths + 5) / 10);
      expect(rounded(exact(`${thousandths}/1000`))).toBe(
        `${Math.floor(expected / 100)}.${String(expected % 100).padStart(2, '0')}`,
      );
    }),
  );
});

test('weighted sum: percent needs exactly 100; equal scores come out unchanged; scaling parts changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ weight: fc.integer({ min: 1, max: 60 }), score }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 2, max: 9 }),
      score,
      (list, factor, same) => {
        const total = list.reduce((sum, { weight }) => sum + weight, 0);
        expect(
          checkWeights(
            list.map(({ weight }) => weight),
            'percent',
          ).fault,
        ).toBe(total === 100 ? undefined : 'weightsNotHundred');
        const parts = list.map((part, index) => ({ id: String(index), ...part }));
        const once = weightedSum(parts, 'parts');
        const scaled = weightedSum(
          parts.map((part) => ({ ...part, weight: part.weight * factor })),
          'parts',
        );
        expect(scaled).toEqual(once);
        const level = weightedSum(
          parts.map((part) => ({ ...part, score: same })),
          'parts',
        );
        expect(level).toMatchObject({ met: true, published: rounded(exact(same)), inFull: inFull(exact(same)) });
      },
    ),
  );
});

test('rank: one plus the number of strictly better published scores', () => {
  fc.assert(
    fc.property(entrantsOf(score), (entrants) => {
      const ranked = rank(entrants);
      for (const one of ranked) {
        expect(one.rank).toBe(
          1 + ranked.filter((other) => compare(exact(other.published), exact(one.published)) > 0).length,
        );
      }
    }),
  );
});

test('taking: nobody left out is better than somebody taken; include never splits equals; redo takes only those who are sure', () => {
  fc.assert(
    fc.property(tying, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }), (entrants, n, vacancies) => {
      const scoreOf = new Map(entrants.map((one) => [one.id, Number(one.score)]));
      const places = n * vacancies;
      const all = takeBest(entrants, { perVacancy: n }, vacancies);
      const left = entrants.filter((one) => !all.taken.includes(one.id));
      for (const taken of all.taken)
        for (const out of left) expect(scoreOf.get(taken)!).toBeGreaterThan(Number(out.score));
      expect(all.taken.length).toBeGreaterThanOrEqual(Math.min(places, entrants.length));
      const redo = takeBest(entrants, { perVacancy: n }, vacancies, 'redo');
      expect(redo.taken.length).toBeLessThanOrEqual(places);
      expect([...redo.taken, ...redo.tied].sort()).toEqual([...all.taken].sort());
      if (redo.outcome === 'redo') expect(redo.taken.length + redo.placesLeft).toBe(places);
      const broken = takeBest(entrants, { perVacancy: n }, vacancies, {
        breakBy: [{ by: 'written' }],
        otherwise: 'redo',
      });
      expect(broken.tied.length).toBeLessThanOrEqual(redo.tied.length);
      expect(new Set(redo.taken.filter((id) => broken.taken.includes(id)))).toEqual(new Set(redo.taken));
    }),
  );
});

test('sample: never below the share, never more than there are', () => {
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), fc.nat(), fc.boolean(), (population, x, counts) => {
      const mandatory = x % (population + 1);
      const sample = sampleAtLeast(readShare('1/3')!, population, mandatory, counts);
      expect(3 * sample.total).toBeGreaterThanOrEqual(population);
      expect(sample.total).toBeLessThanOrEqual(population);
      expect(sample.total).toBe(sample.mandatory + sample.draw);
    }),
  );
});

test('groups of raters: the mean lies within the means of the groups, each as if it were alone, and equal means stay', () => {
  const group = fc.record({
    weight: fc.integer({ min: 1, max: 100 }),
    scores: fc.array(score, { minLength: 3, maxLength: 9 }),
  });
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), fc.boolean(), (groups, trimmed) => {
      const trim = trimmed ? { high: 1, low: 1 } : { high: 0, low: 0 };
      const named = groups.map((each, index) => ({ ...each, id: `g${index}`, trim }));
      const mean = ratersMean(named);
      if (!mean.met) throw new Error('every group has enough');
      const alone = named.map(({ id, scores }) => {
        const own = trimmedMean(scores, trim);
        expect(mean.groups[id]).toEqual(own.met && { published: own.published, inFull: own.inFull });
        return own.met ? exact(own.inFull) : exact(0);
      });
      const sorted = [...alone].sort(compare);
      expect(compare(exact(mean.inFull), sorted[0]!)).toBeGreaterThanOrEqual(0);
      expect(compare(exact(mean.inFull), sorted.at(-1)!)).toBeLessThanOrEqual(0);
      if (named.length === 1) expect(mean.inFull).toBe(inFull(alone[0]!));
      const few = ratersMean([...named, { id: 'few', weight: 1, scores: [], trim }]);
      expect(few).toEqual({ met: false, group: 'few', needed: trim.high + trim.low + 1, actual: 0 });
    }),
  );
});

test('the total of elements is their sum, in any order', () => {
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 12 }), (each) => {
      const sum = each.reduce((a, b) => a + b, 0);
      const texts = each.map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`);
      expect(compare(exact(total(texts)), exact(`${sum}/100`))).toBe(0);
      expect(total([...texts].reverse())).toBe(total(texts));
    }),
  );
});

test('people are assigned by rank and wishes: each to one post at most, and nobody envies a post that somebody lower got', () => {
  const posts = ['a', 'b', 'c'];
  const wishers = fc
    .array(fc.record({ score: fc.integer({ min: 0, max: 6 }), wishes: fc.shuffledSubarray(posts) }), { maxLength: 15 })
    .map((list) => list.map(({ score: own, wishes }, index) => ({ id: `p${index}`, score: `8${own}`, wishes })));
  const places = fc.record(Object.fromEntries(posts.map((post) => [post, fc.nat({ max: 4 })])));
  fc.assert(
    fc.property(wishers, places, (all, free) => {
      const taken = assignByRank(all, free);
      const postOf = (id: string) => posts.filter((post) => taken[post]!.includes(id));
      for (const wisher of all) {
        expect(postOf(wisher.id).length).toBeLessThanOrEqual(1);
        const [got] = postOf(wisher.id);
        if (got !== undefined) expect(wisher.wishes).toContain(got);
        const dearer = wisher.wishes.slice(0, got === undefined ? undefined : wisher.wishes.indexOf(got));
        for (const post of dearer) {
          // What was dearer was full of people above, never of people below or equal.
          const there = all.filter(({ id }) => taken[post]!.includes(id));
          expect(there.length).toBeGreaterThanOrEqual(free[post]!);
          expect(there.every(({ score: own }) => own > wisher.score)).toBe(true);
        }
      }
    }),
  );
});

test('a draw has everybody once, whatever the order in which they are named, and leaving somebody out moves nobody else', () => {
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 }), (seed, names) => {
      const drawn = drawOrder(seed, names);
      expect([...drawn].sort()).toEqual([...names].sort());
      expect(drawOrder(seed, [...names].reverse())).toEqual(drawn);
      const [out] = names;
      expect(drawOrder(seed, names.slice(1))).toEqual(drawn.filter((name) => name !== out));
      expect(drawSome(seed, names, 3)).toEqual(drawn.slice(0, 3));
    }),
  );
});

test('agreement: a group agrees with itself, and who is apart is counted', () => {
  const marks = fc.array(fc.tuple(cents, cents), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(marks, fc.integer({ min: 1, max: 8 }), (pairs, top) => {
      const of = (second: 0 | 1) =>
        Object.fromEntries(pairs.map((pair, index) => [`p${index}`, { a: String(pair[0]), b: String(pair[second]) }]));
      const same = agreement([{ vacancies: 1, scores: of(0) }], { top }, share('100%'));
      expect([same.met, same.apart]).toEqual([true, []]);
      const both = agreement([{ vacancies: 1, scores: of(1) }], { top }, share('90%'));
      expect(both.actual + both.apart.length).toBe(both.base);
      expect(both.met).toBe(both.actual * 10 >= both.base * 9);
      if (top >= pairs.length) expect(both.apart).toEqual([]);
    }),
  );
});

test('grades: nobody has a better one than somebody with a higher score, and no cap is exceeded', () => {
  const bands = { a: 90, b: 75, c: 60, d: 0 };
  const height = (grade: string) => Object.keys(bands).indexOf(grade);
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 30 }), shares, (marks, cap) => {
      const people = marks.map((mark, index) => ({ id: `p${index}`, score: `${Math.floor(mark / 100)}` }));
      const grades = gradesOf(people, bands, { a: cap });
      for (const one of people)
        for (const other of people)
          if (Number(one.score) >= Number(other.score))
            expect(height(grades[one.id]!)).toBeLessThanOrEqual(height(grades[other.id]!));
      const held = Object.values(grades).filter((grade) => grade === 'a').length;
      expect(held * cap.denominator).toBeLessThanOrEqual(cap.numerator * people.length);
      if (cap.strict && held > 0) expect(held * cap.denominator).toBeLessThan(cap.numerator * people.length);
    }),
  );
});

test('a committee seats no more than there are seats, each with more than half, and nobody before somebody with more votes', () => {
  const votes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(votes, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 9 }), (agrees, seats, present) => {
      const cast = Object.fromEntries(
        agrees.map((agree, index) => [`p${index}`, { agree: Math.min(agree, present), defer: 0 }]),
      );
      const rule = { quorum: share('2/3'), pass: share('>1/2') };
      const { outcome, passed, tied } = committeeBallot({ entitled: 9, present, votes: cast }, seats, rule);
      expect(outcome === 'inquorate').toBe(present < 6);
      expect(passed.length).toBeLessThanOrEqual(seats);
      for (const person of passed) expect(cast[person]!.agree).toBeGreaterThan(4);
      if (outcome === 'tied') expect(passed.length + tied.length).toBeGreaterThan(seats);
      const left = Object.keys(cast).filter((person) => !passed.includes(person) && !tied.includes(person));
      for (const person of passed)
        for (const other of left) expect(cast[person]!.agree).toBeGreaterThanOrEqual(cast[other]!.agree);
    }),
  );
});
