import type { Draft, DraftOf } from '../draft';
import { canReach, dominates, everyPathPasses } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import { didYouMean } from '../nearest';
import { shortened } from '../phrases';
import { error, warning, type Finding } from '../problem';

/** What a gate counts, or whose result it tests, is there when it is reached; and appointments are preceded by something that narrows. */
export function checkGates(draft: Draft, graph: DraftGraph): Finding[] {
  return [
    ...draft.stages.flatMap((stage) =>
      stage.type === 'gate' || stage.type === 'scoreCheck' ? checkSource(stage, draft, graph) : [],
    ),
    ...checkNarrowing(draft, graph),
  ];
}

function checkSource(stage: DraftOf<'gate' | 'scoreCheck'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const { of } = stage.raw;
  if (typeof of !== 'string') return [];
  const path = [...stage.path, 'of'];
  const known = stages.flatMap(({ id }) => id ?? []);
  if (!known.includes(of)) {
    const hint = didYouMean(of, known);
    return [
      error(
        'unknownStage',
        path,
        `没有叫 ${shortened(of)} 的环节${hint.zh || '。'}`,
        `There is no stage called ${shortened(of)}${hint.en || '.'}`,
      ),
    ];
  }
  if (dominates(table, of, nodeOf(stage)) && canReach(table, of, nodeOf(stage))) return [];
  return [
    error(
      'stageNotBefore',
      path,
      `有的路径不经过 ${of} 就到“${stage.title}”，到时没有它的结果。`,
      `Some path comes to "${stage.title}" without ${of}, so its result is not there.`,
    ),
  ];
}

const narrows = (type: string | undefined): boolean =>
  type === 'ranking' || type === 'collectiveDecision' || type === 'election' || type === 'assignment';

/** Documents count in the order in which they are issued when more people than seats come to an appointment: nothing should leave that to chance. */
function checkNarrowing({ stages }: Draft, { table, first }: DraftGraph): Finding[] {
  const through = new Set(stages.filter(({ type }) => narrows(type)).map(nodeOf));
  const registered = stages.some(({ type }) => type === 'registration');
  if (first === undefined || !registered) return [];
  return stages
    .filter((stage) => stage.type === 'appointment' && !everyPathPasses(table, first, nodeOf(stage), through))
    .map(({ path, title }) =>
      warning(
        'nothingNarrows',
        path,
        `有的路径到“${title}”之前没有排名、讨论决定等环节把人数减到职数之内；文件印发的先后将决定谁任职。`,
        `Some path comes to "${title}" without a ranking or decision that narrows people to the seats; the order of the documents would decide.`,
      ),
    );
}
