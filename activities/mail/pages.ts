import { html, type Html } from './html';
import type { Fact } from './wording';

/** A letter as it is laid out: whole addresses, nothing left to work out. */
export interface Page {
  readonly subject: string;
  readonly salutation: string;
  readonly says: readonly string[];
  readonly facts: readonly Fact[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly notes: readonly string[];
  readonly ask: string;
  readonly automatic: string;
}

/** For programs that show no HTML, and for people who like it so. */
export function plainText({ salutation, says, facts, action, notes, ask, automatic }: Page): string {
  const blocks = [
    salutation,
    ...says,
    facts
      .map(([label, value]) => `${label}：${value.includes('\n') ? `\n${value.replace(/^/gm, '  ')}` : value}`)
      .join('\n'),
    action ? `${action.label}：\n${action.url}` : '',
    notes.join('\n'),
    `${ask}\n${automatic}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const font = `font-family:-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif`;
const cell = 'padding:6px 0;vertical-align:top;font-size:15px;line-height:1.6';

/** Tables and inline styles, because mail programs know little else. */
export const webPage = ({ subject, salutation, says, facts, action, notes, ask, automatic }: Page): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:0;background:#f4f5f7;color:#1f2329;${font}">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7">
          <tr>
            <td align="center" style="padding:24px 12px">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:600px;background:#ffffff;border:1px solid #dfe1e6;border-radius:6px"
              >
                <tr>
                  <td
                    style="padding:14px 28px;border-bottom:3px solid #a8201a;font-size:16px;font-weight:bold;color:#a8201a"
                  >
                    选贤
                  </td>
                </tr>
                <tr>
                  <td style="padding:24px 28px 28px">
                    <h1 style="margin:0 0 16px;font-size:19px;line-height:1.5">${subject}</h1>
                    <p style="${paragraph}">${salutation}</p>
                    ${says.map((text) => html`<p style="${paragraph}">${lines(text)}</p>`)}
                    ${facts.length > 0 ? factTable(facts) : undefined} ${action ? button(action) : undefined}
                    ${notes.map((note) => html`<p style="${small}">${note}</p>`)}
                  </td>
                </tr>
                <tr>
                  <td
                    style="padding:16px 28px;border-top:1px solid #dfe1e6;background:#fafbfc;border-radius:0 0 6px 6px"
                  >
                    <p style="${small}">${ask}</p>
                    <p style="${small}">${automatic}</p>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html> `.text;

const paragraph = 'margin:0 0 12px;font-size:15px;line-height:1.7';
const small = 'margin:0 0 4px;font-size:13px;line-height:1.6;color:#5e6c84';

const factTable = (facts: readonly Fact[]): Html =>
  html`<table
    cellpadding="0"
    cellspacing="0"
    width="100%"
    style="margin:4px 0 16px;border-top:1px solid #ebecf0;border-bottom:1px solid #ebecf0"
  >
    ${facts.map(
      ([label, value]) =>
        html`<tr>
          <th scope="row" align="left" style="${cell};width:6em;font-weight:normal;color:#5e6c84">${label}</th>
          <td style="${cell};word-break:break-all;word-break:break-word">${lines(value)}</td>
        </tr>`,
    )}
  </table>`;

const button = ({ label, url }: { label: string; url: string }): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 12px">
      <tr>
        <td bgcolor="#a8201a" style="border-radius:4px">
          <a
            href="${url}"
            style="display:inline-block;padding:12px 28px;font-size:16px;color:#ffffff;text-decoration:none"
            >${label}</a
          >
        </td>
      </tr>
    </table>
    <p style="${small}">
      按钮打不开时，请把下面的地址复制到浏览器：<br /><a href="${url}" style="color:#0052cc;word-break:break-all"
        >${url}</a
      >
    </p>`;

const lines = (text: string): Html[] =>
  text.split('\n').map((line, at) => (at === 0 ? html`${line}` : html`<br />${line}`));
