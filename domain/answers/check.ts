import { compare, exact } from '../arithmetic';
import { explain, pointerTo, type Pointed } from '../explain';
import { checkPoints } from './points';
import { checkPaperCount } from './paperCount';
import { unexplained } from './resolution';
import { answerKinds, type AnswerOf, type NamedKind } from './kinds';
import type { Terms } from './terms';

const wrong = (pointer: string, zh: string, en: string): Pointed => ({ pointer, zh, en });

type Check<K extends NamedKind> = (answer: AnswerOf<K>, terms: Terms, subject: string) => Pointed[];

const mayChoose = ({ post }: { readonly post: string | null }, { openTo = {} }: Terms, subject: string): Pointed[] =>
  post === null || openTo[subject]?.includes(post)
    ? []
    : [wrong('/post', '不能选择这个职位', 'this post is not open to this person')];

const checks: { [K in NamedKind]?: Check<K> } = {
  application: ({ post, wishes = [], channel }, { posts, channels, undirected }) => [
    ...(undirected || wishes.length === 0
      ? []
      : [wrong('/wishes', '本次报名只能报一个职位', 'only one post may be applied for')]),
    ...wishes
      .filter((wish, index) => wish === post || wishes.indexOf(wish) !== index || posts?.includes(wish) === false)
      .map((wish) => wrong('/wishes', `志愿重复，或没有这个职位：${wish}`, `named twice, or no such post: ${wish}`)),
    ...(posts && !posts.includes(post) ? [wrong('/post', `没有这个职位：${post}`, `no such post: ${post}`)] : []),
    ...(channels && !channels.includes(channel)
      ? [wrong('/channel', '本次报名不接受这种方式', 'this way of registering is not open')]
      : []),
  ],
  sheet: (sheet, { max = 100, elements }) => {
    if ('absent' in sheet) return [];
    if (elements) return 'elements' in sheet ? elementFaults(sheet.elements, elements) : [noElements];
    if (!('score' in sheet))
      return [wrong('/elements', '这里只打一个总分（score）', 'this sheet has one score and no elements')];
    return overMark('/score', sheet.score, max);
  },
  points: checkPoints,
  check: (given, { checked }) => {
    const items = 'items' in given ? given.items : undefined;
    if (!checked) return items ? [wrong('/items', '这里只写一个结论（answer）', 'this check has one verdict')] : [];
    if (!items) return [wrong('/items', '请逐项写明是否合格', 'each item needs a verdict of its own')];
    return [
      ...checked
        .filter((name) => !items[name])
        .map((name) => wrong(pointerTo(['items', name]), `缺少“${name}”的结论`, 'this item has no verdict')),
      ...Object.keys(items)
        .filter((name) => !checked.includes(name))
        .map((name) => wrong(pointerTo(['items', name]), '没有这个检查项目', 'there is no such item')),
    ];
  },
  questions: ({ posts: given }, { posts = [], count = 0 }) => [
    ...posts
      .filter((post) => given[post]?.length !== count)
      .map((post) => wrong(pointerTo(['posts', post]), `每个职位须确定 ${count} 题`, `${count} questions are needed`)),
    ...Object.keys(given)
      .filter((post) => !posts.includes(post))
      .map((post) => wrong(pointerTo(['posts', post]), `没有这个职位：${post}`, `no such post: ${post}`)),
  ],
  report: ({ sections, dimensions, fourMusts }, terms) => [
    ...(terms.sections ?? [])
      .filter((name) => !sections[name])
      .map((name) => wrong(`/sections/${name}`, `考察材料缺少“${name}”`, `the section ${name} is missing`)),
    ...(terms.dimensions ?? [])
      .filter((name) => !dimensions[name])
      .map((name) => wrong(`/dimensions/${name}`, `缺少对“${name}”的评价`, `the dimension ${name} is missing`)),
    ...(terms.fourMusts && !fourMusts
      ? [wrong('/fourMusts', '凡提四必的四项核查结果须逐项填写（《条例》第三十一条）', 'the four musts are missing')]
      : []),
  ],
  motion: ({ answer, headcount = {} }, { vacancies = {} }) =>
    (answer === 'agreed' ? Object.entries(vacancies) : []).flatMap(([post, seats]) => {
      const stated = headcount[post];
      if (!stated) return [wrong(`/headcount/${post}`, '须写明核定职数和已配职数', 'the headcount must be stated')];
      return stated.filled + seats <= stated.approved
        ? []
        : [
            wrong(
              `/headcount/${post}`,
              `核定 ${stated.approved} 名，已配 ${stated.filled} 名，再配 ${seats} 名即超职数，不得启动`,
              `${stated.filled} of ${stated.approved} are filled: ${seats} more would exceed the headcount`,
            ),
          ];
    }),
  comparison: ({ order, sections }, terms, subject) => [
    ...(terms.sections ?? [])
      .filter((name) => !sections[name])
      .map((name) => wrong(`/sections/${name}`, `材料缺少“${name}”`, `the section ${name} is missing`)),
    ...([...order].sort().join() === [...(terms.peopleOf?.[subject] ?? [])].sort().join()
      ? []
      : [
          wrong(
            '/order',
            '须把该职位的考察对象排出先后，一人一次',
            'everybody of the post must stand in the order once',
          ),
        ]),
  ],
  postChoice: mayChoose,
  assignment: mayChoose,
  gateChoice: ({ answer }, { choices = [] }) =>
    choices.includes(answer) ? [] : [wrong('/answer', '方案没有给出这种选择', 'the plan does not offer this')],
  resolution: (answer, terms) => [...resolutionFaults(answer, terms, ''), ...unexplained(answer, terms)],
  recheck: ({ answer }, terms, subject) => barredFrom(answer, terms, subject),
  review: ({ answer, note }, { unmet = {}, ...terms }, subject) => [
    ...barredFrom(answer, terms, subject),
    ...(answer === 'eligible' && note === '' && unmet[subject]
      ? [
          wrong(
            '/note',
            `不符合“${unmet[subject].join('”“')}”，放宽须说明理由`,
            'a condition is relaxed: the reason is needed',
          ),
        ]
      : []),
  ],
  taskReport: ({ sections, problems }, terms) => [
    ...missingSections(sections, terms),
    ...(problems === undefined || terms.problems
      ? []
      : [wrong('/problems', '这里不填报问题清单', 'this report lists no problems')]),
  ],
  rectificationNotice: ({ items }, { found = [] }) => [
    ...found
      .filter(({ id }) => !items[id])
      .map(({ id, text }) => wrong(`/items/${id}`, `“${text}”还没有整改要求`, `the problem ${id} has no demand`)),
    ...Object.keys(items)
      .filter((id) => !found.some((each) => each.id === id))
      .map((id) => wrong(`/items/${id}`, '检查中没有发现这个问题', 'no such problem was found')),
  ],
  itemReport: ({ answer, sections, attachments }, terms) => [
    ...(answer === 'done' ? missingSections(sections, terms) : []),
    ...(answer === 'done' && terms.evidence && attachments.length === 0
      ? [wrong('/attachments', '办结须附证明材料', 'what is done needs its evidence attached')]
      : []),
  ],
  roll: ({ present }, { entitled = [] }) => [
    ...(new Set(present).size === present.length
      ? []
      : [wrong('/present', '到场人员重复', 'somebody is present twice')]),
    ...present
      .filter((id) => !entitled.includes(id))
      .map((id) => wrong('/present', `${id} 不在参加人员名单中`, `${id} is not an elector`)),
  ],
  nameRuling: (ruling, { words = [] }) =>
    'person' in ruling && !words.includes(ruling.person)
      ? [wrong('/person', '名册中没有此人', 'this person is not in the pool')]
      : [],
  paperCount: checkPaperCount,
  nominations: ({ nominees, none }, { among = {}, upTo = {} }) => [
    ...nominees.flatMap(({ post, person }, index) => [
      ...(among[post]?.includes(person)
        ? []
        : [wrong(`/nominees/${index}`, `${person} 不在名册中，或不符合条件`, `${person} is not eligible`)]),
      ...(nominees.findIndex((other) => other.person === person) < index
        ? [wrong(`/nominees/${index}`, `${person} 重复提名`, `${person} is proposed twice`)]
        : []),
    ]),
    ...Object.entries(upTo).flatMap(([post, most]) => {
      const number = nominees.filter((each) => each.post === post).length;
      if (number > most) return [wrong('/nominees', `${post} 至多提名 ${most} 人`, `at most ${most} for ${post}`)];
      return number === 0 && !none[post]
        ? [wrong(`/none/${post}`, '没有提名人选的，须写明理由', 'say why nobody is proposed')]
        : [];
    }),
  ],
  contract: ({ from, until }) =>
    from < until ? [] : [wrong('/until', '聘期须在起始日之后结束', 'the term must end after it begins')],
  annualReview: ({ grade }, { words = [] }) =>
    words.includes(grade) ? [] : [wrong('/grade', `考核等次应为${words.join('、')}`, 'there is no such grade')],
  deliberation: ({ present }, { entitled = [] }) =>
    present
      .filter((id) => !entitled.includes(id))
      .map((id) => wrong('/present', `${id} 不是应到会成员`, `${id} is not a member`)),
  objection: ({ about }, { subjects = [] }) =>
    subjects.includes(about) ? [] : [wrong('/about', '公示名单中没有此人', 'this person is not on the notice')],
};

