/** HTML that may be put into HTML as it is. Only `html` makes it. */
export class Html {
  private constructor(readonly text: string) {}

  static join(strings: TemplateStringsArray, values: readonly Value[]): Html {
    return new Html(strings.map((piece, at) => (at === 0 ? piece : markup(values[at - 1]) + piece)).join(''));
  }
}

type Value = string | number | Html | readonly Html[] | undefined;

/** HTML with every value escaped, for text and for quoted attributes alike; HTML made by `html` goes in as it is, nothing as nothing. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => Html.join(strings, values);

function markup(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
