import type { Draft, DraftOf } from '../draft';
import { error, type Finding } from '../problem';

/** Every line of a table of points says one way in which it is worth something; a check asks for no more items than it has. */
export function checkPoints({ stages }: Draft): Finding[] {
  return stages.flatMap((stage) =>
    stage.type === 'points' ? checkTable(stage) : stage.type === 'check' ? checkLeast(stage) : [],
  );
}

const WAYS = ['words', 'each', 'counts'] as const;

function checkTable({ values: { items = [] }, path, broken }: DraftOf<'points'>): Finding[] {
  if (broken.has('items')) return [];
  return items.flatMap((item, index) => {
    const at = [...path, 'items', index];
    const ways = WAYS.filter((way) => item[way] !== undefined);
    const twice = items.findIndex(({ name }) => name === item.name) < index;
    const idle = (['every', 'over'] as const).find((key) => item[key] !== undefined && item.each === undefined);
    return [
      ...(ways.length === 1 && !twice
        ? []
        : [
            error(
              'pointsUnclear',
              at,
              twice
                ? `“${item.name}”写了两次，请合并或改名。`
                : `“${item.name}”怎样计分应写一种：取一种情况（words）、按数计（each）或按种类和个数计（counts）。`,
              twice
                ? `"${item.name}" is there twice; put them together or give one another name.`
                : `Say one way in which "${item.name}" is worth something: words, each or counts.`,
            ),
          ]),
      ...(idle
        ? [
            error(
              'pointsUnclear',
              [...at, idle],
              `${idle} 只用于按数计分（each）的项目，在“${item.name}”这里不起作用。`,
              `${idle} is for lines that count units (each); for "${item.name}" it does nothing.`,
            ),
          ]
        : []),
      ...(item.take === 'best' && item.counts === undefined
        ? [
            error(
              'pointsUnclear',
              [...at, 'take'],
              `take: best 只用于有几个种类的项目（counts），在“${item.name}”这里不起作用。`,
              `take: best is for lines of several kinds (counts); for "${item.name}" it does nothing.`,
            ),
          ]
        : []),
    ];
  });
}

function checkLeast({ values: { items, atLeast }, path, title }: DraftOf<'check'>): Finding[] {
  if (atLeast === undefined || (items !== undefined && atLeast <= items.length)) return [];
  return [
    error(
      'checkTooMany',
      [...path, 'atLeast'],
      `“${title}”要求至少 ${atLeast} 项合格，但只有 ${items?.length ?? 0} 个项目（items）。`,
      `"${title}" asks for ${atLeast} items to be passed, but has ${items?.length ?? 0} of them.`,
    ),
  ];
}
