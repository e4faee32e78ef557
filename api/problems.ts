import type { Pointed } from '../domain/explain';
import { refusals, Refusal, type RefusalCode } from '../records/refusal';

/** Every code's HTTP status: the one place where a refusal of the records meets the protocol. */
const statusOfRefusal: Record<RefusalCode, number> = {
  notFound: 404,
  notYours: 403,
  tooLate: 409,
  notYet: 409,
  alreadyDone: 409,
  notAmendable: 409,
  suspended: 409,
  ended: 409,
  invalid: 422,
  planInvalid: 422,
  appointed: 409,
  sameHand: 409,
  notEntitled: 403,
  recused: 403,
  alreadyRedeemed: 409,
  badCredential: 404,
  alreadyCast: 409,
};

/** What the API itself refuses, before or around an act: status, Chinese, English, what to do next. */
const ownProblems = {
  badJson: [400, '请求内容不是有效的 JSON', 'The body is not valid JSON', '请检查括号、引号和逗号后重新提交'],
  badText: [
    400,
    '内容中有不能保存的字符或层次过深',
    'The content has characters or nesting that cannot be kept',
    '请删去不可见字符、减少嵌套后重新提交',
  ],
  badRequest: [400, '请求无法理解', 'The request cannot be understood', '请检查地址和请求头后重试'],
  noToken: [401, '请先登录', 'Please sign in', '登录后重试'],
  badToken: [401, '登录已失效', 'The token is not valid', '请重新登录后再试'],
  unknownPerson: [401, '系统中没有您的账号', 'Nobody is known by this token', '请联系本单位系统管理员开通账号'],
  notAllowed: [403, '您的角色不能办理此事', 'Your role may not do this', '如应由您办理，请联系本单位系统管理员'],
  noRoute: [404, '没有这个地址', 'There is no such address', '请对照 /api/docs 检查地址'],
  wrongMethod: [405, '这个地址不支持此操作', 'This address does not take this method', '请对照 /api/docs 检查请求方法'],
  inFlight: [
    409,
    '同一请求正在办理',
    'The same request is being carried out',
    '请稍候片刻，用同一个 Idempotency-Key 再试',
  ],
  tooLarge: [413, '内容过长', 'The content is too large', '请精简内容后重新提交'],
  wrongType: [415, '内容类型不受支持', 'This content type is not taken', '请以 application/json（UTF-8）提交'],
  keyReused: [
    422,
    '这个 Idempotency-Key 已用于另一内容',
    'This Idempotency-Key belongs to another body',
    '新的内容请换一个新的 Idempotency-Key',
  ],
  tooMany: [429, '操作过于频繁', 'Too many requests', '请按提示的秒数稍候再试'],
  busy: [429, '正在办理的人较多', 'Too many people at once', '您的内容尚未提交，请按提示的秒数稍候再试'],
  failed: [
    500,
    '系统出现意外错误',
    'Something unexpected happened',
    '请稍后重试；仍不成功，请把编号 requestId 告诉系统管理员',
  ],
  unavailable: [503, '系统暂时不可用', 'The service is not available for a moment', '您的内容尚未提交，请稍后再试'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string, next: string]>;

export type ProblemCode = RefusalCode | keyof typeof ownProblems;

/** A request that the API refuses. `retryAfter` in seconds. */
export class Problem extends Error {
  constructor(
    readonly code: keyof typeof ownProblems,
    readonly more: {
      readonly zh?: string;
      readonly en?: string;
      readonly retryAfter?: number;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(`${code}: ${more.en ?? ownProblems[code][2]}`);
    this.name = 'Problem';
  }
}

/** RFC 9457, with our closed code, both languages, and what the person can do next. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly en: string;
  readonly next: string;
  readonly requestId: string;
  readonly errors?: readonly Pointed[];
}

/** The document and headers for anything that was thrown. What nobody foresaw says nothing of itself. */
export function problemOf(
  error: unknown,
  requestId: string,
): { document: ProblemDocument; headers: Readonly<Record<string, string>> } {
  if (error instanceof Refusal) {
    const [zh, en, next] = refusals[error.code];
    const { errors } = error.more;
    const document = documentOf(error.code, statusOfRefusal[error.code], [zh, en, next], error.more, requestId);
    return { document: errors ? { ...document, errors } : document, headers: {} };
  }
  const problem = error instanceof Problem ? error : new Problem('failed');
  const [status, zh, en, next] = ownProblems[problem.code];
  const { retryAfter, headers = {} } = problem.more;
  return {
    document: documentOf(problem.code, status, [zh, en, next], problem.more, requestId),
    headers: retryAfter === undefined ? headers : { ...headers, 'Retry-After': String(retryAfter) },
  };
}

function documentOf(
  code: ProblemCode,
  status: number,
  [zh, en, next]: readonly [string, string, string],
  more: { readonly zh?: string; readonly en?: string },
  requestId: string,
): ProblemDocument {
  return {
    type: `urn:xuanxian:problem:${code}`,
    title: zh,
    status,
    code,
    detail: more.zh ?? zh,
    en: more.en ?? en,
    next,
    requestId,
  };
}

/** Every code and its status, for the documentation and the tests. */
export const statuses: Readonly<Record<ProblemCode, number>> = {
  ...statusOfRefusal,
  ...(Object.fromEntries(Object.entries(ownProblems).map(([code, [status]]) => [code, status])) as Record<
    keyof typeof ownProblems,
    number
  >),
};
