import type { Draft, DraftStage, Raw } from '../draft';
import { SUBJECTS } from '../plan';
import { error, type Finding, type Path } from '../problem';
import { subjectsIn } from './own';

/** What comes round or is looked through for ever has something to go by, and each its own time; no campaign starts itself. */
export function checkStanding(draft: Draft): Finding[] {
  return draft.stages
    .flatMap((stage) => [
      ...withoutItems(stage, draft),
      ...notApart(stage, draft),
      ...(stage.type === 'subcampaign' ? startsItself(stage.title, stage.raw, stage.path, draft) : []),
    ])
    .concat(subjectsIn(draft.raw).flatMap(({ raw, path }) => startsItself(String(raw['title']), raw, path, draft)));
}

function withoutItems({ type, path, title }: DraftStage, { raw }: Draft): Finding[] {
  if (type !== 'item' || raw['items'] !== undefined) return [];
  return [
    error(
      'noItems',
      path,
      `“${title}”按时间办理事项，方案须写明 items（各项的责任部门和办理时间）。`,
      `"${title}" does items in their time; the plan needs items, each with its owner and time.`,
    ),
  ];
}

/** Such a stage walks one lot: several must come to it one by one. */
function notApart({ type, path, title, values, broken }: DraftStage, { raw }: Draft): Finding[] {
  if ((type !== 'item' && type !== 'scan') || broken.has('apart') || broken.has('together')) return [];
  const several = SUBJECTS.some((name) => Array.isArray(raw[name]) && raw[name].length > 1);
  if (!several || (values.apart === true && values.together !== true)) return [];
  return [
    error(
      'notApart',
      path,
      `“${title}”须各走各的；请写 apart: true，不写 together。`,
      `At "${title}" each goes at its own pace; say apart: true, and no together.`,
    ),
  ];
}

/** No campaign starts itself, by a stage or by an item. */
function startsItself(title: string, raw: Raw, path: Path, draft: Draft): Finding[] {
  if (typeof raw['plan'] !== 'string' || raw['plan'] !== draft.raw['id']) return [];
  return [
    error(
      'startsItself',
      [...path, 'plan'],
      `“${title}”启动的就是本方案，会没完没了；请写另一份方案的 id。`,
      `"${title}" starts this very plan, again and again; name another one.`,
    ),
  ];
}
