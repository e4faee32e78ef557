import type { Pointed } from '../explain';
import type { AnswerOf } from './kinds';
import type { Terms } from './terms';

const wrong = (pointer: string, zh: string, en: string): Pointed => ({ pointer, zh, en });

/** The numbers of a ballot on paper agree with each other; that more come back than went out is possible, and makes it void. */
export function checkPaperCount({ classes }: AnswerOf<'paperCount'>, { paper, classes: known = [] }: Terms): Pointed[] {
  return [
    ...known
      .filter((name) => !classes[name])
      .map((name) => wrong(`/classes/${name}`, '缺少这一类人员的票数', 'this class of voters is missing')),
    ...Object.entries(classes).flatMap(([name, { returned, valid, void: spoilt, tallies, writeIns }]) => {
      const at = `/classes/${name}`;
      const faults = [
        ...(known.includes(name) ? [] : [wrong(at, '没有这一类人员', 'there is no such class')]),
        ...(valid + spoilt === returned
          ? []
          : [
              wrong(
                `${at}/valid`,
                '有效票、无效票之和须等于收回票',
                'valid and void ballots must add up to those returned',
              ),
            ]),
      ];
      const lines = paper?.lines ?? {};
      const tallied = [
        ...Object.keys(lines)
          .filter((key) => !tallies[key])
          .map((key) => wrong(`${at}/tallies/${key}`, '缺少此人的得票', 'this line is missing')),
        ...Object.entries(tallies).flatMap(([key, marks]) => {
          const sum = Object.values(marks).reduce((total, each) => total + each, 0);
          const strange =
            !lines[key] || Object.keys(marks).some((mark) => !(lines[key]!.marks ?? paper?.marks)?.includes(mark));
          if (strange) return [wrong(`${at}/tallies/${key}`, '表决票上没有这一项', 'this is not on the ballot')];
          const all = ((lines[key]!.marks ?? paper?.marks)?.length ?? 0) > 1;
          return (all ? sum === valid : sum <= valid)
            ? []
            : [
                wrong(
                  `${at}/tallies/${key}`,
                  '各项票数之和须等于有效票数',
                  'the marks must add up to the valid ballots',
                ),
              ];
        }),
      ];
      const written = Object.entries(writeIns).flatMap(([post, names]) =>
        (paper?.posts[post]?.writeIns ?? 0) > 0 && Object.values(names).every((each) => each <= valid)
          ? []
          : [wrong(`${at}/writeIns/${post}`, '另选他人的票数不对', 'the written-in votes are not possible')],
      );
      return [...faults, ...tallied, ...written];
    }),
  ];
}