/** Nobody relaxes a condition that is not of the kind 一般. */
const barredFrom = (answer: string, { barred = {} }: Terms, subject: string): Pointed[] =>
  answer === 'eligible' && barred[subject]
    ? [
        wrong(
          '/answer',
          `不符合“${barred[subject].join('”“')}”，不能认定合格；填报有误的，请先更正`,
          'a condition that may not be relaxed is not met',
        ),
      ]
    : [];

const missingSections = (sections: Readonly<Record<string, string>>, terms: Terms): Pointed[] =>
  (terms.sections ?? [])
    .filter((name) => !sections[name])
    .map((name) => wrong(`/sections/${name}`, `缺少“${name}”`, `the section ${name} is missing`));

const noElements = wrong('/elements', '请按评分要素逐项打分', 'each element needs a score of its own');

const overMark = (pointer: string, score: string, max: number): Pointed[] =>
  compare(exact(score), exact(max)) > 0
    ? [wrong(pointer, `分数不得超过 ${max} 分，请核对后重新填写`, `a score may not exceed ${max}`)]
    : [];

/** Every element of the sheet has its score, within its own mark, and there are no others. */
function elementFaults(scores: Readonly<Record<string, string>>, marks: NonNullable<Terms['elements']>): Pointed[] {
  const at = (name: string) => pointerTo(['elements', name]);
  return [
    ...Object.keys(scores)
      .filter((name) => !marks.some((each) => each.name === name))
      .map((name) => wrong(at(name), '评分表上没有这一项', 'this element is not on the sheet')),
    ...marks.flatMap(({ name, max }) => {
      const score = scores[name];
      return score === undefined
        ? [wrong(at(name), `“${name}”还没有打分`, 'this element has no score')]
        : overMark(at(name), score, max);
    }),
  ];
}

