import { checkWeights } from '../../arithmetic/scores';
import { isRaw, type Draft, type DraftOf, type Raw } from '../draft';
import { canReach, dominates } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import { didYouMean } from '../nearest';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';

interface Item {
  readonly raw: Raw;
  readonly path: Path;
  readonly id: string | undefined;
  readonly under: string | undefined;
}

/** Items that are divided make a tree, leaves have a time, and what is rolled up or goes on from another stage is there. */
export function checkItems(draft: Draft, graph: DraftGraph): Finding[] {
  const items = itemsOf(draft.raw);
  return [
    ...items.flatMap((item) => [...checkUnder(item, items), ...checkTime(item, items)]),
    ...checkSiblings(items),
    ...draft.stages.flatMap((stage) => {
      if (stage.type === 'item') return checkFollows(stage, draft, graph);
      if (stage.type === 'rollUp') return [...checkTogether(stage), ...checkParts(stage, draft, graph)];
      return stage.type === 'task' ? checkOwner(stage, items) : [];
    }),
  ];
}

function itemsOf(raw: Raw): Item[] {
  const listed: readonly unknown[] = Array.isArray(raw['items']) ? raw['items'] : [];
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return listed
    .slice(0, 200)
    .flatMap((each, index) =>
      isRaw(each) ? [{ raw: each, path: ['items', index], id: text(each['id']), under: text(each['under']) }] : [],
    );
}

function checkUnder({ under, id, path }: Item, items: readonly Item[]): Finding[] {
  if (under === undefined) return [];
  const known = items.flatMap((item) => item.id ?? []);
  if (!known.includes(under)) {
    const hint = didYouMean(under, known);
    return [
      error(
        'unknownItem',
        [...path, 'under'],
        `没有叫 ${shortened(under)} 的事项（items）${hint.zh || '；请先写明它。'}`,
        `There is no item called ${shortened(under)}${hint.en || '; define it first.'}`,
      ),
    ];
  }
  if (id === undefined || !comesBack(id, items)) return [];
  return [
    error(
      'circularItems',
      [...path, 'under'],
      `${shortened(id)} 的上级又在它之下；分解不能成圈。`,
      `What ${shortened(id)} stands under stands under it in turn; items cannot be divided in a circle.`,
    ),
  ];
}

function comesBack(id: string, items: readonly Item[]): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const here: string = at;
    at = items.find((item) => item.id === here)?.under;
    if (at === id) return true;
  }
  return false;
}

function checkTime({ raw, path, id }: Item, items: readonly Item[]): Finding[] {
  const divided = id !== undefined && items.some(({ under }) => under === id);
  if (divided === (raw['when'] === undefined)) return [];
  return [
    divided
      ? error(
          'timeOfDivided',
          [...path, 'when'],
          '已分解的事项由下级各项分别办理，请删去 when。',
          'An item that is divided is done by those under it; remove its when.',
        )
      : error('missingKey', path, '事项缺少办理时间（when）。', 'The item has no time (when).'),
  ];
}

/** Siblings have weights that sum to 100, or none of them has one. */
function checkSiblings(items: readonly Item[]): Finding[] {
  const known = [undefined, ...items.map(({ id }) => id)];
  // A slip in one `under` is told once, and not again as weights that do not add up.
  if (items.some(({ under }) => !known.includes(under))) return [];
  return [...new Set(items.map(({ under }) => under))].flatMap((under) => {
    const siblings = items.filter((item) => item.under === under);
    const weights = siblings.flatMap(({ raw }) => (typeof raw['weight'] === 'number' ? [raw['weight']] : []));
    if (weights.length === 0) return [];
    const { fault, sum } = checkWeights(weights, 'percent');
    if (weights.length === siblings.length && fault === undefined) return [];
    const [zh, en] = under === undefined ? ['最上一级', 'the top'] : [`${shortened(under)} 之下`, shortened(under)];
    return [
      error(
        'weightsNotHundred',
        [...siblings[0]!.path, 'weight'],
        `${zh}有 ${siblings.length} 项，写了 ${weights.length} 项的权重，合计 ${sum}%；应各项都写、合计 100%，或都不写。`,
        `Of ${siblings.length} items under ${en}, ${weights.length} have weights that sum to ${sum} %; give each one, 100 % in all, or none.`,
      ),
    ];
  });
}

