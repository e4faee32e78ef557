import type { Attempt } from '../../records/outbox';
import { oneLine } from './address';

/** A mail server's answers to these are about the one letter; to anything before, about us or the server itself. */
const aboutTheLetter = ['RCPT TO', 'DATA'];

/**
 * What an error of the transport means for the letter. Refused for good: a final answer (5xx) about the recipient or the text, or an
 * address that cannot be written into an envelope. Put off: a passing answer (4xx) about them. All else is the server's or our own
 * account's trouble (no connection, silence, a wrong password, a sender it does not know) and must not cost any letter its life.
 */
export function attemptOf(error: unknown): Attempt {
  const { code, command, responseCode, response } = error as Partial<
    Record<'code' | 'command' | 'response', string>
  > & { responseCode?: number };
  const answer = response ? `：${oneLine(response).slice(0, 300)}` : '';
  if (responseCode === undefined && code === 'EENVELOPE')
    return { fate: 'refused', problem: '邮箱地址无效，请核对后重新登记。' };
  if (responseCode !== undefined && responseCode !== 421 && aboutTheLetter.includes(command ?? ''))
    return responseCode >= 500
      ? { fate: 'refused', problem: `收件方邮件服务器拒收，请核对邮箱地址${answer}` }
      : { fate: 'postponed', problem: `收件方邮件服务器暂时不收，稍后自动重发${answer}` };
  return { fate: 'unreachable', problem: `${troubles[code ?? ''] ?? '发信服务器出现故障'}，稍后自动重发${answer}` };
}

const troubles: Readonly<Record<string, string>> = {
  ECONNECTION: '与发信服务器的连接中断',
  ESOCKET: '连接不上发信服务器',
  EDNS: '找不到发信服务器',
  ETIMEDOUT: '发信服务器没有回应',
  EABORT: '发信服务器没有回应',
  ETLS: '与发信服务器的加密连接建立失败',
  EAUTH: '发信服务器不接受系统的账号或密码，请管理员检查设置',
  EENVELOPE: '发信服务器不接受系统的发件地址，请管理员检查设置',
};
