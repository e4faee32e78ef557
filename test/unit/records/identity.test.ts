import { randomBytes } from 'node:crypto';
import { identityMark, isIdentityNumber, seal, unseal } from '../../../records/identity';

const key = randomBytes(32);
const number = '11010519491231002X';

describe('a resident identity number', () => {
  it.each([number, '440524188001010014', '110105194912310038'])('%s has the check digit of GB 11643', (text) =>
    expect(isIdentityNumber(text)).toBe(true),
  );

  it('has no other check digit', () => {
    const right = [...'0123456789X'].filter((digit) => isIdentityNumber(number.slice(0, 17) + digit));
    expect(right).toEqual(['X']);
  });

  it('is not right with any one place changed, or two neighbours exchanged', () => {
    for (let place = 0; place < 17; place++) {
      for (const digit of '0123456789')
        if (digit !== number[place])
          expect(isIdentityNumber(number.slice(0, place) + digit + number.slice(place + 1))).toBe(false);
      const [a = '', b = ''] = number.slice(place, place + 2);
      if (a !== b) expect(isIdentityNumber(number.slice(0, place) + b + a + number.slice(place + 2))).toBe(false);
    }
  });

  it.each([
    ['nothing', ''],
    ['a number of the first generation', '110105491231002'],
    ['a thirteenth month', '110105194913310028'],
    ['a day that no month has', '110105194912400020'],
    ['nineteen places', `${number}0`],
    ['full-width digits', '１１０１０５１９４９１２３１００２Ｘ'],
    ['a line after it', `${number}\n`],
  ])('is not %s', (_what, text) => expect(isIdentityNumber(text)).toBe(false));
});

describe('a sealed number', () => {
  const sealed = seal(key, 'zhang', number);

  it('opens with its key for its person, and reads like nothing before', () => {
    expect(unseal(key, 'zhang', sealed)).toBe(number);
    expect(sealed.toString('latin1')).not.toContain(number.slice(0, 6));
    expect(seal(key, 'zhang', number)).not.toEqual(sealed);
  });

  it('does not open in the row of another person', () => expect(() => unseal(key, 'li', sealed)).toThrow());

  it('does not open with another key', () => expect(() => unseal(randomBytes(32), 'zhang', sealed)).toThrow());

  it('does not open when a bit of it is turned', () => {
    for (const place of [0, 12, sealed.length - 1]) {
      const bent = Buffer.from(sealed);
      bent[place]! ^= 1;
      expect(() => unseal(key, 'zhang', bent)).toThrow();
    }
    expect(() => unseal(key, 'zhang', sealed.subarray(0, 8))).toThrow();
  });
});

it('the mark of a number is the same again under one key, and another under another', () => {
  expect(identityMark(key, number)).toBe(identityMark(key, number));
  expect(identityMark(key, number)).not.toBe(identityMark(randomBytes(32), number));
});
