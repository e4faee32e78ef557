import { isRaw, type Draft } from '../draft';
import { shortened } from '../phrases';
import { SUBJECTS } from '../plan';
import { error, type Finding, type Path } from '../problem';
import { isResult } from '../words';

/** Each stage and each post has a name of its own, and no stage is called like a result. */
export function checkIdentifiers({ raw, stages }: Draft): Finding[] {
  const ids = stages.map(({ id, path }) => ({ id, path: [...path, 'id'] }));
  const words = { posts: ['职位', 'post'], units: ['单位', 'unit'], items: ['事项', 'item'] } as const;
  const named = SUBJECTS.flatMap((name) => {
    const listed: readonly unknown[] = Array.isArray(raw[name]) ? raw[name] : [];
    return listed.map((each, index) => ({ id: isRaw(each) ? each['id'] : undefined, path: [name, index, 'id'] }));
  });
  const [zh, en] = words[SUBJECTS.find((name) => raw[name] !== undefined) ?? 'posts'];
  const subjects = repeated(named, zh, en);
  return [...repeated(ids, '环节', 'stage'), ...subjects, ...ids.flatMap(reserved)];
}

function repeated(entries: readonly { id: unknown; path: Path }[], zh: string, en: string): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id, path }) => {
    if (typeof id !== 'string') return [];
    if (!seen.has(id)) return seen.add(id) && [];
    const name = shortened(id);
    return [
      error(
        'duplicateId',
        path,
        `已有一个${zh}叫 ${name}；请另取一个 id。`,
        `Another ${en} is already called ${name}; give this one an id of its own.`,
      ),
    ];
  });
}

function reserved({ id, path }: { id?: string | undefined; path: Path }): Finding[] {
  if (id === undefined || !isResult(id)) return [];
  return [
    error(
      'reservedId',
      path,
      `${id} 是表示结局的词，环节不能用它作 id。`,
      `${id} is the word for a result; a stage cannot have it as its id.`,
    ),
  ];
}