function checkFollows(stage: DraftOf<'item'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const { follows } = stage.raw;
  if (typeof follows !== 'string') return [];
  const known = stages.flatMap(({ type, id }) => (type === 'item' && id !== undefined ? [id] : []));
  const before = known.includes(follows) && dominates(table, follows, nodeOf(stage));
  if (before) return [];
  const there = known.includes(follows);
  const hint = didYouMean(follows, known);
  return [
    error(
      there ? 'stageNotBefore' : 'unknownStage',
      [...stage.path, 'follows'],
      there
        ? `有的路径不经过 ${follows} 就到“${stage.title}”，没有可以接着的一次。`
        : `没有叫 ${shortened(follows)} 的办理环节（item）${hint.zh || '。'}`,
      there
        ? `Some path comes to "${stage.title}" without ${follows}, so there is nothing to go on from.`
        : `There is no item stage called ${shortened(follows)}${hint.en || '.'}`,
    ),
  ];
}

const checkTogether = ({ path, title, values, broken }: DraftOf<'rollUp'>): Finding[] =>
  values.together === true || broken.has('together')
    ? []
    : [
        error(
          'notTogether',
          path,
          `“${title}”须各项和人员一起进行，才能汇总；请写 together: true。`,
          `"${title}" must see all items and people at once to roll them up; say together: true.`,
        ),
      ];

/** What is rolled up are scores, which items come by on their way. */
function checkParts(stage: DraftOf<'rollUp'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const { weights } = stage.raw;
  if (!isRaw(weights)) return [];
  const scored = stages.flatMap(({ type, id }) => (type === 'scoredAssessment' && id !== undefined ? [id] : []));
  const names = Object.keys(weights).flatMap((name): Finding[] => {
    const path = [...stage.path, 'weights', name];
    if (!scored.includes(name)) {
      const hint = didYouMean(name, scored);
      return [
        error(
          'notScored',
          path,
          `没有叫 ${shortened(name)} 的评分环节${hint.zh || '。'}`,
          `There is no scored stage called ${shortened(name)}${hint.en || '.'}`,
          { key: true },
        ),
      ];
    }
    return canReach(table, name, nodeOf(stage))
      ? []
      : [
          error(
            'scoreNotBefore',
            path,
            `评分环节 ${name} 不在“${stage.title}”之前，到时没有这项成绩。`,
            `The scored stage ${name} does not come before "${stage.title}", so its score is not there yet.`,
            { key: true },
          ),
        ];
  });
  const { fault, sum } = checkWeights(Object.values(stage.values.weights ?? {}), 'percent');
  if (fault !== 'weightsNotHundred') return names;
  return [
    ...names,
    error(
      'weightsNotHundred',
      [...stage.path, 'weights'],
      `权重合计 ${sum}%，应为 100%。`,
      `The weights sum to ${sum} %, not 100 %.`,
    ),
  ];
}

/** Who does a task is a panel, or the owners of items. */
function checkOwner({ raw, path, title, form }: DraftOf<'task'>, items: readonly Item[]): Finding[] {
  const panel = raw['by'] !== undefined;
  if (raw['everyone'] === true && panel)
    return [
      error(
        'nobodyActs',
        [...path, 'everyone'],
        `“${title}”由一个名单（by）办理，谈不上责任部门和协办部门；请二者取一。`,
        `"${title}" is done by a panel (by), so owners and those who cooperate do not come into it; say one of the two.`,
      ),
    ];
  if (panel || items.length > 0 || form === 'handover') return [];
  return [
    error(
      'nobodyActs',
      path,
      `“${title}”没有写由谁办理（by），方案也没有事项（items）的责任部门。`,
      `Nobody does "${title}": there is no panel (by), and the plan has no items with owners.`,
    ),
  ];
}
