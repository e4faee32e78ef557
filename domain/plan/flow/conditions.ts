import { factsNeeded, type Condition } from '../../eligibility/condition';
import { isRaw, type Draft, type DraftOf } from '../draft';
import { didYouMean } from '../nearest';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';

/** Conditions ask for each fact in one way, are relaxed by whom they say, and are all checked somewhere. */
export function checkConditions(draft: Draft): Finding[] {
  return [
    ...facts(draft),
    ...idleGrants(draft),
    ...repeatedIds(draft),
    ...idleIds(draft),
    ...unknownIds(draft),
    ...unreviewed(draft),
  ];
}

/** Whether a part of a condition says what only a whole one may. */
const within = (condition: Condition, key: 'id' | 'relaxedBy'): boolean =>
  'of' in condition && [condition.of].flat().some((part) => part[key] !== undefined || within(part, key));

/** A consent to what nobody may relax, or to a part of a condition, would never be asked for. */
function idleGrants({ conditions }: Draft): Finding[] {
  return conditions.flatMap((condition, index) => {
    if (!condition || !(within(condition, 'relaxedBy') || (condition.relaxedBy !== undefined && !condition.generally)))
      return [];
    return [
      error(
        'idleGrant',
        ['conditions', index],
        '写明由谁同意放宽（relaxedBy）的条件须是可以放宽的（generally: true），并写在整条条件上。',
        'A condition that says who consents to its being relaxed (relaxedBy) must be one that may be (generally: true), as a whole.',
      ),
    ];
  });
}

// One fact cannot be asked for as a number here and as a yes or no there.
function facts({ conditions }: Draft): Finding[] {
  const types = new Map<string, string>();
  return conditions.flatMap((condition, index) =>
    (condition ? factsNeeded([condition]) : []).flatMap(({ key, type }) => {
      const before = types.get(key) ?? type;
      types.set(key, before);
      if (before === type) return [];
      return [
        error(
          'factTwice',
          ['conditions', index],
          `${key} 在别的条件里是另一种类型的信息（${before}，这里是 ${type}）；请换一个 fact 名称。`,
          `Another condition asks for ${key} as a ${before}, this one as a ${type}; give the fact another name.`,
        ),
      ];
    }),
  );
}

/** The id of a part of a condition would never be named: reviews are about whole conditions. */
function idleIds({ conditions }: Draft): Finding[] {
  return conditions.flatMap((condition, index) =>
    condition && within(condition, 'id')
      ? [
          error(
            'idleId',
            ['conditions', index],
            '资格审查按整条条件进行，id 只写在整条条件上。',
            'Reviews are about whole conditions; only a whole condition has an id.',
          ),
        ]
      : [],
  );
}

function repeatedIds({ raw }: Draft): Finding[] {
  const seen = new Set<string>();
  return idsIn(raw).flatMap(({ id, path }) => {
    if (!seen.has(id)) return seen.add(id) && [];
    return [
      error(
        'duplicateId',
        path,
        `已有一个条件叫 ${shortened(id)}；请另取一个 id。`,
        `Another condition is already called ${shortened(id)}; give this one an id of its own.`,
      ),
    ];
  });
}

function unknownIds({ raw, stages }: Draft): Finding[] {
  const known = new Set(idsIn(raw).map(({ id }) => id));
  return stages
    .flatMap(({ type, raw: { conditions }, path }) =>
      type === 'eligibilityReview' && Array.isArray(conditions)
        ? conditions.map((id: unknown, index) => ({ id, path: [...path, 'conditions', index] }))
        : [],
    )
    .flatMap(({ id, path }) => {
      if (typeof id !== 'string' || known.has(id)) return [];
      const hint = didYouMean(id, known);
      return [
        error(
          'unknownCondition',
          path,
          `没有叫 ${shortened(id)} 的条件（conditions 中的 id）${hint.zh || '；请先写明它。'}`,
          `There is no condition with the id ${shortened(id)}${hint.en || '; define it first.'}`,
        ),
      ];
    });
}

const idsIn = ({ conditions }: Draft['raw']): { id: string; path: Path }[] =>
  (Array.isArray(conditions) ? conditions : []).flatMap((condition: unknown, index) =>
    isRaw(condition) && typeof condition['id'] === 'string'
      ? [{ id: condition['id'], path: ['conditions', index, 'id'] }]
      : [],
  );

/**
 * A condition that none of the reviews is about would keep nobody out. Those who come from a pool are tested against all the
 * conditions when they come in.
 */
function unreviewed({ stages, conditions }: Draft): Finding[] {
  const reviews = stages.filter((stage): stage is DraftOf<'eligibilityReview'> => stage.type === 'eligibilityReview');
  const tested = stages.some(
    ({ type, form }) => type === 'nomination' || (type === 'registration' && form !== 'standard'),
  );
  const about = reviews.flatMap(({ values, broken }) => (broken.has('conditions') ? [] : [values.conditions]));
  if (tested || reviews.length === 0 || about.length < reviews.length || about.includes(undefined)) return [];
  return conditions.flatMap((condition, index) => {
    if (!condition || about.some((ids) => condition.id !== undefined && ids!.includes(condition.id))) return [];
    return [
      error(
        'conditionUnreviewed',
        ['conditions', index],
        '没有一次资格审查审查这一条；请给它 id 并写进一次审查的 conditions，或删去。',
        'No eligibility review is about this condition; give it an id and name it in the conditions of a review, or take it out.',
      ),
    ];
  });
}