const resolutionFaults: Check<'resolution'> = ({ present, votes }, { entitled = [], subjects = [], recused = {} }) => [
  ...(new Set(present).size !== present.length ? [wrong('/present', '到会人员重复', 'somebody is present twice')] : []),
  ...present
    .filter((id) => !entitled.includes(id))
    .map((id) => wrong('/present', `${id} 不是应到会成员`, `${id} is not a member`)),
  ...subjects
    .filter((id) => votes.filter(({ person }) => person === id).length !== 1)
    .map((id) => wrong('/votes', `须对每名人选记一次表决结果：${id}`, `one result is needed for ${id}`)),
  ...votes.flatMap(({ person, agree, disagree, abstain, defer }, index) => [
    ...(subjects.includes(person)
      ? []
      : [wrong(`/votes/${index}`, `${person} 不是本次讨论的人选`, `${person} is not on the slate`)]),
    ...(agree + disagree + abstain + defer === present.filter((id) => !recused[person]?.includes(id)).length
      ? []
      : [
          wrong(
            `/votes/${index}`,
            '同意、不同意、弃权、缓议之和须等于到会并参加表决的人数',
            'the votes must add up to those present',
          ),
        ]),
  ]),
];

/** Reads an answer of a kind under a window's terms: the answer with its defaults, or every problem at once. */
export function checkAnswer(
  kind: NamedKind,
  terms: Terms,
  content: unknown,
  subject = '',
): { answer: unknown } | { problems: Pointed[] } {
  const read = answerKinds[kind].safeParse(content);
  if (!read.success) return { problems: explain(read.error) };
  const check = checks[kind];
  const problems = check?.(read.data as never, terms, subject) ?? [];
  return problems.length > 0 ? { problems } : { answer: read.data };
}
