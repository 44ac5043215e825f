import type { Letter } from "./mail.ts";

export type LetterParts = {
  locale: string;
  /** Name of the school or house, at the head. */
  from: string;
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Said below the address of the button, for those whose mail program shows none. */
  orCopy?: string;
  footer: string;
};

/** Makes the plain and the HTML form of a letter from the same parts. Every part is text and is escaped here. */
export function makeLetter(parts: LetterParts): Letter {
  return { subject: parts.subject, text: plainText(parts), html: htmlText(parts) };
}

function plainText({ greeting, paragraphs, action, footer, from }: LetterParts): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return `${[greeting, ...paragraphs, ...link].join("\n\n")}\n\n-- \n${from}\n${footer}\n`;
}

/** Tables and inline styles: what mail programs understand. Colours are those of the light theme, which they all show. */
function htmlText({
  locale,
  from,
  subject,
  greeting,
  paragraphs,
  action,
  orCopy,
  footer,
}: LetterParts): string {
  const direction = locale === "ar" ? "rtl" : "ltr";
  const paragraph = (text: string) =>
    `<p style="margin:0 0 16px;font-size:16px;line-height:24px;color:#2b2f36">${escapeHtml(text)}</p>`;
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" target="_blank" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#3650c8;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;line-height:20px;color:#5c6370">${escapeHtml(orCopy ?? "")}<br><a href="${escapeHtml(action.url)}" target="_blank" dir="ltr" style="color:#3650c8;word-break:break-all">${escapeHtml(action.url)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="${escapeHtml(locale)}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f3f4f7;font-family:Inter,'Segoe UI',Helvetica,Arial,'Noto Sans Arabic',sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td style="padding:0 4px 16px;font-size:14px;line-height:20px;font-weight:600;color:#2b2f36">${escapeHtml(from)}</td></tr>
<tr><td style="padding:32px;background:#ffffff;border:1px solid #e3e5ea;border-radius:10px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;color:#14171c">${escapeHtml(greeting)}</h1>
${paragraphs.map(paragraph).join("\n")}
${button}
</td></tr>
<tr><td style="padding:16px 4px;font-size:12px;line-height:18px;color:#5c6370">${escapeHtml(footer)}</td></tr>
</table></td></tr></table>
</body></html>`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
