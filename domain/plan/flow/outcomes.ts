import { isRaw, type Draft, type DraftStage } from '../draft';
import { entriesOf, meantOutcome, neededOutcomes, possibleOutcomes, targetsOf } from '../graph';
import { didYouMean } from '../nearest';
import { EXPECTED, found, shortened } from '../phrases';
import { error, warning, type Finding } from '../problem';
import { resultWords } from '../words';

/** Every outcome that a stage can have has an edge, there are no others, and each leads to a stage or a result. */
export function checkOutcomes({ stages }: Draft): Finding[] {
  const targets = targetsOf(stages);
  return stages.flatMap((stage) => [...missing(stage), ...unknown(stage), ...astray(stage, targets)]);
}

function missing(stage: DraftStage): Finding[] {
  const { outcomes } = stage.raw;
  if (!isRaw(outcomes)) return [];
  const there = new Set(entriesOf(outcomes).map(([name]) => meantOutcome(stage, name)));
  return neededOutcomes(stage)
    .filter((outcome) => !there.has(outcome))
    .map((outcome) =>
      error(
        'missingEdge',
        [...stage.path, 'outcomes'],
        `“${stage.title}”没有写明结果 ${outcome} 的去向；请在 outcomes 里补上 ${outcome}: 某个环节或 ${resultWords.join('、')}。`,
        `"${stage.title}" does not say where its outcome ${outcome} leads; add ${outcome}: a stage, or ${resultWords.join(', ')}.`,
        { key: true },
      ),
    );
}

function unknown(stage: DraftStage): Finding[] {
  const { outcomes } = stage.raw;
  if (!isRaw(outcomes) || !stage.definition) return [];
  const possible = possibleOutcomes(stage);
  const needed = neededOutcomes(stage);
  return entriesOf(outcomes).flatMap(([name]) => {
    const path = [...stage.path, 'outcomes', name];
    if (needed.includes(name)) return [];
    if (possible.includes(name)) {
      return [
        warning(
          'unused',
          path,
          `按现在的设置，“${stage.title}”不会有结果 ${name}。`,
          `As "${stage.title}" is set, it never has the outcome ${name}.`,
          { key: true },
        ),
      ];
    }
    const hint = didYouMean(name, possible);
    return [
      error(
        'unknownOutcome',
        path,
        `“${stage.title}”没有 ${shortened(name)} 这种结果${hint.zh || `；它的结果有 ${needed.join('、')}。`}`,
        `"${stage.title}" has no outcome ${shortened(name)}${hint.en || `; it has ${needed.join(', ')}.`}`,
        { key: true },
      ),
    ];
  });
}

function astray(stage: DraftStage, targets: ReadonlySet<string>): Finding[] {
  const { outcomes } = stage.raw;
  if (!isRaw(outcomes)) return [];
  return entriesOf(outcomes).flatMap(([name, target]) => {
    const path = [...stage.path, 'outcomes', name];
    if (typeof target !== 'string') {
      const { target: expected } = EXPECTED;
      return [
        error(
          'wrongValue',
          path,
          `${shortened(name)} 应为${expected.zh}，这里是${found(target).zh}。`,
          `${shortened(name)} should be ${expected.en}; here it is ${found(target).en}.`,
        ),
      ];
    }
    if (targets.has(target)) return [];
    const hint = didYouMean(target, targets);
    return [
      error(
        'unknownTarget',
        path,
        `没有叫 ${shortened(target)} 的环节${hint.zh || `；去向应为某个环节的 id，或 ${resultWords.join('、')}。`}`,
        `There is no stage called ${shortened(target)}${hint.en || `; an edge leads to the id of a stage, or to ${resultWords.join(', ')}.`}`,
      ),
    ];
  });
}
