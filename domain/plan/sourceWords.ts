import type { ErrorCode } from 'yaml';
import { shortened } from './phrases';
import type { Problem, Wording } from './problem';
import type { Fault } from './sourceFaults';

const say = (zh: string, en: string): Wording => ({ zh, en });

const indentation = say(
  '缩进不对；同一层的键要左对齐，用空格缩进',
  'the indentation is wrong; align the keys of one level, with spaces',
);
const missingSign = say(
  '缺少符号，如冒号、引号或右括号；请检查这一行和上一行',
  'a sign is missing, such as a colon, a quote or a closing bracket; look at this line and the one before',
);
const misplaced = say(
  '这里不该有这个符号或文字；请检查括号、逗号和引号，含特殊符号的文字请加引号',
  'this does not belong here; check brackets, commas and quotes, and quote text with special signs',
);
const anchors = say(
  '锚点（&）或别名（*）不对；请写明内容',
  'an anchor (&) or alias (*) is wrong; write the content itself',
);
const tag = say('标签（!）不对；请去掉', 'a tag (!) is wrong; leave it out');

const YAML_WORDS: Readonly<Partial<Record<ErrorCode, Wording>>> = {
  ALIAS_PROPS: anchors,
  BAD_ALIAS: anchors,
  BAD_DIRECTIVE: say('% 开头的指令不认识；请去掉', 'the directive that starts with % is unknown; leave it out'),
  BAD_DQ_ESCAPE: say(
    '双引号里的反斜杠写法不对；请写两个反斜杠或改用单引号',
    'a backslash in double quotes is wrong; double it or use single quotes',
  ),
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: anchors,
  BAD_SCALAR_START: say('文字不能以这个符号开头；请加引号', 'text may not start with this sign; quote it'),
  BLOCK_AS_IMPLICIT_KEY: say(
    '键的后面不能直接再写键；请换行并缩进',
    'keys may not follow a key on its line; start a new line and indent it',
  ),
  BLOCK_IN_FLOW: say(
    '括号里不能用换行缩进的写法；请补上右括号',
    'no indented block may stand inside brackets; close the bracket',
  ),
  KEY_OVER_1024_CHARS: say('键太长', 'a key is too long'),
  MISSING_CHAR: missingSign,
  MULTILINE_IMPLICIT_KEY: say(
    '键要写在一行里；上一行可能缺少冒号',
    'a key must be on one line; the line before may lack a colon',
  ),
  MULTIPLE_ANCHORS: anchors,
  MULTIPLE_DOCS: say('一个文件只能有一个方案；请去掉 --- 以后的内容', 'a file holds one plan; remove what follows ---'),
  MULTIPLE_TAGS: tag,
  TAB_AS_INDENT: say('不能用制表符（Tab）缩进；请用空格', 'tabs may not indent; use spaces'),
  TAG_RESOLVE_FAILED: tag,
  UNEXPECTED_TOKEN: misplaced,
  BAD_COLLECTION_TYPE: tag,
};

/** What is wrong with the text, in a person's words. */
export function wordFault({ code, detail, line, column }: Fault): Problem {
  return { severity: 'error', code, line, column, path: '', ...wording(code, detail ?? '') };
}

function wording(code: Fault['code'], detail: string): Wording {
  switch (code) {
    case 'tooLarge':
      return say('文件超过 256 KiB；方案请控制在此以内。', 'The file is over 256 KiB; a plan must stay below that.');
    case 'tooDeep':
      return say('层次太深，无法读取；请减少嵌套。', 'It is nested too deeply to be read; nest less.');
    case 'aliases':
      return say(
        '别名（*）过多或循环引用；请写明内容。',
        'There are too many aliases (*), or one that contains itself; write the content itself.',
      );
    case 'duplicateKey':
      return say(`键 ${shortened(detail)} 重复；请只留一个。`, `The key ${shortened(detail)} comes twice; keep one.`);
    case 'brokenYaml': {
      const { zh, en } = YAML_WORDS[detail as ErrorCode] ?? misplaced;
      return say(`YAML 格式有误：${zh}。`, `This is not valid YAML: ${en}.`);
    }
  }
}
