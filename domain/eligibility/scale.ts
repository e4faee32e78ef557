/** An ordered list of levels, low to high; several words may stand for one level. */
export interface Scale {
  /** The words a form offers, low to high. */
  readonly levels: readonly string[];
  /** Other words that are understood. */
  readonly alsoCalled: readonly string[];
  /** The height of a level; undefined when the word is not on the scale. */
  readonly height: (word: string) => number | undefined;
}

export function scale(levels: readonly string[], alsoCalled: Readonly<Record<string, string>> = {}): Scale {
  const heights = new Map(levels.map((level, height) => [level, height]));
  return {
    levels,
    alsoCalled: Object.keys(alsoCalled),
    height: (word) => heights.get(Object.hasOwn(alsoCalled, word) ? (alsoCalled[word] ?? word) : word),
  };
}

export const EDUCATION = scale(['小学', '初中', '高中', '大专', '本科', '硕士', '博士'], {
  中专: '高中',
  专科: '大专',
  大学专科: '大专',
  大学本科: '本科',
  研究生: '硕士',
  硕士研究生: '硕士',
  博士研究生: '博士',
});

export const PROFESSIONAL_TITLE = scale(['无', '员级', '初级', '中级', '副高', '正高'], {
  助理级: '初级',
  副高级: '副高',
  正高级: '正高',
});

/** Institutions say 合格 where civil servants say 称职: the same level. */
export const ANNUAL_REVIEW = scale(['未参加', '不定等次', '不合格', '基本合格', '合格', '优秀'], {
  不称职: '不合格',
  基本称职: '基本合格',
  称职: '合格',
});

/** Leading posts and ranks of Party and government organs, low to high. */
export const RANKS = ['科员', '副科', '正科', '副处', '正处', '副厅', '正厅', '副部', '正部'] as const;

export const asChoices = (words: readonly string[]): { value: string; title: string }[] =>
  words.map((word) => ({ value: word, title: word }));
